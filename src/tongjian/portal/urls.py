"""All addresses of the portal, under the namespace ``portal``."""

from django.urls import URLPattern

from tongjian.portal.addresses import (
    administrator,
    applicant,
    consulting,
    coordinator,
    counter,
    messages,
    officer,
    supervisor,
    visitor,
)

app_name = "portal"
urlpatterns: list[URLPattern] = [
    *visitor.urlpatterns,
    *applicant.urlpatterns,
    *counter.urlpatterns,
    *officer.urlpatterns,
    *coordinator.urlpatterns,
    *consulting.urlpatterns,
    *supervisor.urlpatterns,
    *administrator.urlpatterns,
    *messages.urlpatterns,
]

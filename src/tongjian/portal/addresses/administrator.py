"""Addresses of the administrators' pages."""

from django.urls import URLPattern, path

from tongjian.portal.views import administrator, incidents, working_days

urlpatterns: list[URLPattern] = [
    path("catalogue", administrator.catalogue, name="catalogue"),
    path("catalogue/<str:code>", administrator.catalogue_item, name="catalogue_item"),
    path("working-days", working_days.working_days, name="working_days"),
    path("incidents", incidents.incidents, name="incidents"),
    path("incidents/<uuid:instance>/<int:number>", incidents.incident, name="incident"),
]

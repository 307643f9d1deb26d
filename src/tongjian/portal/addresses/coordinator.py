"""Addresses of the coordinator's pages."""

from django.urls import URLPattern, path

from tongjian.portal.views import coordinator

urlpatterns: list[URLPattern] = [
    path("reviews", coordinator.coordination, name="coordination"),
    path("reviews/<uuid:application>", coordinator.review, name="review"),
]

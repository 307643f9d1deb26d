"""Addresses of the administrators' pages."""

from django.urls import URLPattern, path

from tongjian.portal.views import administrator

urlpatterns: list[URLPattern] = [
    path("catalogue", administrator.catalogue, name="catalogue"),
    path("catalogue/<str:code>", administrator.catalogue_item, name="catalogue_item"),
]

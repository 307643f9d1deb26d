"""Addresses of the supervisor's pages."""

from django.urls import URLPattern, path

from tongjian.portal.views import supervisor

urlpatterns: list[URLPattern] = [
    path("overview", supervisor.overview, name="overview"),
    path("overview/cases", supervisor.watched, name="watched"),
]

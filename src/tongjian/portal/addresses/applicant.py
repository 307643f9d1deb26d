"""Addresses of the applicant's pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

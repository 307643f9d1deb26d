"""Addresses of the officer's pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

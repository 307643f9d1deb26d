"""Addresses of the counter's pages."""

from django.urls import URLPattern, path

from tongjian.portal.views import counter

urlpatterns: list[URLPattern] = [
    path("counter", counter.counter, name="counter"),
    path("counter/new/<str:code>", counter.begin, name="counter_begin"),
]

"""Addresses of the counter's pages."""

from django.urls import URLPattern, path

from tongjian.portal.views import counter, counter_projects

urlpatterns: list[URLPattern] = [
    path("counter", counter.counter, name="counter"),
    path("counter/new/<str:code>", counter.begin, name="counter_begin"),
    path("counter/projects/new", counter_projects.questions, name="counter_project"),
    path("counter/projects/new/form", counter_projects.register, name="counter_project_form"),
]

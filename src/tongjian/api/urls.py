"""All addresses of the open API, under ``/api/``."""

from django.urls import URLPattern, URLResolver, path, re_path

from tongjian.api.building import build_api
from tongjian.api.docs import unknown

urlpatterns: list[URLPattern | URLResolver] = [path("", build_api().urls), re_path("", unknown)]

"""The open API as a Django app: its one template."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Names the open API to Django; it has no tables."""

    name = "tongjian.api"
    label = "api"

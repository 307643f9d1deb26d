"""The portal as a Django app: its templates, static files and translations."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Names the portal to Django; it has no tables."""

    name = "tongjian.portal"
    label = "portal"

"""The Django app of the catalogue room."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Registers the tables under the label ``catalogue``."""

    name = "tongjian.catalogue.store"
    label = "catalogue"

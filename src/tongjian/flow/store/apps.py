"""The Django app of the flow room."""

from django.apps import AppConfig


class FlowConfig(AppConfig):
    """Registers the tables under the label ``flow``."""

    name = "tongjian.flow.store"
    label = "flow"

"""The Django app of the evidence room."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Registers the tables under the label ``evidence``."""

    name = "tongjian.evidence.store"
    label = "evidence"

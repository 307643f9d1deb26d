"""The Django app of the room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Tables of projects, applications and cases."""

    name = "tongjian.cases.store"
    label = "cases"

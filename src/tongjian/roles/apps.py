"""Roles as a Django app: it holds the commands that need the whole house."""

from django.apps import AppConfig


class RolesConfig(AppConfig):
    """The composition roots; no tables."""

    name = "tongjian.roles"
    label = "roles"

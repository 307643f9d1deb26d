"""The Django app of the room."""

from django.apps import AppConfig


class IdentityStore(AppConfig):
    """Registers the tables under the label ``identity``."""

    name = "tongjian.identity.store"
    label = "identity"
    verbose_name = "身份与组织"
    default_auto_field = "django.db.models.BigAutoField"

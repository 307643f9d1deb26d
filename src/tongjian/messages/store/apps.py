"""The Django app of the room of messages."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Registers the tables under the label ``tongjian_messages``; Django's own app has the shorter one."""

    name = "tongjian.messages.store"
    label = "tongjian_messages"

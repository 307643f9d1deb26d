"""Addresses of messages: the inbox and settings of everyone, and what could not be sent."""

from django.urls import URLPattern, path

from tongjian.portal.views import failed_messages, messages

urlpatterns: list[URLPattern] = [
    path("messages", messages.messages, name="messages"),
    path("messages/settings", messages.settings, name="message_settings"),
    path("messages/confirm/<str:token>", messages.confirm, name="confirm_email"),
    path("messages/failed", failed_messages.failed, name="failed_messages"),
    path("messages/<uuid:message>", messages.message, name="message"),
]

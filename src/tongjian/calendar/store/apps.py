"""The Django app of the calendar."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """Registers the table of imported notices under the label ``calendar``."""

    name = "tongjian.calendar.store"
    label = "calendar"

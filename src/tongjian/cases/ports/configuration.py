"""What is in force: the calendar of working days and the catalogue."""

from typing import Protocol

from tongjian.calendar import WorkCalendar
from tongjian.catalogue import Catalogue


class Calendars(Protocol):
    """The working days known now."""

    def current(self) -> WorkCalendar:
        """Return the calendar with every year loaded."""
        ...

    def refresh(self) -> WorkCalendar:
        """Look for years imported since, at once, and return the calendar."""
        ...


class CurrentCatalogue(Protocol):
    """The catalogue in force."""

    def current(self) -> Catalogue:
        """Return the current edition, compiled once."""
        ...

"""The present moment, asked for through a port so that tests and the demo can set it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
"""The one civil time zone of the country; every legal day is a day in it."""


class Clock(Protocol):
    """Whatever can tell the present moment."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for tests."""

    at: datetime

    def now(self) -> datetime:
        """Return the instant this clock was made with."""
        return self.at


def local_day(instant: datetime) -> date:
    """Return the civil day in China on which an aware instant falls."""
    return instant.astimezone(CHINA).date()

"""Virtual days: the demo acts on working days alone, in the city's own time."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from threading import Lock

from tongjian.calendar import WorkCalendar, shipped_years
from tongjian.kit import CHINA
from tongjian.roles.virtual_clock import FileClock

FIRST_DAY = date(2025, 3, 3)
"""A Monday; the walk ends within the years whose holidays are known."""

MORNING = time(9, 0)
AFTERNOON = time(14, 30)


@dataclass(slots=True)
class Days:
    """Turns the clock of the house and counts working days."""

    clock: FileClock
    calendar: WorkCalendar = field(default_factory=lambda: WorkCalendar(shipped_years()))
    today: date = FIRST_DAY
    lock: Lock = field(default_factory=Lock)

    def set(self, day: date, at: time) -> None:
        """Turn the clock to a time of a working day; never back."""
        with self.lock:
            self.today = day
            wished = datetime.combine(day, at, CHINA).astimezone(UTC)
            self.clock.turn(max(wished, self._now_or(wished)))

    def wait(self, seconds: int) -> None:
        """Let some virtual time pass."""
        with self.lock:
            self.clock.turn(self.clock.now() + timedelta(seconds=seconds))

    def after(self, day: date, working_days: int) -> date:
        """Return the working day so many working days after a day; 0 is the day itself."""
        return day if working_days <= 0 else self.calendar.nth_after(day, working_days)

    def between(self, after: date, until: date) -> int:
        """Return the working days after a day up to and including another."""
        return self.calendar.count(after=after, until=until) if until > after else 0

    def _now_or(self, wished: datetime) -> datetime:
        return self.clock.now() if self.clock.file.exists() else wished

"""How long a task may take, and what it means when nobody has answered by then.

Working days and calendar time are two kinds of value that never turn into each other: what a
working day is, only the calendar of the place knows.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Literal

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The one civil time of the country, without summer time since 1991; months are counted in it."""

MAX_WORKING_DAYS = 999
"""No limit of the law comes near it."""

_MAX_DIGITS = 6
_WORKING_DAYS = re.compile(r"(?P<days>[0-9]{1,3}) ?个?工作日")
_DURATION = re.compile(
    r"P(?=[0-9T])(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?(?:(?P<weeks>[0-9]+)W)?(?:(?P<days>[0-9]+)D)?"
    r"(?:T(?=[0-9])(?:(?P<hours>[0-9]+)H)?(?:(?P<minutes>[0-9]+)M)?(?:(?P<seconds>[0-9]+)S)?)?"
)


@dataclass(frozen=True, slots=True)
class WorkingDayLimit:
    """So many working days (工作日) from 1; the day on which the task is offered does not count."""

    days: int


@dataclass(frozen=True, slots=True)
class DurationLimit:
    """So much calendar time (ISO 8601): whole months, and seconds besides."""

    months: int
    seconds: int

    def due_at(self, since: datetime) -> datetime:
        """Return the moment at which it is over; a month ends no later than its last day."""
        local = since.astimezone(CHINA)
        month = local.month - 1 + self.months
        year, month = local.year + month // 12, month % 12 + 1
        day = min(local.day, monthrange(year, month)[1])
        later = local.replace(year=year, month=month, day=day) + timedelta(seconds=self.seconds)
        return later.astimezone(since.tzinfo)


TaskLimit = WorkingDayLimit | DurationLimit
"""How long a task may take."""

SilenceAct = Literal["remind", "escalate", "consent"]
"""What is done when the limit is over: remind (催办), tell those above (升级), take as consent (视为同意)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What it means when a task is not done within its limit.

    Attributes:
        role: post that is told of it; of ``escalate`` only.
        organisation: variable with the organisation of that post; None: that of the task.
        every: how long after a reminder the next one follows; None: one reminder only.
    """

    act: SilenceAct
    role: str | None = None
    organisation: str | None = None
    every: TaskLimit | None = None


def read_limit(text: str) -> TaskLimit | None:
    """Return the limit that ``15 工作日`` or an ISO 8601 duration such as ``P15D`` names.

    Returns:
        None for any other text, such as ``15``, ``15 天`` or ``P15D 工作日``, and for nothing at all.
    """
    words = text.strip()
    counted = _WORKING_DAYS.fullmatch(words)
    if counted:
        days = int(counted["days"])
        return WorkingDayLimit(days) if days else None
    found = _DURATION.fullmatch(words)
    if not found or any(part and len(part) > _MAX_DIGITS for part in found.groups()):
        return None
    parts = {name: int(part or 0) for name, part in found.groupdict().items()}
    days = parts["weeks"] * 7 + parts["days"]
    seconds = ((days * 24 + parts["hours"]) * 60 + parts["minutes"]) * 60 + parts["seconds"]
    months = parts["years"] * 12 + parts["months"]
    too_long = months > MAX_MONTHS or seconds > MAX_MONTHS * 31 * 86_400
    return DurationLimit(months, seconds) if (months or seconds) and not too_long else None


MAX_MONTHS = 1200
"""A hundred years: no task takes longer, and every due moment stays a date."""

"""Zones of a time: a fixed offset from UTC, or a region of the IANA database."""

from dataclasses import dataclass
from datetime import UTC as UTC_ZONE
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from tongjian.rules.feel.values.civil import civil_of_days
from tongjian.rules.feel.values.fault import Fault

NANOSECONDS_OF_SECOND = 1_000_000_000
NANOSECONDS_OF_DAY = 86_400 * NANOSECONDS_OF_SECOND
MAX_OFFSET = 18 * 3600
"""Seconds; the widest offset that a time may have."""

_FIRST_YEAR, _LAST_YEAR = 1, 9999


@dataclass(frozen=True, slots=True)
class Offset:
    """A fixed distance from UTC.

    Attributes:
        seconds: east of Greenwich positive, at most 18 hours either way.
    """

    seconds: int

    def __post_init__(self) -> None:
        if not -MAX_OFFSET <= self.seconds <= MAX_OFFSET:
            raise Fault("时区偏移量超出±18小时", code="rules.feel.bad_zone")


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the IANA time zone database, such as ``Asia/Shanghai``.

    Attributes:
        name: the region's name in the database's letters.
    """

    name: str

    def __post_init__(self) -> None:
        if self.name not in _region_names():
            raise Fault("没有名为“%(name)s”的时区", code="rules.feel.bad_zone", name=self.name)


Zone = Offset | Region
"""Where a time is told; a time without one is local."""

UTC = Offset(0)


@lru_cache(maxsize=1)
def _region_names() -> frozenset[str]:
    """Return the names of the database, links included."""
    return frozenset(available_timezones())


@lru_cache(maxsize=64)
def _rules_of(name: str) -> ZoneInfo:
    """Return the region's rules."""
    return ZoneInfo(name)


def offset_at_local(zone: Zone, *, days: int, nanosecond: int) -> int:
    """Return the zone's offset in seconds at a local date (days from 1970) and nanosecond of the day.

    A local time that comes twice is taken at its first coming; the rules of the last years of the
    database repeat for ever in cycles of 400 years, those before year 1 are those of year 1.
    """
    if isinstance(zone, Offset):
        return zone.seconds
    local = _datetime_of(days, nanosecond // NANOSECONDS_OF_SECOND)
    return _seconds(local.replace(tzinfo=_rules_of(zone.name)))


def offset_at_instant(zone: Zone, second: int) -> int:
    """Return the zone's offset in seconds at an instant, in seconds from 1970-01-01T00:00:00Z."""
    if isinstance(zone, Offset):
        return zone.seconds
    days, second_of_day = divmod(second, 86_400)
    instant = _datetime_of(days, second_of_day).replace(tzinfo=UTC_ZONE)
    return _seconds(instant.astimezone(_rules_of(zone.name)))


def _datetime_of(days: int, second: int) -> datetime:
    """Return the standard library's datetime, its year moved to one that has the same rules."""
    year, month, day = civil_of_days(days)
    if year >= _LAST_YEAR:
        year = 9200 + year % 400
    elif year <= _FIRST_YEAR:
        year = 400 + year % 400
    return datetime(year, month, day, second // 3600, second // 60 % 60, second % 60)  # noqa: DTZ001


def _seconds(moment: datetime) -> int:
    distance = moment.utcoffset()
    return 0 if distance is None else int(distance.total_seconds())

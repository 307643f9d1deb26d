"""Dates, times, and dates with a time, to the nanosecond and for a thousand million years either way."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from tongjian.rules.feel.values.civil import civil_of_days, days_of_civil, days_of_month
from tongjian.rules.feel.values.fault import Fault
from tongjian.rules.feel.values.zones import (
    NANOSECONDS_OF_DAY,
    NANOSECONDS_OF_SECOND,
    Offset,
    Region,
    Zone,
    offset_at_local,
)

MAX_YEAR = 999_999_999
"""The last year; the first is its negative."""

_MONTHS = 12
_NANOSECONDS_OF_MICROSECOND = 1000


@dataclass(frozen=True, slots=True)
class Date:
    """A day of the proleptic Gregorian calendar.

    Attributes:
        year: astronomical, so 0 is 1 BC.
        month: 1 to 12.
        day: 1 to the month's last.
    """

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        sound = -MAX_YEAR <= self.year <= MAX_YEAR and 1 <= self.month <= _MONTHS
        if not sound or not 1 <= self.day <= days_of_month(self.year, self.month):
            raise Fault(
                "日期 %(year)s-%(month)s-%(day)s 不存在",
                code="rules.feel.no_such_date",
                year=self.year,
                month=self.month,
                day=self.day,
            )

    @classmethod
    def of(cls, given: date) -> "Date":
        """Return the standard library's date; of a datetime, its local date."""
        return cls(given.year, given.month, given.day)

    @classmethod
    def of_days(cls, days: int) -> "Date":
        """Return the date so many days after 1970-01-01."""
        return cls(*civil_of_days(days))

    @property
    def days(self) -> int:
        """Return the days from 1970-01-01, negative before."""
        return days_of_civil(self.year, self.month, self.day)

    def to_date(self) -> date:
        """Return the standard library's date.

        Raises:
            Fault: before year 1 or after year 9999.
        """
        try:
            return date(self.year, self.month, self.day)
        except ValueError as error:
            raise Fault("日期超出公元1年至9999年", code="rules.feel.out_of_range") from error


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day, local or in a zone.

    Attributes:
        nanosecond: of the day, from 0 at midnight.
        zone: where it is told; None is local.
    """

    nanosecond: int
    zone: Zone | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.nanosecond < NANOSECONDS_OF_DAY:
            raise Fault("时刻超出一天的范围", code="rules.feel.no_such_time")

    @classmethod
    def of(cls, given: time) -> "Time":
        """Return the standard library's time; a fixed offset and a region are kept."""
        second = given.hour * 3600 + given.minute * 60 + given.second
        nanosecond = second * NANOSECONDS_OF_SECOND + given.microsecond * _NANOSECONDS_OF_MICROSECOND
        return cls(nanosecond, _zone_of(given))

    @property
    def hour(self) -> int:
        """Return the hour, 0 to 23."""
        return self.nanosecond // (3600 * NANOSECONDS_OF_SECOND)

    @property
    def minute(self) -> int:
        """Return the minute of the hour."""
        return self.nanosecond // (60 * NANOSECONDS_OF_SECOND) % 60

    @property
    def second(self) -> int:
        """Return the whole second of the minute."""
        return self.nanosecond // NANOSECONDS_OF_SECOND % 60

    @property
    def fraction(self) -> int:
        """Return the nanoseconds of the second."""
        return self.nanosecond % NANOSECONDS_OF_SECOND


@dataclass(frozen=True, slots=True)
class DateAndTime:
    """A time on a date; with a zone it is an instant.

    Attributes:
        date: the local date.
        time: the local time, which carries the zone.
    """

    date: Date
    time: Time

    @classmethod
    def of(cls, given: datetime) -> "DateAndTime":
        """Return the standard library's datetime, naive or aware."""
        return cls(Date.of(given), Time.of(given.timetz()) if given.tzinfo is None else _aware(given))

    @classmethod
    def of_local(cls, nanoseconds: int, zone: Zone | None) -> "DateAndTime":
        """Return the date and time so many local nanoseconds after 1970-01-01T00:00:00."""
        days, nanosecond = divmod(nanoseconds, NANOSECONDS_OF_DAY)
        return cls(Date.of_days(days), Time(nanosecond, zone))

    @property
    def local(self) -> int:
        """Return the local nanoseconds from 1970-01-01T00:00:00, whatever the zone."""
        return self.date.days * NANOSECONDS_OF_DAY + self.time.nanosecond

    @property
    def offset(self) -> int | None:
        """Return the seconds from UTC at this moment; None for local time."""
        if self.time.zone is None:
            return None
        return offset_at_local(self.time.zone, days=self.date.days, nanosecond=self.time.nanosecond)

    @property
    def instant(self) -> int:
        """Return the nanoseconds from 1970-01-01T00:00:00Z; a local time is taken as UTC."""
        return self.local - (self.offset or 0) * NANOSECONDS_OF_SECOND

    def to_datetime(self) -> datetime:
        """Return the standard library's datetime, nanoseconds cut to microseconds.

        Raises:
            Fault: before year 1 or after year 9999.
        """
        at = self.time
        day = self.date.to_date()
        zone: timezone | ZoneInfo | None = None
        match at.zone:
            case Offset(seconds=seconds):
                zone = timezone(timedelta(seconds=seconds))
            case Region(name=name):
                zone = ZoneInfo(name)
            case None:
                pass
        clock = time(at.hour, at.minute, at.second, at.fraction // _NANOSECONDS_OF_MICROSECOND, zone)
        return datetime.combine(day, clock)


def _zone_of(given: time | datetime) -> Zone | None:
    """Return the zone of a time of the standard library."""
    if given.tzinfo is None:
        return None
    if isinstance(given.tzinfo, ZoneInfo) and given.tzinfo.key is not None:
        return Region(given.tzinfo.key)
    distance = given.utcoffset()
    return None if distance is None else Offset(int(distance.total_seconds()))


def _aware(given: datetime) -> Time:
    """Return the time of an aware datetime; its second coming in autumn is told by its offset."""
    zone = _zone_of(given)
    distance = given.utcoffset()
    if given.fold and distance is not None and distance != given.replace(fold=0).utcoffset():
        zone = Offset(int(distance.total_seconds()))
    return Time(Time.of(given.time()).nanosecond, zone)

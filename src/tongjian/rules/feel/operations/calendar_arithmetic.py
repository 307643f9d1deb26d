"""Moments and durations: what is later, and how much lies between.

Source: DMN 1.5, table 57.
"""

from tongjian.rules.feel.operations.comparison import utc_nanosecond
from tongjian.rules.feel.values import (
    UTC,
    Date,
    DateAndTime,
    DayTimeDuration,
    Fault,
    Region,
    Time,
    YearMonthDuration,
    Zone,
)
from tongjian.rules.feel.values.civil import days_of_month
from tongjian.rules.feel.values.zones import (
    NANOSECONDS_OF_DAY,
    NANOSECONDS_OF_SECOND,
    offset_at_instant,
)


def midnight(date: Date) -> DateAndTime:
    """Return the moment a date stands for among moments: its midnight in UTC. Source: 10.3.2.3.5."""
    return DateAndTime(date, Time(0, UTC))


def date_later(date: Date, duration: DayTimeDuration) -> Date:
    """Return the date so much later, the time of day left out.

    Raises:
        Fault: the year is out of range.
    """
    return Date.of_days((date.days * NANOSECONDS_OF_DAY + duration.nanoseconds) // NANOSECONDS_OF_DAY)


def moment_later(moment: DateAndTime, duration: DayTimeDuration) -> DateAndTime:
    """Return the moment so much later in the same zone; time passes through its clock changes.

    Raises:
        Fault: the year is out of range.
    """
    zone = moment.time.zone
    if not isinstance(zone, Region):
        return DateAndTime.of_local(moment.local + duration.nanoseconds, zone)
    instant = moment.instant + duration.nanoseconds
    distance = offset_at_instant(zone, instant // NANOSECONDS_OF_SECOND)
    return DateAndTime.of_local(instant + distance * NANOSECONDS_OF_SECOND, zone)


def time_later(time: Time, duration: DayTimeDuration) -> Time:
    """Return the time of day so much later, around the clock, in the same zone."""
    return Time((time.nanosecond + duration.nanoseconds) % NANOSECONDS_OF_DAY, time.zone)


def months_later(date: Date, duration: YearMonthDuration) -> Date:
    """Return the same day of the month so many months later, or the month's last where it is shorter.

    Raises:
        Fault: the year is out of range.
    """
    year, month = divmod(date.year * 12 + date.month - 1 + duration.months, 12)
    return Date(year, month + 1, min(date.day, days_of_month(year, month + 1)))


def moment_months_later(moment: DateAndTime, duration: YearMonthDuration) -> DateAndTime:
    """Return the same time of day so many months later.

    Raises:
        Fault: the year is out of range.
    """
    return DateAndTime(months_later(moment.date, duration), moment.time)


def days_between(later: Date, earlier: Date) -> DayTimeDuration:
    """Return the days from one date to another."""
    return DayTimeDuration((later.days - earlier.days) * NANOSECONDS_OF_DAY)


def time_between(later: DateAndTime, earlier: DateAndTime) -> DayTimeDuration:
    """Return the time from one moment to another.

    Raises:
        Fault: only one of them has a zone.
    """
    _both_or_neither(later.time.zone, earlier.time.zone)
    return DayTimeDuration(later.instant - earlier.instant)


def clock_between(later: Time, earlier: Time) -> DayTimeDuration:
    """Return the time from one time of day to another, negative where it is earlier in the day.

    Raises:
        Fault: only one of them has a zone, or a region's distance from UTC depends on the date.
    """
    _both_or_neither(later.zone, earlier.zone)
    if later.zone == earlier.zone:
        return DayTimeDuration(later.nanosecond - earlier.nanosecond)
    return DayTimeDuration(utc_nanosecond(later) - utc_nanosecond(earlier))


def months_between(start: Date, end: Date) -> YearMonthDuration:
    """Return the whole months from one day to another, cut towards zero."""
    months = (end.year - start.year) * 12 + end.month - start.month
    rest = end.day - start.day
    if months > 0 and rest < 0:
        months -= 1
    elif months < 0 < rest:
        months += 1
    return YearMonthDuration(months)


def _both_or_neither(one: Zone | None, other: Zone | None) -> None:
    if (one is None) != (other is None):
        raise Fault("带时区的时间与不带时区的时间不能相减", code="rules.feel.zone_missing")

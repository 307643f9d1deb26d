"""Reading dates, times and durations from their texts, exactly as XML Schema and ISO 8601 write them."""

import re

from tongjian.rules.feel.values.durations import DayTimeDuration, YearMonthDuration
from tongjian.rules.feel.values.fault import Fault
from tongjian.rules.feel.values.temporal import Date, DateAndTime, Time
from tongjian.rules.feel.values.zones import (
    NANOSECONDS_OF_DAY,
    NANOSECONDS_OF_SECOND,
    Offset,
    Region,
    Zone,
)

Temporal = Date | Time | DateAndTime | DayTimeDuration | YearMonthDuration
"""What an at-literal may be."""

_LONGEST = 100
_DATE = r"(?P<year>-?(?:[1-9][0-9]{3,8}|0[0-9]{3}))-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
_TIME = (
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]{1,9})0*)?"
    r"(?P<zone>Z|z|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?|@[A-Za-z0-9_+\-/]+)?"
)
_ONLY_DATE = re.compile(_DATE)
_ONLY_TIME = re.compile(_TIME)
_BOTH = re.compile(f"{_DATE}T{_TIME}")
_MONTHS = re.compile(r"(?P<sign>-)?P(?=[0-9])(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?")
_DAYS = re.compile(
    r"(?P<sign>-)?P(?=[0-9T])(?:(?P<days>[0-9]+)D)?"
    r"(?:T(?=[0-9])(?:(?P<hours>[0-9]+)H)?(?:(?P<minutes>[0-9]+)M)?"
    r"(?:(?P<seconds>[0-9]+)(?:\.(?P<fraction>[0-9]*))?S)?)?"
)
_FRACTION_DIGITS = 9
_LAST_HOUR = 24


def read_date(text: str) -> Date:
    """Return the date written ``2024-02-29``; no zone is allowed.

    Raises:
        Fault: the text is no date.
    """
    found = _matched(_ONLY_DATE, text, "日期")
    return Date(int(found["year"]), int(found["month"]), int(found["day"]))


def read_time(text: str) -> Time:
    """Return the time written ``23:59:00``, with a fraction, an offset or ``@`` and a region if given.

    Raises:
        Fault: the text is no time of day.
    """
    found = _matched(_ONLY_TIME, text, "时刻")
    return Time(_nanosecond_of(found, text) % NANOSECONDS_OF_DAY, _zone_of(found["zone"]))


def read_date_and_time(text: str) -> DateAndTime:
    """Return the moment written ``2024-02-29T23:59:00+08:00``; a date alone is its midnight.

    Raises:
        Fault: the text is no date and time.
    """
    if "T" not in text:
        return DateAndTime(read_date(text), Time(0))
    found = _matched(_BOTH, text, "日期时间")
    day = Date(int(found["year"]), int(found["month"]), int(found["day"]))
    nanosecond, zone = _nanosecond_of(found, text), _zone_of(found["zone"])
    if nanosecond == NANOSECONDS_OF_DAY:
        return DateAndTime(Date.of_days(day.days + 1), Time(0, zone))
    return DateAndTime(day, Time(nanosecond, zone))


def read_duration(text: str) -> DayTimeDuration | YearMonthDuration:
    """Return the duration written ``P1DT2H`` or ``P1Y2M``; the two kinds do not mix.

    Raises:
        Fault: the text is no duration.
    """
    if len(text) <= _LONGEST:
        found = _MONTHS.fullmatch(text)
        if found:
            months = int(found["years"] or 0) * 12 + int(found["months"] or 0)
            return YearMonthDuration(-months if found["sign"] else months)
        found = _DAYS.fullmatch(text)
        if found:
            return _day_time(found, text)
    raise _unreadable(text, "时长")


def read_temporal(text: str) -> Temporal:
    """Return what an at-literal ``@"..."`` stands for: a date, a time, both, or a duration.

    Raises:
        Fault: the text is none of them.
    """
    if "P" in text[:2]:
        return read_duration(text)
    if "T" in text.partition("@")[0]:
        return read_date_and_time(text)
    return read_time(text) if text[2:3] == ":" else read_date(text)


def _matched(pattern: re.Pattern[str], text: str, kind: str) -> re.Match[str]:
    found = pattern.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        raise _unreadable(text, kind)
    return found


def _unreadable(text: str, kind: str) -> Fault:
    return Fault(
        "“%(text)s”不是规范写法的%(kind)s", code="rules.feel.unreadable", text=text[:_LONGEST], kind=kind
    )


def _nanosecond_of(found: re.Match[str], text: str) -> int:
    """Return the nanosecond of the day; 24:00:00 is the end of the day."""
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"])
    fraction = int((found["fraction"] or "").ljust(_FRACTION_DIGITS, "0") or 0)
    whole = hour == _LAST_HOUR and not (minute or second or fraction)
    if not whole and (hour >= _LAST_HOUR or minute > 59 or second > 59):  # noqa: PLR2004
        raise _unreadable(text, "时刻")
    return (hour * 3600 + minute * 60 + second) * NANOSECONDS_OF_SECOND + fraction


def _zone_of(text: str | None) -> Zone | None:
    if text is None:
        return None
    if text[0] == "@":
        return Region(text[1:])
    if text in {"Z", "z"}:
        return Offset(0)
    hours, minutes, *seconds = (int(part) for part in text[1:].split(":"))
    if minutes > 59 or (seconds and seconds[0] > 59):  # noqa: PLR2004
        raise _unreadable(text, "时区偏移量")
    distance = hours * 3600 + minutes * 60 + (seconds[0] if seconds else 0)
    return Offset(-distance if text[0] == "-" else distance)


def _day_time(found: re.Match[str], text: str) -> DayTimeDuration:
    seconds = int(found["days"] or 0) * 86_400 + int(found["hours"] or 0) * 3600
    seconds += int(found["minutes"] or 0) * 60 + int(found["seconds"] or 0)
    fraction = (found["fraction"] or "").rstrip("0")
    if len(fraction) > _FRACTION_DIGITS:
        raise _unreadable(text, "时长")
    nanoseconds = seconds * NANOSECONDS_OF_SECOND + int(fraction.ljust(_FRACTION_DIGITS, "0"))
    return DayTimeDuration(-nanoseconds if found["sign"] else nanoseconds)

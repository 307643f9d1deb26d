"""Date and time functions, now and today. Source: DMN 1.5, 10.3.4.6, 10.3.4.8 and 10.3.4.11."""

from decimal import Decimal
from typing import Final

from tongjian.rules.feel.builtins.signatures import Overload, anything, day, define
from tongjian.rules.feel.operations.comparison import identical
from tongjian.rules.feel.values import Date, DateAndTime, Fault, Value
from tongjian.rules.feel.values.civil import days_of_civil, is_leap, weekday_of_days
from tongjian.rules.running import Run

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_THURSDAY: Final = 4


def _date_of(given: Date | DateAndTime) -> Date:
    return given if isinstance(given, Date) else given.date


def _is(_run: Run, value1: Value, value2: Value) -> Value:
    return identical(value1, value2)


def _day_of_year(_run: Run, given: Date | DateAndTime) -> Value:
    date = _date_of(given)
    return Decimal(_ordinal(date))


def _ordinal(date: Date) -> int:
    return date.days - days_of_civil(date.year, 1, 1) + 1


def _day_of_week(_run: Run, given: Date | DateAndTime) -> Value:
    return _WEEKDAYS[weekday_of_days(_date_of(given).days) - 1]


def _month_of_year(_run: Run, given: Date | DateAndTime) -> Value:
    return _MONTHS[_date_of(given).month - 1]


def _week_of_year(_run: Run, given: Date | DateAndTime) -> Value:
    """Return the week of ISO 8601: the first has the year's first Thursday."""
    date = _date_of(given)
    week = (_ordinal(date) - weekday_of_days(date.days) + 10) // 7
    if week == 0:
        return Decimal(_weeks_of(date.year - 1))
    return Decimal(1 if week > _weeks_of(date.year) else week)


def _weeks_of(year: int) -> int:
    """Return how many weeks the year has: 53 where it begins or ends on a Thursday."""
    first = weekday_of_days(days_of_civil(year, 1, 1))
    long = first == _THURSDAY or (is_leap(year) and first == _THURSDAY - 1)
    return 53 if long else 52


def _now(run: Run) -> Value:
    if run.now is None:
        raise Fault("本次运算没有给定当前时间", code="rules.feel.no_present")
    return DateAndTime.of(run.now)


def _today(run: Run) -> Value:
    if run.now is None:
        raise Fault("本次运算没有给定当前时间", code="rules.feel.no_present")
    return Date.of(run.now)


MOMENTS: Final = (
    define("is", Overload((anything("value1"), anything("value2")), _is)),
    define("day of year", Overload((day("date"),), _day_of_year)),
    define("day of week", Overload((day("date"),), _day_of_week)),
    define("month of year", Overload((day("date"),), _month_of_year)),
    define("week of year", Overload((day("date"),), _week_of_year)),
    define("now", Overload((), _now)),
    define("today", Overload((), _today)),
)
"""The functions of these sections."""

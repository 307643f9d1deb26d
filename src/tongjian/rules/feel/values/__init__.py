"""The values of FEEL: texts, decimals, times, durations, ranges, lists, contexts, functions and null."""

from tongjian.rules.feel.values.durations import DayTimeDuration, YearMonthDuration
from tongjian.rules.feel.values.fault import Fault
from tongjian.rules.feel.values.number import DIGITS, NUMBERS, number
from tongjian.rules.feel.values.reading import (
    read_date,
    read_date_and_time,
    read_duration,
    read_temporal,
    read_time,
)
from tongjian.rules.feel.values.temporal import Date, DateAndTime, Time
from tongjian.rules.feel.values.value import Function, Operator, Range, Value
from tongjian.rules.feel.values.writing import literal_of, text_of
from tongjian.rules.feel.values.zones import UTC, Offset, Region, Zone

__all__ = [
    "DIGITS",
    "NUMBERS",
    "UTC",
    "Date",
    "DateAndTime",
    "DayTimeDuration",
    "Fault",
    "Function",
    "Offset",
    "Operator",
    "Range",
    "Region",
    "Time",
    "Value",
    "YearMonthDuration",
    "Zone",
    "literal_of",
    "number",
    "read_date",
    "read_date_and_time",
    "read_duration",
    "read_temporal",
    "read_time",
    "text_of",
]

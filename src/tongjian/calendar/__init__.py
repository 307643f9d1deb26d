"""Calendar: working days, pauses, due dates and lights: the legal clock. Pure; the years are data."""

from tongjian.calendar.due_dates import ClockFacts, DueDate, DueState, days_used, due, is_overdue
from tongjian.calendar.errors import (
    InvalidCalendarYear,
    InvalidHistory,
    InvalidPause,
    InvalidTimeLimit,
)
from tongjian.calendar.explaining import CountedDays, Counting, Explanation, explain
from tongjian.calendar.fixed_holidays import fixed_holidays
from tongjian.calendar.history import ClockHistory, history_of, read_history, write_history
from tongjian.calendar.lights import Light, light, worse
from tongjian.calendar.limits import ClockKind, Extension, Limit, Pause, TimeLimit, TimeUnit
from tongjian.calendar.measures import MeasuredCase, Measures, measure
from tongjian.calendar.notices import read_notice, write_notice
from tongjian.calendar.ports import ImportedYear, YearTable
from tongjian.calendar.sentences import Sentence
from tongjian.calendar.work_calendar import (
    Assumption,
    WorkCalendar,
    add_working_days,
    working_days_between,
)
from tongjian.calendar.years import LATE_DECEMBER, CalendarYear, shipped_years

__all__ = [
    "LATE_DECEMBER",
    "Assumption",
    "CalendarYear",
    "ClockFacts",
    "ClockHistory",
    "ClockKind",
    "CountedDays",
    "Counting",
    "DueDate",
    "DueState",
    "Explanation",
    "Extension",
    "ImportedYear",
    "InvalidCalendarYear",
    "InvalidHistory",
    "InvalidPause",
    "InvalidTimeLimit",
    "Light",
    "Limit",
    "MeasuredCase",
    "Measures",
    "Pause",
    "Sentence",
    "TimeLimit",
    "TimeUnit",
    "WorkCalendar",
    "YearTable",
    "add_working_days",
    "days_used",
    "due",
    "explain",
    "fixed_holidays",
    "history_of",
    "is_overdue",
    "light",
    "measure",
    "read_history",
    "read_notice",
    "shipped_years",
    "working_days_between",
    "worse",
    "write_history",
    "write_notice",
]

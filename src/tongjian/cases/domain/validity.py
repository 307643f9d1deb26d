"""How long a result holds."""

import calendar
from datetime import date, timedelta

from tongjian.catalogue import Validity

_MONTHS = 12


def last_day(issued_on: date, validity: Validity | None) -> date | None:
    """Return the last day of validity counted from the day of issue; None without a limit.

    A result that lapses only when nothing was begun (unused) has no fixed last day.

    Months and years end on the same day of the month, or its last day where there is none.
    Source: 民法典 Art. 202.
    """
    if validity is None or validity.lapses == "unused":
        return None
    if validity.unit == "day":
        return issued_on + timedelta(days=validity.count)
    months = validity.count * (_MONTHS if validity.unit == "year" else 1)
    year, month = divmod(issued_on.year * _MONTHS + issued_on.month - 1 + months, _MONTHS)
    day = min(issued_on.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day)

"""How long results hold."""

from datetime import date

import pytest

from tongjian.cases.domain.validity import last_day
from tongjian.catalogue import Validity


@pytest.mark.parametrize(
    ("issued_on", "validity", "expected"),
    [
        (date(2026, 6, 1), Validity(3, "year", "always"), date(2029, 6, 1)),
        (date(2026, 8, 31), Validity(6, "month", "always"), date(2027, 2, 28)),
        (date(2026, 11, 30), Validity(3, "month", "always"), date(2027, 2, 28)),
        (date(2024, 2, 29), Validity(1, "year", "always"), date(2025, 2, 28)),
        (date(2026, 6, 1), Validity(30, "day", "always"), date(2026, 7, 1)),
        (date(2026, 6, 1), Validity(1, "year", "unused"), None),
        (date(2026, 6, 1), None, None),
    ],
)
def test_the_last_day_is_counted_from_the_day_of_issue(
    issued_on: date, validity: Validity | None, expected: date | None
) -> None:
    assert last_day(issued_on, validity) == expected

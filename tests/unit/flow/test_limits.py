from datetime import UTC, datetime

import pytest

from tongjian.flow.domain.limits import DurationLimit, WorkingDayLimit, read_limit


@pytest.mark.parametrize("text", ["15 工作日", "15工作日", "15个工作日", " 15 个工作日 "])
def test_working_days_are_said_in_chinese(text: str) -> None:
    assert read_limit(text) == WorkingDayLimit(15)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("P15D", DurationLimit(0, 15 * 86_400)),
        ("P1Y2M", DurationLimit(14, 0)),
        ("P1W", DurationLimit(0, 7 * 86_400)),
        ("PT8H30M", DurationLimit(0, 30_600)),
        ("P1MT1S", DurationLimit(1, 1)),
    ],
)
def test_calendar_time_is_said_in_iso_8601(text: str, limit: DurationLimit) -> None:
    assert read_limit(text) == limit


@pytest.mark.parametrize(
    "text",
    [
        "", "15", "15 天", "15 days", "P15D 工作日", "0 工作日", "P0D", "P", "PT", "P1DT", "-P1D", "P-1D",
        "1500 工作日", "P1.5D", "十五工作日", "15 个", "P9999999D", "P99999Y", "PT1H2D", "1\uff15 工作日",
    ],
)  # fmt: skip
def test_nothing_else_is_a_limit(text: str) -> None:
    assert read_limit(text) is None


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    since = datetime(2026, 1, 31, 4, tzinfo=UTC)
    assert DurationLimit(1, 0).due_at(since) == datetime(2026, 2, 28, 4, tzinfo=UTC)


def test_months_are_counted_on_the_civil_date_of_china() -> None:
    """20:00 UTC on the last of January is already February in China."""
    since = datetime(2026, 1, 31, 20, tzinfo=UTC)
    assert DurationLimit(1, 0).due_at(since) == datetime(2026, 2, 28, 20, tzinfo=UTC)
    assert DurationLimit(0, 3600).due_at(since) == datetime(2026, 1, 31, 21, tzinfo=UTC)

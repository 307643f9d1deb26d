from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tongjian.kit import Settings, SystemClock
from tongjian.roles.virtual_clock import (
    VARIABLE,
    ClockFileUnreadable,
    ClockOnlyForDemo,
    FileClock,
    clock_of,
)

DEMO = Settings(demo=True, virtual_clock=True)
AT = datetime(2025, 3, 3, 1, tzinfo=UTC)


def test_an_ordinary_house_has_the_machines_clock() -> None:
    assert clock_of(Settings(demo=True), {}) == SystemClock()


def test_a_turned_clock_is_seen_at_once_by_every_reader(tmp_path: Path) -> None:
    FileClock(tmp_path / "clock").turn(AT)
    seen = clock_of(DEMO, {VARIABLE: str(tmp_path / "clock")})
    assert seen.now() == AT
    FileClock(tmp_path / "clock").turn(AT + timedelta(days=3))
    assert seen.now() == AT + timedelta(days=3)


@pytest.mark.parametrize("house", [Settings(), Settings(demo=True), replace(DEMO, demo=False)])
def test_nobody_but_a_demo_with_a_virtual_clock_may_name_a_clock_file(
    house: Settings, tmp_path: Path
) -> None:
    FileClock(tmp_path / "clock").turn(AT)
    with pytest.raises(ClockOnlyForDemo):
        clock_of(house, {VARIABLE: str(tmp_path / "clock")})


@pytest.mark.parametrize("text", ["", "soon", "2025-03-03T09:00:00"])
def test_a_file_without_an_aware_instant_is_refused_at_once(text: str, tmp_path: Path) -> None:
    (tmp_path / "clock").write_text(text)
    with pytest.raises(ClockFileUnreadable):
        clock_of(DEMO, {VARIABLE: str(tmp_path / "clock")})


def test_a_missing_file_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(ClockFileUnreadable):
        clock_of(DEMO, {VARIABLE: str(tmp_path / "nothing")})

"""The worker as it runs: it sleeps until the next moment, waits out an outage, and stops when told."""

import threading
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import OperationalError, connection

from tests.database import Database
from tests.store.flow_house import ACCESS, works
from tests.unit.flow.texts import END, START, chain, feel, task
from tongjian.calendar import WorkCalendar, shipped_years
from tongjian.flow import FlowWorker
from tongjian.flow.domain.events import TimerFired, TimerStarted
from tongjian.kit import SystemClock
from tongjian.roles.deadlines import NEVER, CalendarDeadlines
from tongjian.roles.flow_works import DatabaseClock, keep_going

SOON = feel(
    START
    + '<intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>PT1S</timeDuration>'
    + "</timerEventDefinition></intermediateCatchEvent>"
    + task("after")
    + END
    + chain("s", "wait", "after", "e")
)


@pytest.mark.database
def test_a_timer_fires_soon_after_its_moment_by_the_databases_clock(clean: Database) -> None:
    del clean
    house = works("postgres")
    house.deploy(SOON)
    house.clock.at = datetime.now(UTC)
    instance = house.start()
    worker = replace(house.worker, clock=DatabaseClock())
    stop = threading.Event()
    thread = threading.Thread(target=run, args=(worker, stop))
    thread.start()
    try:
        until = time.monotonic() + 20
        while house.open(instance) != ["after"] and time.monotonic() < until:
            time.sleep(0.1)
    finally:
        stop.set()
        thread.join(timeout=10)
    assert not thread.is_alive()
    with house.desk.begin(ACCESS):
        events = [one.event for one in house.desk.engine.history(instance)]
    (due,) = [one.due for one in events if isinstance(one, TimerStarted)]
    (fired,) = [one.at for one in events if isinstance(one, TimerFired)]
    assert timedelta(0) <= fired - due <= timedelta(seconds=10)


def run(worker: FlowWorker, stop: threading.Event) -> None:
    try:
        keep_going(worker, stop)
    finally:
        connection.close()


def test_an_outage_is_waited_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tongjian.roles.flow_works._AFTER_AN_OUTAGE_SECONDS", 0.01)
    house, stop, turns = works("memory"), threading.Event(), []

    class Flaky:
        clock = SystemClock()

        def turn(self) -> datetime | None:
            turns.append(house)
            if len(turns) == 1:
                raise OperationalError("server closed the connection")
            stop.set()
            return None

    keep_going(Flaky(), stop)  # type: ignore[arg-type]
    assert len(turns) == 2


def test_a_limit_in_working_days_is_over_with_its_last_day_in_china() -> None:
    deadlines = CalendarDeadlines(WorkCalendar(shipped_years()))
    since = datetime(2025, 3, 7, 6, 0, tzinfo=UTC)  # a Friday
    assert deadlines.due_at(since=since, working_days=1) == datetime(2025, 3, 10, 16, 0, tzinfo=UTC)
    paused = ((date(2025, 3, 10), date(2025, 3, 14)),)
    assert deadlines.due_at(since=since, working_days=2, paused=paused) == datetime(
        2025, 3, 17, 16, 0, tzinfo=UTC
    )
    assert deadlines.due_at(since=since, working_days=2, paused=((date(2025, 3, 10), None),)) == NEVER

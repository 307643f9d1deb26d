"""When the limit of an open task is over, as people are shown it; on both kinds of store."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from tests.store.flow_house import ACCESS, Works, works
from tests.unit.flow.texts import END, START, chain, feel, task
from tongjian.flow import recompute_limits
from tongjian.flow.domain.upkeep import DueMoved

PAUSED = (date(2026, 3, 3), date(2026, 3, 13))


@pytest.fixture(params=["memory", pytest.param("postgres", marks=pytest.mark.database)])
def house(request: pytest.FixtureRequest) -> Works:
    if request.param == "postgres":
        request.getfixturevalue("clean")
    return works(request.param)


def limited(node: str, limit: str, *, silence: str = "") -> str:
    return task(node).replace("<tj:acts>", f"<tj:limit>{limit}</tj:limit>{silence}<tj:acts>")


def due(house: Works, instance: UUID) -> datetime | None:
    with house.desk.begin(ACCESS):
        (one,) = house.desk.engine.open_tasks(instance)
        assert house.desk.engine.get_task(one.id) == one
    return one.due_at


def recompute(house: Works, instance: UUID) -> None:
    with house.desk.begin(ACCESS):
        recompute_limits(
            house.desk.engine, instance=instance, paused=(PAUSED,), by=None, at=house.clock.now()
        )


@pytest.mark.parametrize("silence", ["", '<tj:silence act="remind"/>'])
def test_a_task_shows_when_its_limit_is_over_with_or_without_silence(house: Works, silence: str) -> None:
    tasks = limited("work", "5 工作日", silence=silence) + limited("free", "P30D") + task("last")
    house.deploy(feel(START + tasks + END + chain("s", "work", "free", "last", "e")))
    instance = house.start()
    begun = house.clock.at
    assert due(house, instance) == begun + timedelta(days=5)
    for _ in range(2):
        recompute(house, instance)
        assert due(house, instance) == begun + timedelta(days=15)
    with house.desk.begin(ACCESS):
        moved = [one for one in house.desk.engine.history(instance) if isinstance(one.event, DueMoved)]
    assert len(moved) == 1
    house.clock.turn(timedelta(days=1))
    house.complete(instance, "work")
    assert due(house, instance) == begun + timedelta(days=31)
    house.complete(instance, "free")
    assert due(house, instance) is None


def test_a_pause_moves_the_limit_of_a_called_process_too(house: Works) -> None:
    remind = '<tj:silence act="remind"/>'
    inner = limited("work", "5 工作日", silence=remind)
    house.deploy(feel(START + inner + END + chain("s", "work", "e"), key="called"))
    call = '<callActivity id="call" calledElement="called"/>'
    house.deploy(feel(START + call + END + chain("s", "call", "e")))
    instance = house.start()
    begun = house.clock.at
    recompute(house, instance)
    assert due(house, instance) == begun + timedelta(days=15)
    assert house.worker.turn() == begun + timedelta(days=15)


def test_a_pause_moves_the_next_reminder_by_its_own_interval(house: Works) -> None:
    remind = '<tj:silence act="remind" every="2 工作日"/>'
    work = limited("work", "1 工作日", silence=remind)
    house.deploy(feel(START + work + END + chain("s", "work", "e")))
    instance = house.start()
    house.clock.turn(timedelta(days=1))
    assert house.worker.turn() == house.clock.at + timedelta(days=2)
    recompute(house, instance)
    assert house.worker.turn() == house.clock.at + timedelta(days=12)

"""One suite for the engine on PostgreSQL and on its fake in memory."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Protocol
from uuid import UUID

import pytest
from django.db import connection, transaction

from tongjian.flow import (
    FlowEngine,
    InstanceEnded,
    InstanceStarted,
    InvalidVariables,
    MemoryFlowStore,
    MemoryLibrary,
    Moves,
    TaskNotActive,
    UnknownInstance,
    UnknownProcess,
    VersionTaken,
    deploy_process,
    replay,
    shipped_processes,
)
from tongjian.flow.domain.variables import Value
from tongjian.flow.store.instances import InstanceTables
from tongjian.flow.store.library import ProcessTable
from tongjian.kit import new_id

AT = datetime(2026, 3, 2, 1, 30, 0, 123456, tzinfo=UTC)
APPLICANT, COUNTER, LEAD, FIRE, WATER, OFFICER = (new_id() for _ in range(6))


class Act(Protocol):
    """Opens a transaction under the rights of some holders."""

    def __call__(self, *holders: UUID) -> AbstractContextManager[None]: ...


@dataclass(frozen=True)
class House:
    """The engine on one kind of store."""

    engine: FlowEngine
    act: Act

    def start(self, process: str = "permit", **more: Value) -> tuple[UUID, Moves]:
        instance = new_id()
        with self.act(COUNTER):
            moves = self.engine.start(
                instance=instance,
                process=process,
                variables=variables(**more),
                holders=(APPLICANT, COUNTER, LEAD),
                by=OFFICER,
                at=AT,
            )
        return instance, moves

    def complete(self, moves: Moves, node: str, given: Mapping[str, Value] | None = None) -> Moves:
        (task,) = [task for task in moves.offered if task.node == node]
        with self.act(LEAD):
            return self.engine.complete(task=task.id, variables=given or {}, by=OFFICER, at=AT)


def variables(**more: Value) -> dict[str, Value]:
    holders = {"applicant": APPLICANT, "counter": COUNTER, "lead": LEAD, "region": LEAD}
    named: dict[str, Value] = {name: str(holder) for name, holder in holders.items()}
    return {**named, "co_departments": (str(FIRE), str(WATER)), "co_count": 2, **more}


@contextmanager
def under(*holders: UUID) -> Iterator[None]:
    listed = "{" + ",".join(map(str, holders)) + "}"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tongjian.holders', %s, true)", [listed])
        yield


@pytest.fixture(params=["memory", pytest.param("postgres", marks=pytest.mark.database)])
def house(request: pytest.FixtureRequest) -> House:
    if request.param == "memory":
        made = House(FlowEngine(store=MemoryFlowStore(), library=MemoryLibrary()), lambda *_: nullcontext())
    else:
        request.getfixturevalue("clean")
        made = House(FlowEngine(store=InstanceTables(), library=ProcessTable()), under)
    with made.act(LEAD):
        for xml in shipped_processes():
            deploy_process(made.engine.library, xml)
    return made


def test_a_start_offers_the_first_task(house: House) -> None:
    instance, moves = house.start()
    (task,) = moves.offered
    assert (task.node, task.name, task.role, task.organisation) == ("receive", "受理", "clerk", COUNTER)
    assert (task.instance, task.offered_at) == (instance, AT)
    assert task.acts == ("accept", "correct", "reject", "turn_away")
    assert (moves.closed, moves.ended, moves.position) == ((), False, 3)
    with house.act(LEAD):
        assert house.engine.get_task(task.id) == task
        assert house.engine.open_tasks(instance) == (task,)


def test_completing_moves_on_and_reports_what_opened_and_closed(house: House) -> None:
    instance, first = house.start()
    moves = house.complete(first, "receive", {"acceptance": "accepted"})
    assert [(task.node, task.organisation) for task in moves.offered] == [
        ("review", LEAD),
        ("co_sign", FIRE),
        ("co_sign", WATER),
    ]
    assert [(task.id, task.how) for task in moves.closed] == [(first.offered[0].id, "completed")]
    with house.act(LEAD):
        assert house.engine.open_tasks(instance) == moves.offered
        with pytest.raises(TaskNotActive):
            house.engine.get_task(first.offered[0].id)


def test_a_whole_walk_ends_and_its_history_folds_to_the_state(house: House) -> None:
    instance, moves = house.start(process="filing")
    moves = house.complete(moves, "receive", {"acceptance": "correction"})
    moves = house.complete(moves, "supplement")
    moves = house.complete(moves, "receive", {"acceptance": "registered"})
    moves = house.complete(moves, "issue")
    moves = house.complete(moves, "deliver")
    assert moves.ended
    with house.act(LEAD):
        history = house.engine.history(instance)
        stored = house.engine.store.find_instance(instance)
    assert stored is not None
    assert [event.position for event in history] == list(range(1, moves.position + 1))
    assert {event.at for event in history} == {AT}
    assert replay(instance, tuple(event.event for event in history)) == stored.state
    assert stored.position == moves.position


def test_every_kind_of_variable_comes_back_as_it_went_in(house: House) -> None:
    given: dict[str, Value] = {"text": "文字", "yes": True, "number": 7, "area": Decimal("12.50"), "none": ()}
    instance, _ = house.start(process="service", **given)
    with house.act(LEAD):
        stored = house.engine.store.find_instance(instance)
    assert stored is not None
    kept = {name: stored.state.variables[name] for name in given}
    assert kept == given
    assert str(kept["area"]) == "12.50"
    assert kept["yes"] is True


def test_variables_of_other_kinds_are_refused_by_name(house: House) -> None:
    with pytest.raises(InvalidVariables) as refused:
        house.start(bad=1.5, worse=["list"], far=Decimal("NaN"), good="x")  # type: ignore[arg-type]
    assert [problem.field for problem in refused.value.problems] == ["bad", "worse", "far"]


def test_a_task_is_completed_once(house: House) -> None:
    _, moves = house.start(process="service")
    house.complete(moves, "offer")
    with pytest.raises(TaskNotActive):
        house.complete(moves, "offer")


def test_an_unknown_task_is_not_active(house: House) -> None:
    with house.act(LEAD), pytest.raises(TaskNotActive):
        house.engine.complete(task=new_id(), variables={}, by=None, at=AT)


def test_terminating_cancels_the_open_tasks(house: House) -> None:
    instance, moves = house.start()
    moves = house.complete(moves, "receive", {"acceptance": "accepted"})
    with house.act(LEAD):
        end = house.engine.terminate(instance=instance, reason="申请人撤回", by=OFFICER, at=AT)
        assert house.engine.open_tasks(instance) == ()
    assert end.ended
    assert [task.how for task in end.closed] == ["cancelled"] * 3
    with pytest.raises(TaskNotActive):
        house.complete(moves, "review")
    with house.act(LEAD), pytest.raises(InstanceEnded):
        house.engine.terminate(instance=instance, reason="", by=OFFICER, at=AT)


def test_terminating_what_is_not_there_is_refused(house: House) -> None:
    with house.act(LEAD), pytest.raises(UnknownInstance):
        house.engine.terminate(instance=new_id(), reason="", by=None, at=AT)


def test_an_instance_starts_once(house: House) -> None:
    instance, _ = house.start()
    with house.act(LEAD), pytest.raises(InstanceStarted):
        house.engine.start(
            instance=instance, process="permit", variables=variables(), holders=(LEAD,), by=None, at=AT
        )
    with house.act(LEAD):
        assert len(house.engine.open_tasks(instance)) == 1


def test_an_unknown_process_is_refused(house: House) -> None:
    with pytest.raises(UnknownProcess):
        house.start(process="no_such_process")


def test_deploying_the_same_text_again_changes_nothing(house: House) -> None:
    with house.act(LEAD):
        first, again = (deploy_process(house.engine.library, shipped_processes()[0]) for _ in range(2))
    assert first.content_hash == again.content_hash


def test_another_text_under_a_taken_version_is_refused(house: House) -> None:
    with house.act(LEAD), pytest.raises(VersionTaken):
        deploy_process(house.engine.library, shipped_processes()[0] + b"\n")


def test_running_instances_keep_their_version(house: House) -> None:
    _, old = house.start(process="service")
    (service,) = [xml for xml in shipped_processes() if b'id="service"' in xml]
    newer = service.replace(b'tj:version="1"', b'tj:version="2"').replace(
        "签订合同".encode(), "签约".encode()
    )
    with house.act(LEAD):
        deploy_process(house.engine.library, newer)
    _, new = house.start(process="service")
    assert house.complete(old, "offer").offered[0].name == "签订合同"
    assert house.complete(new, "offer").offered[0].name == "签约"


def test_time_is_kept_to_the_microsecond(house: House) -> None:
    instance, moves = house.start(process="service")
    with house.act(LEAD):
        later = AT + timedelta(days=1, microseconds=1)
        house.engine.complete(task=moves.offered[0].id, variables={}, by=None, at=later)
        assert house.engine.open_tasks(instance)[0].offered_at == later
        assert house.engine.history(instance)[-1].at == later

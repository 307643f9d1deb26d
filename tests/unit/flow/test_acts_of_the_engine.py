from datetime import timedelta
from uuid import UUID

import pytest

from tests.unit.flow.acting import ANNA, BEN, TWO_BRANCHES
from tests.unit.flow.texts import INSTANCE, LEAD, NOW
from tongjian.flow import (
    FlowActs,
    FlowEngine,
    InstanceSuspended,
    MemoryFlowStore,
    MemoryLibrary,
    Moves,
    NotEarlier,
    TaskNotActive,
    UnknownInstance,
    deploy_process,
)


@pytest.fixture
def engine() -> FlowEngine:
    library = MemoryLibrary()
    deploy_process(library, TWO_BRANCHES)
    engine = FlowEngine(store=MemoryFlowStore(), library=library)
    engine.start(instance=INSTANCE, process="p", variables={"lead": str(LEAD)}, holders=(), by=ANNA, at=NOW)
    return engine


def complete(engine: FlowEngine, *nodes: str) -> UUID:
    """Complete a task of each node; return the last."""
    done = UUID(int=0)
    for node in nodes:
        done = task(engine, node)
        engine.complete(task=done, variables={}, by=ANNA, at=NOW)
    return done


def task(engine: FlowEngine, node: str) -> UUID:
    return next(one.id for one in engine.open_tasks(INSTANCE) if one.node == node)


def acts(engine: FlowEngine, by: UUID = ANNA) -> FlowActs:
    return FlowActs(engine, by, NOW + timedelta(hours=1))


def offered(moves: Moves) -> list[str]:
    return [one.node for one in moves.offered]


def test_a_return_offers_the_earlier_task_and_closes_what_fell(engine: FlowEngine) -> None:
    complete(engine, "first", "a")
    moves = acts(engine).return_to(task=task(engine, "a2"), to="first", reason="材料不符")
    assert offered(moves) == ["first"]
    assert {(one.node, one.how) for one in moves.closed} == {("a2", "cancelled"), ("b", "cancelled")}
    assert [(one.node, one.standing) for one in acts(engine).list_opinions(INSTANCE)] == [
        ("first", "fallen"),
        ("a", "fallen"),
    ]


def test_a_return_is_previewed_and_its_targets_listed(engine: FlowEngine) -> None:
    complete(engine, "first", "b", "a", "a2")
    last = task(engine, "z")
    assert [one.to for one in acts(engine).list_return_targets(last)] == ["a2", "a", "b", "first"]
    seen = acts(engine).preview_return(task=last, to="a2")
    assert [one.node for one in seen.stays] == ["first", "b", "a"]
    assert [one.node for one in engine.open_tasks(INSTANCE)] == ["z"]


def test_a_refused_return_changes_nothing(engine: FlowEngine) -> None:
    complete(engine, "first", "a")
    before = engine.history(INSTANCE)
    with pytest.raises(NotEarlier):
        acts(engine).return_to(task=task(engine, "b"), to="a", reason="")
    assert engine.history(INSTANCE) == before


def test_a_completed_task_is_taken_back_by_who_completed_it(engine: FlowEngine) -> None:
    done = complete(engine, "first")
    moves = acts(engine).withdraw(instance=INSTANCE, task=done)
    assert offered(moves) == ["first"]


def test_handing_on_telling_and_signing_go_through_the_engine(engine: FlowEngine) -> None:
    first = task(engine, "first")
    acts(engine).reassign(task=first, persons=(BEN,))
    acts(engine, BEN).delegate(task=first, person=ANNA)
    acts(engine).hand_back(task=first)
    assert [one.kind for one in acts(engine).copy(task=first, persons=(ANNA,)).notices] == ["copied"]
    assert [one.kind for one in acts(engine).urge(task=first).notices] == ["urged"]
    moves = acts(engine, BEN).add_signer(task=first, place="beside", persons=(ANNA,))
    assert offered(moves) == ["first"]
    acts(engine).remove_signer(task=moves.offered[0].id)
    assert [one.id for one in engine.open_tasks(INSTANCE)] == [first]


def test_an_instance_is_suspended_resumed_and_moved(engine: FlowEngine) -> None:
    acts(engine).suspend(instance=INSTANCE, reason="等待批示")
    with pytest.raises(InstanceSuspended):
        engine.complete(task=task(engine, "first"), variables={}, by=ANNA, at=NOW)
    acts(engine).resume(instance=INSTANCE)
    assert offered(acts(engine).jump(instance=INSTANCE, to="z", reason="指挥部决定")) == ["z"]


def test_what_is_not_there_cannot_be_acted_on(engine: FlowEngine) -> None:
    nothing = UUID(int=0)
    with pytest.raises(TaskNotActive):
        acts(engine).return_to(task=nothing, to="first", reason="")
    with pytest.raises(TaskNotActive):
        acts(engine).preview_return(task=nothing, to="first")
    with pytest.raises(TaskNotActive):
        acts(engine).urge(task=nothing)
    with pytest.raises(UnknownInstance):
        acts(engine).withdraw(instance=nothing, task=nothing)
    with pytest.raises(UnknownInstance):
        acts(engine).suspend(instance=nothing, reason="x")

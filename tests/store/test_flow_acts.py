"""Acts on tasks, on PostgreSQL and on the fake in memory."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.store.test_flow_engine import (
    AT,
    COUNTER,
    LEAD,
    OFFICER,
    House,
    house,
)
from tongjian.flow import (
    FlowActs,
    InstanceSuspended,
    NotEarlier,
    OpenTask,
    TaskNotYours,
    replay,
)
from tongjian.kit import new_id

__all__ = ["house"]
ANNA, BEN = new_id(), new_id()


def acts(house: House, by: UUID = OFFICER) -> FlowActs:
    return FlowActs(house.engine, by, AT + timedelta(hours=2))


def open_tasks(house: House, instance: UUID) -> dict[str, OpenTask]:
    with house.act(LEAD):
        return {task.node: task for task in house.engine.open_tasks(instance)}


def accepted(house: House) -> UUID:
    instance, moves = house.start(co_count=0)
    house.complete(moves, "receive", {"acceptance": "accepted"})
    return instance


def test_work_is_given_back_and_the_opinions_that_fell_are_told(house: House) -> None:
    instance = accepted(house)
    review = open_tasks(house, instance)["review"]
    with house.act(LEAD):
        seen = acts(house).preview_return(task=review.id, to="receive")
        moves = acts(house).return_to(task=review.id, to="receive", reason="材料不符")
        opinions = acts(house).list_opinions(instance)
    assert [one.node for one in seen.falls] == ["receive"]
    assert [one.node for one in moves.offered] == ["receive"]
    assert [(one.node, one.standing) for one in opinions] == [("receive", "fallen")]
    assert set(open_tasks(house, instance)) == {"receive"}


def test_a_refused_return_writes_nothing(house: House) -> None:
    instance = accepted(house)
    review = open_tasks(house, instance)["review"]
    with house.act(LEAD):
        before = house.engine.history(instance)
    with pytest.raises(NotEarlier), house.act(LEAD):
        acts(house).return_to(task=review.id, to="issue", reason="")
    with house.act(LEAD):
        assert house.engine.history(instance) == before


def test_a_task_that_was_handed_on_says_to_whom(house: House) -> None:
    instance = accepted(house)
    review = open_tasks(house, instance)["review"]
    with house.act(LEAD):
        acts(house).reassign(task=review.id, persons=(ANNA,))
        acts(house, ANNA).delegate(task=review.id, person=BEN)
    assert open_tasks(house, instance)["review"].assigned == (BEN,)
    with house.act(LEAD):
        acts(house, BEN).hand_back(task=review.id)
    assert open_tasks(house, instance)["review"].assigned == (ANNA,)
    with pytest.raises(TaskNotYours), house.act(LEAD):
        house.engine.complete(task=review.id, variables={}, by=BEN, at=AT)


def test_an_added_signer_has_a_task_of_their_own(house: House) -> None:
    instance = accepted(house)
    review = open_tasks(house, instance)["review"]
    with house.act(LEAD):
        moves = acts(house).add_signer(task=review.id, place="beside", persons=(ANNA,))
    (added,) = moves.offered
    with house.act(LEAD):
        assert house.engine.get_task(added.id).persons == (ANNA,)


def test_a_completed_task_is_taken_back(house: House) -> None:
    instance = accepted(house)
    with house.act(LEAD):
        (done,) = acts(house).list_opinions(instance)
        acts(house).withdraw(instance=instance, task=done.task)
    assert set(open_tasks(house, instance)) == {"receive"}


def test_a_suspended_instance_stands_still_until_it_is_resumed(house: House) -> None:
    instance = accepted(house)
    review = open_tasks(house, instance)["review"]
    with house.act(LEAD):
        acts(house).suspend(instance=instance, reason="等待批示")
    with pytest.raises(InstanceSuspended), house.act(LEAD):
        house.engine.complete(task=review.id, variables={}, by=OFFICER, at=AT)
    with house.act(LEAD):
        acts(house).resume(instance=instance)
        house.engine.complete(task=review.id, variables={}, by=OFFICER, at=AT)
    assert set(open_tasks(house, instance)) == {"decide"}


def test_an_administrator_moves_an_instance(house: House) -> None:
    instance = accepted(house)
    with house.act(COUNTER):
        acts(house).jump(instance=instance, to="deliver", reason="指挥部决定")
    assert set(open_tasks(house, instance)) == {"deliver"}


def test_the_history_of_acts_replays_to_the_live_state(house: House) -> None:
    instance = accepted(house)
    review = open_tasks(house, instance)["review"]
    with house.act(LEAD):
        acts(house).add_signer(task=review.id, place="before", persons=(ANNA,))
        acts(house).return_to(task=review.id, to="receive", reason="")
        events = tuple(one.event for one in house.engine.history(instance))
        stored = house.engine.store.find_instance(instance)
    assert stored is not None
    assert replay(instance, events) == stored.state

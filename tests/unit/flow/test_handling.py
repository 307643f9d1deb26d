from uuid import UUID

import pytest

from tests.unit.flow.acting import ANNA, BEN, CLEO, DEPARTMENTS, LINE, SIGNED, TWO_BRANCHES, Acting
from tests.unit.flow.texts import LEAD, NOW
from tongjian.flow import TaskNotActive
from tongjian.flow.act_errors import (
    InstanceNotSuspended,
    InstanceSuspended,
    PersonsUnfit,
    ReasonMissing,
    TaskDelegated,
    TaskNotDelegated,
    TaskNotYours,
)
from tongjian.flow.domain.act_effects import AssignTask, GiveNotice, HoldInstance
from tongjian.flow.domain.acts import Copy, Delegate, HandBack, Reassign, Resume, Suspend, Urge
from tongjian.flow.domain.effects import effects
from tongjian.flow.errors import InstanceEnded


def told(run: Acting) -> list[object]:
    return [effect for event in run.events for effect in effects(event)]


def test_a_reassigned_task_is_for_its_new_hands_only() -> None:
    run = Acting(LINE)
    run.act(Reassign, "first", persons=(ANNA,), by=BEN)
    assert AssignTask(run.task("first"), (ANNA,)) in told(run)
    with pytest.raises(TaskNotYours):
        run.sign("first", by=BEN)
    run.sign("first", by=ANNA)
    assert run.open() == ["a"]


def test_a_task_can_be_handed_on_again() -> None:
    run = Acting(LINE)
    run.act(Reassign, "first", persons=(ANNA,))
    run.act(Reassign, "first", persons=(BEN, CLEO), by=ANNA)
    run.sign("first", by=CLEO)


@pytest.mark.parametrize("persons", [(), (ANNA, ANNA), tuple(UUID(int=one) for one in range(51))])
def test_nobody_too_many_or_one_twice_cannot_be_meant(persons: tuple[UUID, ...]) -> None:
    run = Acting(LINE)
    for kind in (Reassign, Copy):
        with pytest.raises(PersonsUnfit):
            run.act(kind, "first", persons=persons)


def test_a_task_is_not_handed_to_who_has_it() -> None:
    run = Acting(LINE)
    run.act(Reassign, "first", persons=(ANNA,))
    with pytest.raises(PersonsUnfit):
        run.act(Reassign, "first", persons=(ANNA,))


def test_a_delegated_task_comes_back_before_it_is_completed() -> None:
    run = Acting(LINE)
    run.act(Reassign, "first", persons=(ANNA,))
    run.act(Delegate, "first", person=BEN, by=ANNA)
    with pytest.raises(TaskDelegated):
        run.sign("first", by=BEN)
    with pytest.raises(TaskNotYours):
        run.sign("first", by=ANNA)
    run.act(HandBack, "first", by=BEN)
    assert AssignTask(run.task("first"), (ANNA,)) in told(run)
    run.sign("first", by=ANNA)
    assert run.open() == ["a"]


def test_a_task_of_a_post_goes_back_to_the_post() -> None:
    run = Acting(LINE)
    run.act(Delegate, "first", person=BEN)
    run.act(HandBack, "first", by=BEN)
    assert AssignTask(run.task("first"), ()) in told(run)
    run.sign("first", by=CLEO)


def test_only_who_it_was_delegated_to_hands_it_back_and_only_once() -> None:
    run = Acting(LINE)
    with pytest.raises(TaskNotDelegated):
        run.act(HandBack, "first", by=ANNA)
    run.act(Delegate, "first", person=BEN, by=ANNA)
    with pytest.raises(TaskNotYours):
        run.act(HandBack, "first", by=ANNA)
    for again in (Delegate, Reassign):
        with pytest.raises((TaskDelegated, TaskNotYours)):
            run.act(
                again, "first", by=ANNA, **({"person": CLEO} if again is Delegate else {"persons": (CLEO,)})
            )


def test_one_of_several_hands_only_their_own_task_on() -> None:
    run = Acting(SIGNED, departments=DEPARTMENTS)
    run.do_all("first")
    run.act(Reassign, "sign", index=1, persons=(ANNA,))
    run.sign("sign", index=0, by=BEN)
    with pytest.raises(TaskNotYours):
        run.sign("sign", index=0, by=BEN)
    run.sign("sign", index=1, by=BEN)
    run.sign("sign", by=ANNA)
    assert run.open() == ["z"]


def test_handing_on_in_a_branch_leaves_the_others_and_the_join_alone() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "b")
    run.act(Reassign, "a", persons=(ANNA,))
    run.sign("a", by=ANNA)
    run.do_all("a2")
    assert run.open() == ["z"]


def test_what_was_handed_on_is_forgotten_when_the_task_is_done_again() -> None:
    run = Acting(LINE)
    run.act(Reassign, "first", persons=(ANNA,))
    run.sign("first", by=ANNA)
    run.give_back("first", node="a")
    assert run.state.asides == {}
    run.sign("first", by=BEN)


def test_a_copy_and_an_urge_tell_people_and_change_nothing() -> None:
    run = Acting(LINE)
    before = run.state
    run.act(Copy, "first", persons=(ANNA, BEN), reason="供参阅")
    run.act(Urge, "first", reason="请尽快办理")
    assert run.state == before
    found = run.task("first")
    assert told(run)[-2:] == [
        GiveNotice(kind="copied", task=found, node="first", persons=(ANNA, BEN), reason="供参阅"),
        GiveNotice(kind="urged", task=found, node="first", reason="请尽快办理"),
    ]


def test_nothing_moves_in_a_suspended_instance_until_it_is_resumed() -> None:
    run = Acting(LINE)
    run.stop()
    assert HoldInstance(held=True) in told(run)
    for kind, rest in (
        (Reassign, {"persons": (ANNA,)}),
        (Delegate, {"person": ANNA}),
        (Copy, {"persons": (ANNA,)}),
        (Urge, {}),
    ):
        with pytest.raises(InstanceSuspended):
            run.act(kind, "first", **rest)
    with pytest.raises(InstanceSuspended):
        run.sign("first")
    with pytest.raises(InstanceSuspended):
        run.stop()
    run.do(Resume(reason="已批示", by=ANNA, now=NOW))
    run.sign("first")
    assert run.open() == ["a"]


def test_a_suspended_instance_can_be_terminated() -> None:
    run = Acting(LINE)
    run.stop()
    run.end()
    assert run.state.ended
    assert not run.state.suspended


def test_an_instance_that_runs_is_not_resumed_and_a_reason_is_needed_to_suspend_it() -> None:
    run = Acting(LINE)
    with pytest.raises(InstanceNotSuspended):
        run.do(Resume(reason="", by=ANNA, now=NOW))
    for reason in ("", "  ", "长" * 1001):
        with pytest.raises(ReasonMissing):
            run.do(Suspend(reason=reason, by=ANNA, now=NOW))


def test_nothing_is_done_with_a_task_that_is_not_open() -> None:
    run = Acting(LINE)
    done = run.sign("first")
    for command in (
        Reassign(task=done, persons=(LEAD,), reason="", by=None, now=NOW),
        Delegate(task=done, person=LEAD, reason="", by=None, now=NOW),
        HandBack(task=done, reason="", by=None, now=NOW),
        Copy(task=done, persons=(LEAD,), reason="", by=None, now=NOW),
        Urge(task=done, reason="", by=None, now=NOW),
    ):
        with pytest.raises(TaskNotActive):
            run.do(command)
    run.end()
    with pytest.raises(InstanceEnded):
        run.do(Urge(task=done, reason="", by=None, now=NOW))
    with pytest.raises(InstanceEnded):
        run.do(Suspend(reason="x", by=None, now=NOW))
    with pytest.raises(InstanceEnded):
        run.do(Resume(reason="x", by=None, now=NOW))

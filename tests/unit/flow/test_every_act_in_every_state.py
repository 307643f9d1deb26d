"""Every act in every state of a process: done or refused by name, and the way to the end stays open."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest

from tests.unit.flow.acting import ANNA, BEN, DEPARTMENTS, LINE, SIGNED, TWO_BRANCHES, Acting
from tests.unit.flow.test_acts_after_migration import moved
from tests.unit.flow.test_acts_in_containers import NESTED
from tests.unit.flow.texts import NOW
from tongjian.flow.act_errors import (
    InstanceNotSuspended,
    InstanceSuspended,
    LastSigner,
    NotASigner,
    TaskHeld,
    TaskNotDelegated,
)
from tongjian.flow.domain.acts import (
    AddSigner,
    Copy,
    Delegate,
    HandBack,
    Reassign,
    RemoveSigner,
    Resume,
    Urge,
)
from tongjian.flow.errors import InstanceEnded, TaskNotActive


@dataclass(frozen=True, slots=True)
class Situation:
    """A process brought to a state.

    Attributes:
        node: a node with an open task.
        earlier: a node whose work is done, to which it may be returned.
        elsewhere: a node an administrator may send its token to.
    """

    bring: Callable[[], Acting]
    node: str
    earlier: str
    elsewhere: str


def _brought(xml: bytes, *done: str, moves: bool = False, **variables: object) -> Acting:
    run = Acting(xml, **variables)  # type: ignore[arg-type]
    run.do_all(*done)
    if moves:
        moved(run, xml)
    return run


SITUATIONS = {
    "single": Situation(partial(_brought, LINE, "first"), "a", "first", "z"),
    "multi-instance open": Situation(
        partial(_brought, SIGNED, "first", "sign", departments=DEPARTMENTS), "sign", "first", "z"
    ),
    "branches open": Situation(partial(_brought, TWO_BRANCHES, "first"), "a", "first", "a2"),
    "join waiting": Situation(partial(_brought, TWO_BRANCHES, "first", "b"), "a", "first", "a2"),
    "sub-process": Situation(partial(_brought, NESTED, "first"), "x", "first", "z"),
    "after migration": Situation(
        partial(_brought, TWO_BRANCHES, "first", "b", moves=True), "look", "receive", "look2"
    ),
}
_MOST_STEPS = 40


def finish(run: Acting) -> None:
    """Complete whatever is open until the instance has ended with nothing left of it."""
    for _ in range(_MOST_STEPS):
        if not run.state.tasks:
            break
        assert any(_signed(run, place) for place in range(len(run.state.tasks)))
    assert run.is_clean()


def _signed(run: Acting, place: int) -> bool:
    """Complete an open task unless another has to be completed first."""
    before = [one.node for one in run.state.tasks[:place]]
    node = run.state.tasks[place].node
    try:
        run.sign(node, index=before.count(node), by=ANNA)
    except TaskHeld:
        return False
    return True


@pytest.fixture(params=SITUATIONS)
def at(request: pytest.FixtureRequest) -> tuple[Acting, Situation]:
    situation = SITUATIONS[request.param]
    return situation.bring(), situation


def test_a_task_is_completed_once(at: tuple[Acting, Situation]) -> None:
    run, one = at
    before = len(run.state.tasks)
    done = run.sign(one.node)
    with pytest.raises(TaskNotActive):
        run.do(Copy(task=done, persons=(ANNA,), reason="", by=None, now=NOW))
    assert run.events
    assert len(run.state.tasks) <= before + 1
    finish(run)


def test_work_is_returned_and_done_again(at: tuple[Acting, Situation]) -> None:
    run, one = at
    run.give_back(one.earlier, node=one.node)
    assert one.earlier in run.open()
    assert one.node not in run.open()
    finish(run)


def test_what_was_completed_last_is_taken_back(at: tuple[Acting, Situation]) -> None:
    run, one = at
    done = run.sign(one.node, by=ANNA)
    run.take_back(done, by=ANNA)
    assert one.node in run.open()
    finish(run)


@pytest.mark.parametrize(
    "act",
    [partial(Copy, persons=(ANNA,)), Urge, partial(Reassign, persons=(ANNA,))],
    ids=["copy", "urge", "reassign"],
)
def test_handing_on_and_telling_opens_and_closes_nothing(
    at: tuple[Acting, Situation], act: Callable[..., object]
) -> None:
    run, one = at
    before = run.open()
    run.act(act, one.node)  # type: ignore[arg-type]
    assert run.open() == before


def test_a_delegated_task_comes_back(at: tuple[Acting, Situation]) -> None:
    run, one = at
    before = run.open()
    with pytest.raises(TaskNotDelegated):
        run.act(HandBack, one.node, by=BEN)
    run.act(Delegate, one.node, person=BEN)
    run.act(HandBack, one.node, by=BEN)
    assert run.open() == before
    finish(run)


@pytest.mark.parametrize("place", ["before", "after", "beside"])
def test_a_signer_is_added_and_the_way_goes_on(at: tuple[Acting, Situation], place: str) -> None:
    run, one = at
    run.act(AddSigner, one.node, place=place, persons=(ANNA,))
    assert one.node in run.open()
    finish(run)


def test_a_signer_is_removed_where_there_are_several(at: tuple[Acting, Situation]) -> None:
    run, one = at
    run.act(AddSigner, one.node, place="beside", persons=(ANNA,))
    signers = run.open().count(one.node)
    while signers > 1:
        run.act(RemoveSigner, one.node, index=signers - 1)
        signers -= 1
        assert run.open().count(one.node) == signers
    if one.node == "sign":  # one has signed already: the others need not
        run.act(RemoveSigner, one.node)
        assert run.open() == ["z"]
    else:
        with pytest.raises(NotASigner):
            run.act(RemoveSigner, one.node)
    finish(run)


def test_the_only_signer_of_several_is_never_removed() -> None:
    run = _brought(SIGNED, "first", departments=DEPARTMENTS[:1])
    with pytest.raises(LastSigner):
        run.act(RemoveSigner, "sign")
    finish(run)


def test_nothing_is_done_while_the_instance_is_suspended_and_all_goes_on_after(
    at: tuple[Acting, Situation],
) -> None:
    run, one = at
    resume = Resume(reason="", by=ANNA, now=NOW)
    with pytest.raises(InstanceNotSuspended):
        run.do(resume)
    run.stop()
    for act in (
        lambda: run.sign(one.node),
        lambda: run.give_back(one.earlier, node=one.node),
        lambda: run.act(Reassign, one.node, persons=(ANNA,)),
        lambda: run.act(Delegate, one.node, person=ANNA),
        lambda: run.act(AddSigner, one.node, place="beside", persons=(ANNA,)),
    ):
        with pytest.raises(InstanceSuspended):
            act()
    run.do(resume)
    finish(run)


def test_a_token_jumps_and_the_way_goes_on(at: tuple[Acting, Situation]) -> None:
    run, one = at
    run.leap(one.elsewhere, node=one.node)
    assert one.elsewhere in run.open()
    finish(run)


def test_a_terminated_instance_answers_no_act(at: tuple[Acting, Situation]) -> None:
    run, one = at
    task = run.task(one.node)
    run.end()
    assert run.is_clean()
    for act in (
        Reassign(task=task, persons=(ANNA,), reason="", by=None, now=NOW),
        Urge(task=task, reason="", by=None, now=NOW),
        Resume(reason="", by=None, now=NOW),
    ):
        with pytest.raises((InstanceEnded, TaskNotActive, InstanceNotSuspended)):
            run.do(act)

import pytest

from tests.unit.flow.acting import ANNA, BEN, DEPARTMENTS, LINE, SIGNED, TWO_BRANCHES, Acting
from tests.unit.flow.texts import END, START, chain, multi, task, text
from tongjian.flow import TaskNotActive
from tongjian.flow.act_errors import InstanceSuspended, NotYourOpinion, WithdrawnTooLate
from tongjian.flow.domain.act_events import Withdrawn
from tongjian.flow.errors import InstanceEnded

IN_TURN = text(
    START
    + task(
        "sign",
        inner=multi().replace('isSequential="false"', 'isSequential="true"'),
        organisation="department",
    )
    + task("z")
    + END
    + chain("s", "sign", "z", "e")
)


def test_what_was_completed_is_taken_back_while_nobody_has_gone_on() -> None:
    run = Acting(LINE)
    done = run.sign("first", by=ANNA)
    run.take_back(done, by=ANNA)
    assert run.open() == ["first"]
    assert (run.standing(), run.fallen()) == ([], ["first"])
    assert [event.task for event in run.events if isinstance(event, Withdrawn)] == [done]


def test_only_who_completed_it_takes_it_back() -> None:
    run = Acting(LINE)
    done = run.sign("first", by=ANNA)
    with pytest.raises(NotYourOpinion):
        run.take_back(done, by=BEN)


def test_it_is_too_late_once_somebody_has_gone_on() -> None:
    run = Acting(LINE)
    done = run.sign("first", by=ANNA)
    run.sign("a", by=BEN)
    with pytest.raises(WithdrawnTooLate):
        run.take_back(done, by=ANNA)


def test_what_was_taken_back_is_not_taken_back_again() -> None:
    run = Acting(LINE)
    done = run.sign("first")
    run.take_back(done)
    with pytest.raises(WithdrawnTooLate):
        run.take_back(done)


def test_an_open_task_cannot_be_taken_back() -> None:
    run = Acting(LINE)
    with pytest.raises(TaskNotActive):
        run.take_back(run.task("first"))


def test_an_arrival_at_a_join_is_taken_back_while_the_others_work() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first")
    done = run.sign("b")
    run.sign("a")
    run.take_back(done)
    assert run.open() == ["a2", "b"]
    run.do_all("a2", "b")
    assert run.open() == ["z"]


def test_the_last_arrival_at_a_join_is_taken_back_and_the_others_stay_credited() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "a", "a2")
    done = run.sign("b")
    assert run.open() == ["z"]
    run.take_back(done)
    assert run.open() == ["b"]
    assert run.standing() == ["a", "a2", "first"]
    run.do_all("b")
    assert run.open() == ["z"]


def test_a_split_that_followed_is_undone() -> None:
    run = Acting(TWO_BRANCHES)
    done = run.sign("first")
    run.take_back(done)
    assert run.open() == ["first"]


def test_one_of_several_takes_the_opinion_back_while_the_others_sign() -> None:
    run = Acting(SIGNED, departments=DEPARTMENTS)
    run.do_all("first")
    done = run.sign("sign", index=1, by=ANNA)
    run.sign("sign", by=BEN)
    run.take_back(done, by=ANNA)
    assert run.open() == ["sign", "sign"]
    run.do_all("sign", "sign")
    assert run.open() == ["z"]


def test_it_is_too_late_once_the_signing_is_over() -> None:
    run = Acting(SIGNED, departments=DEPARTMENTS)
    run.do_all("first", "sign", "sign")
    done = run.sign("sign")
    with pytest.raises(WithdrawnTooLate):
        run.take_back(done)


def test_in_a_sequence_the_task_of_the_next_goes_back_too() -> None:
    run = Acting(IN_TURN, departments=DEPARTMENTS)
    first = run.sign("sign")
    run.take_back(first)
    assert [one.index for one in run.state.tasks] == [1]
    run.do_all("sign", "sign", "sign")
    assert run.open() == ["z"]


def test_in_a_sequence_it_is_too_late_once_the_next_has_signed() -> None:
    run = Acting(IN_TURN, departments=DEPARTMENTS)
    first = run.sign("sign")
    run.sign("sign")
    with pytest.raises(WithdrawnTooLate):
        run.take_back(first)


def test_nothing_is_taken_back_while_suspended_or_after_the_end() -> None:
    run = Acting(LINE)
    done = run.sign("first")
    run.stop()
    with pytest.raises(InstanceSuspended):
        run.take_back(done)
    run.end()
    with pytest.raises(InstanceEnded):
        run.take_back(done)

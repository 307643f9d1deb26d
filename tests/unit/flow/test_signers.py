import pytest

from tests.unit.flow.acting import ANNA, BEN, CLEO, DEPARTMENTS, LINE, SIGNED, TWO_BRANCHES, Acting
from tests.unit.flow.texts import END, NOW, START, chain, multi, task, text
from tongjian.flow import ProcessRefused, TaskNotActive, compile_process
from tongjian.flow.act_errors import (
    ActNotAllowed,
    InstanceSuspended,
    LastSigner,
    NotASigner,
    PersonsUnfit,
    SignersTogether,
    TaskHeld,
    TaskNotYours,
)
from tongjian.flow.domain.act_events import SigningClosed
from tongjian.flow.domain.acts import AddSigner, RemoveSigner


def signing(attributes: str, *, sequential: bool = False, more: str = "") -> bytes:
    """Return a process in which three departments sign before task z."""
    loop = multi().replace("false", "true") if sequential else multi()
    signer = task("sign", inner=loop, organisation="department")
    extended = signer.replace("<tj:acts>", f"<tj:signing {attributes}/>{more}<tj:acts>", 1)
    return text(START + extended + task("z") + END + chain("s", "sign", "z", "e"))


def opened(attributes: str, *, sequential: bool = False) -> Acting:
    return Acting(signing(attributes, sequential=sequential), departments=DEPARTMENTS)


def outcome(run: Acting) -> str:
    return next(event.outcome for event in run.events if isinstance(event, SigningClosed))


def test_everyone_signs_and_the_outcome_is_a_variable() -> None:
    run = opened('mode="all" outcome="answer"')
    run.sign("sign", "agree")
    run.sign("sign", "disagree")
    assert run.open() == ["sign"]
    run.sign("sign")
    assert run.open() == ["z"]
    assert (run.state.variables["answer"], outcome(run)) == ("disagreed", "disagreed")


def test_who_gives_no_opinion_agrees() -> None:
    run = opened('mode="all" outcome="answer"')
    run.do_all("sign", "sign", "sign")
    assert run.state.variables["answer"] == "agreed"


def test_with_early_finish_one_objection_cancels_the_rest_of_a_signing_by_all() -> None:
    run = opened('mode="all" early="true"')
    run.sign("sign", "disagree")
    assert run.open() == ["z"]
    assert (run.standing(), outcome(run)) == (["sign"], "disagreed")


def test_with_a_ratio_the_signing_ends_once_enough_agree() -> None:
    run = opened('mode="all" ratio="2/3" early="true"')
    run.sign("sign", "disagree")
    run.sign("sign", "agree")
    assert run.open() == ["sign"]
    run.sign("sign", "agree")
    assert outcome(run) == "agreed"


def test_the_first_to_sign_decides_for_all() -> None:
    run = opened('mode="any" outcome="answer"')
    run.sign("sign", "disagree", index=2, by=CLEO)
    assert run.open() == ["z"]
    assert run.state.variables["answer"] == "disagreed"
    assert run.standing() == ["sign"]


def test_in_sequence_each_signs_after_the_one_before() -> None:
    run = opened('mode="sequence" early="true"', sequential=True)
    assert [one.index for one in run.state.tasks] == [1]
    run.sign("sign", "agree")
    assert [one.index for one in run.state.tasks] == [2]
    run.sign("sign", "disagree")
    assert run.open() == ["z"]
    assert outcome(run) == "disagreed"


def test_votes_weigh_and_a_veto_decides() -> None:
    voting = 'mode="vote" ratio="2/3" early="true" weight="weights[loopCounter]" veto="loopCounter = 2"'
    run = Acting(signing(voting), departments=DEPARTMENTS, weights=(4, 1, 1))
    run.sign("sign", "agree")
    assert run.open() == ["sign", "sign"]
    run.sign("sign", "disagree")
    assert (run.open(), outcome(run)) == (["z"], "disagreed")


def test_enough_weight_ends_a_vote_where_nobody_may_veto() -> None:
    run = Acting(
        signing('mode="vote" ratio="60%" early="true" weight="weights[loopCounter]"'),
        departments=DEPARTMENTS,
        weights=(4, 1, 1),
    )
    run.sign("sign", "agree")
    assert (run.open(), outcome(run)) == (["z"], "agreed")


@pytest.mark.parametrize(
    ("attributes", "sequential"),
    [
        ('mode="some"', False),
        ('mode="all" ratio="3/2"', False),
        ('mode="all" early="yes"', False),
        ('mode="sequence"', False),
        ('mode="all"', True),
        ('mode="any" ratio="1/2"', False),
        ('mode="all" weight="1"', False),
        ('mode="vote" weight="1 +"', False),
    ],
)
def test_a_signing_that_makes_no_sense_is_refused(attributes: str, *, sequential: bool) -> None:
    with pytest.raises(ProcessRefused) as refused:
        compile_process(signing(attributes, sequential=sequential))
    assert {problem.field for problem in refused.value.problems} == {"sign"}


def test_a_signer_added_before_holds_the_task() -> None:
    run = Acting(LINE)
    run.act(AddSigner, "first", place="before", persons=(ANNA, BEN))
    assert run.open() == ["first"] * 3
    with pytest.raises(TaskHeld):
        run.sign("first", by=CLEO)
    run.sign("first", index=1, by=ANNA)
    with pytest.raises(TaskHeld):
        run.sign("first", by=CLEO)
    run.sign("first", index=1, by=BEN)
    run.sign("first", by=CLEO)
    assert run.open() == ["a"]
    assert run.state.asides == {}


def test_a_signer_added_after_signs_before_the_work_goes_on() -> None:
    run = Acting(LINE)
    run.act(AddSigner, "first", place="after", persons=(ANNA,))
    assert run.open() == ["first"]
    run.sign("first", by=CLEO)
    assert run.open() == ["first"]
    with pytest.raises(TaskNotYours):
        run.sign("first", by=CLEO)
    run.sign("first", by=ANNA)
    assert run.open() == ["a"]


@pytest.mark.parametrize("order", [(0, 0), (1, 0)])
def test_a_signer_added_beside_signs_at_the_same_time(order: tuple[int, int]) -> None:
    run = Acting(LINE)
    run.act(AddSigner, "first", place="beside", persons=(ANNA,))
    for index in order:
        assert "first" in run.open()
        run.sign("first", index=index)
    assert run.open() == ["a"]


def test_a_signer_beside_several_becomes_one_of_them() -> None:
    run = opened('mode="all" ratio="1/2" early="true"')
    run.sign("sign", "agree")
    run.act(AddSigner, "sign", place="beside", persons=(ANNA,))
    assert run.open() == ["sign"] * 3
    run.sign("sign", "disagree", index=2, by=ANNA)
    run.sign("sign", "agree")
    assert (run.open(), outcome(run)) == (["z"], "agreed")


def test_a_signer_before_one_of_several_holds_only_that_one() -> None:
    run = opened('mode="all"')
    run.act(AddSigner, "sign", place="before", persons=(ANNA,))
    with pytest.raises(TaskHeld):
        run.sign("sign", index=0)
    run.sign("sign", index=1)
    run.sign("sign", index=1)
    run.sign("sign", index=1, by=ANNA)
    run.sign("sign")
    assert run.open() == ["z"]


def test_a_signer_after_the_last_of_several_keeps_the_signing_open() -> None:
    run = opened('mode="all"')
    run.act(AddSigner, "sign", place="after", persons=(ANNA,))
    run.do_all("sign", "sign", "sign")
    assert run.open() == ["sign"]
    run.sign("sign", "disagree", by=ANNA)
    assert (run.open(), outcome(run)) == (["z"], "agreed")


def test_added_signers_are_cancelled_with_their_task() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "a")
    run.act(AddSigner, "a2", place="beside", persons=(ANNA,))
    run.act(AddSigner, "b", place="after", persons=(BEN,))
    run.give_back("a", node="a2")
    assert run.open() == ["a", "b"]
    run.do_all("a", "a2", "b")
    assert run.open() == ["b"]
    run.sign("b", by=BEN)
    assert run.open() == ["z"]


def test_an_added_signer_asks_nobody_else_and_nobody_is_asked_twice() -> None:
    run = Acting(LINE)
    run.act(AddSigner, "first", place="beside", persons=(ANNA,))
    with pytest.raises(SignersTogether):
        run.act(AddSigner, "first", index=1, place="after", persons=(BEN,))
    with pytest.raises(PersonsUnfit):
        run.act(AddSigner, "first", place="after", persons=(ANNA,))


def test_a_signer_who_has_not_signed_is_removed() -> None:
    run = Acting(LINE)
    run.act(AddSigner, "first", place="before", persons=(ANNA, BEN))
    run.act(RemoveSigner, "first", index=1)
    run.sign("first", index=1, by=BEN)
    run.sign("first")
    assert run.open() == ["a"]


def test_removing_the_last_added_signer_lets_the_work_go_on() -> None:
    run = Acting(LINE)
    run.act(AddSigner, "first", place="after", persons=(ANNA,))
    run.sign("first")
    run.act(RemoveSigner, "first")
    assert run.open() == ["a"]


def test_one_of_several_is_removed_and_counted_no_more() -> None:
    run = opened('mode="all" outcome="answer"')
    run.sign("sign")
    run.sign("sign")
    run.act(RemoveSigner, "sign")
    assert run.open() == ["z"]
    assert run.state.variables["answer"] == "agreed"


def test_the_next_in_a_sequence_follows_one_who_is_removed() -> None:
    run = opened('mode="sequence"', sequential=True)
    run.act(RemoveSigner, "sign")
    assert [one.index for one in run.state.tasks] == [2]


def test_at_least_one_signer_stays_and_a_plain_task_has_none() -> None:
    run = Acting(SIGNED, departments=DEPARTMENTS[:2])
    with pytest.raises(NotASigner):
        run.act(RemoveSigner, "first")
    run.do_all("first")
    run.act(RemoveSigner, "sign")
    with pytest.raises(LastSigner):
        run.act(RemoveSigner, "sign")


def test_the_process_says_what_is_allowed() -> None:
    some = task("first").replace("<tj:acts>", "<tj:handling>urge</tj:handling><tj:acts>")
    run = Acting(text(START + some + END + chain("s", "first", "e")))
    with pytest.raises(ActNotAllowed) as refused:
        run.act(AddSigner, "first", place="beside", persons=(ANNA,))
    assert refused.value.act == "add_signer"


def test_signers_are_added_and_removed_only_while_the_instance_runs_and_the_task_is_open() -> None:
    run = Acting(LINE)
    done = run.sign("first")
    for command in (
        AddSigner(task=done, place="beside", persons=(ANNA,), reason="", by=None, now=NOW),
        RemoveSigner(task=done, reason="", by=None, now=NOW),
    ):
        with pytest.raises(TaskNotActive):
            run.do(command)
    run.stop()
    for kind, rest in ((AddSigner, {"place": "beside", "persons": (ANNA,)}), (RemoveSigner, {})):
        with pytest.raises(InstanceSuspended):
            run.act(kind, "a", **rest)

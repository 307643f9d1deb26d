import pytest

from tests.unit.flow.acting import LINE, TWO_BRANCHES, Acting
from tests.unit.flow.texts import END, NOW, START, chain, task, text
from tongjian.flow.act_errors import ActNotAllowed, NotEarlier, ReturnNotAllowed
from tongjian.flow.domain.acts import Return
from tongjian.flow.domain.decide.preview import ReturnPreview, list_return_targets, preview_return
from tongjian.flow.domain.past import look_back


def looked(run: Acting, to: str, *, node: str) -> ReturnPreview:
    return preview_return(run.process, run.state, asked(run, to, node=node))


def asked(run: Acting, to: str, *, node: str) -> Return:
    return Return(task=run.task(node), to=to, reason="", past=look_back(run.events), by=None, now=NOW)


def nodes(opinions: tuple[object, ...]) -> list[str]:
    return sorted(one.node for one in opinions)  # type: ignore[attr-defined]


def test_an_officer_sees_beforehand_what_falls_and_what_stays() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "b", "a", "a2")
    before = run.state
    seen = looked(run, "a", node="z")
    assert (nodes(seen.falls), nodes(seen.stays)) == (["a", "a2"], ["b", "first"])
    assert seen.cancelled == (run.task("z"),)
    assert run.state == before


def test_what_is_seen_is_what_happens() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "a")
    seen = looked(run, "first", node="a2")
    assert set(seen.cancelled) == set(run.tasks())
    run.give_back("first", node="a2")
    assert run.fallen() == nodes(seen.falls)
    assert run.standing() == nodes(seen.stays)


def test_a_return_that_would_be_refused_is_refused_beforehand() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "a")
    with pytest.raises(NotEarlier):
        looked(run, "a", node="b")


def test_the_tasks_that_can_be_returned_to_are_listed_latest_first() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "b", "a")
    found = list_return_targets(run.process, run.state, asked(run, "", node="a2"))
    assert [one.to for one in found] == ["a", "first"]


def limited(returns: str) -> Acting:
    last = task("z").replace("<tj:acts>", f"{returns}<tj:acts>")
    run = Acting(
        text(
            START
            + task("first")
            + task("a")
            + task("b")
            + last
            + END
            + chain("s", "first", "a", "b", "z", "e")
        )
    )
    run.do_all("first", "a", "b")
    return run


@pytest.mark.parametrize(
    ("returns", "allowed"),
    [
        ('<tj:returns to="any"/>', {"first", "a", "b"}),
        ('<tj:returns to="previous"/>', {"b"}),
        ('<tj:returns to="start"/>', {"first"}),
        ('<tj:returns to="none"/>', set()),
        ('<tj:returns nodes="first a"/>', {"first", "a"}),
        ("", {"first", "a", "b"}),
    ],
)
def test_the_process_says_where_a_task_may_be_returned_to(returns: str, allowed: set[str]) -> None:
    run = limited(returns)
    found = list_return_targets(run.process, run.state, asked(run, "", node="z"))
    assert {one.to for one in found} == allowed
    for node in {"first", "a", "b"} - allowed:
        with pytest.raises(ReturnNotAllowed):
            run.give_back(node, node="z")


def test_a_process_may_allow_no_return_at_all() -> None:
    only = task("a").replace("<tj:acts>", "<tj:handling/><tj:acts>")
    run = Acting(text(START + task("first") + only + END + chain("s", "first", "a", "e")))
    run.do_all("first")
    with pytest.raises(ActNotAllowed):
        run.give_back("first", node="a")


def test_the_previous_task_is_the_one_before_in_each_branch() -> None:
    previous = '<tj:returns to="previous"/><tj:acts>'
    body = TWO_BRANCHES.replace(b"<tj:acts>", previous.encode())
    run = Acting(body)
    run.do_all("first", "a", "a2", "b")
    found = list_return_targets(run.process, run.state, asked(run, "", node="z"))
    assert {one.to for one in found} == {"a2", "b"}


def test_nothing_can_be_returned_before_anything_was_done() -> None:
    run = Acting(LINE)
    assert list_return_targets(run.process, run.state, asked(run, "", node="first")) == ()


def test_the_task_before_the_first_of_a_sub_process_lies_outside() -> None:
    first = task("x").replace("<tj:acts>", '<tj:returns to="previous"/><tj:acts>')
    ends = '<startEvent id="subs"/><endEvent id="sube"/>'
    sub = f'<subProcess id="sub">{ends}{first}{task("y")}{chain("subs", "x", "y", "sube")}</subProcess>'
    run = Acting(text(START + task("first") + sub + END + chain("s", "first", "sub", "e")))
    run.do_all("first")
    found = list_return_targets(run.process, run.state, asked(run, "", node="x"))
    assert [one.to for one in found] == ["first"]

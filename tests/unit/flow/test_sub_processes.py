from datetime import timedelta

import pytest

from tests.unit.flow.texts import END, LEAD, NOW, START, Library, Run, chain, feel, flow, task
from tongjian.flow import JoinStuck, ProcessRefused, Runaway, UnknownProcess, compile_process
from tongjian.flow.domain.commands import Terminate
from tongjian.flow.domain.events import ScopeClosed, ThrownOut
from tongjian.flow.domain.outside import Outside

ERROR = '<error id="err" errorCode="E1"/><escalation id="esc" escalationCode="X1"/>'


def sub(node: str, body: str, *, attributes: str = "") -> str:
    return f'<subProcess id="{node}" {attributes}>{body}</subProcess>'


def boundary(node: str, host: str, definition: str, *, cancel: bool = True) -> str:
    return f'<boundaryEvent id="{node}" attachedToRef="{host}" cancelActivity="{str(cancel).lower()}">{definition}</boundaryEvent>'  # noqa: E501


INNER = sub("sub", '<startEvent id="is"/>' + task("in") + '<endEvent id="ie"/>' + chain("is", "in", "ie"))
PLAIN = feel(START + INNER + task("after") + END + chain("s", "sub", "after", "e"))


def test_a_sub_process_begins_inside_and_goes_on_when_its_last_token_is_used_up() -> None:
    run = Run(PLAIN)
    assert run.open() == ["in"]
    run.complete("in", variables={"x": 1})
    assert run.open() == ["after"]
    assert run.state.variables["x"] == 1
    run.complete("after")
    assert run.is_clean()


def test_a_terminate_end_event_ends_its_sub_process_only() -> None:
    inner = sub(
        "sub",
        '<startEvent id="is"/><parallelGateway id="ip"/>'
        + task("a")
        + task("b")
        + '<endEvent id="ie"><terminateEventDefinition/></endEvent><endEvent id="ie2"/>'
        + chain("is", "ip", "a", "ie")
        + chain("ip", "b", "ie2"),
    )
    run = Run(feel(START + inner + task("after") + END + chain("s", "sub", "after", "e")))
    run.complete("a")
    assert run.open() == ["after"]


def test_an_error_end_event_is_caught_at_the_edge_of_its_sub_process() -> None:
    inner = sub(
        "sub",
        '<startEvent id="is"/><parallelGateway id="ip"/>'
        + task("a")
        + task("b")
        + '<endEvent id="ie"><errorEventDefinition errorRef="err"/></endEvent><endEvent id="ie2"/>'
        + chain("is", "ip", "a", "ie")
        + chain("ip", "b", "ie2"),
    )
    body = START + inner + task("after") + END + chain("s", "sub", "after", "e")
    caught = (
        boundary("catch", "sub", '<errorEventDefinition errorRef="err"/>')
        + task("repair")
        + chain("catch", "repair", "e")
    )
    run = Run(feel(body + caught, outside=ERROR))
    run.complete("a")
    assert run.open() == ["repair"]
    assert [one.how for one in run.events if isinstance(one, ScopeClosed)] == ["cancelled"]


def test_an_error_that_nobody_catches_becomes_an_incident() -> None:
    end = '<endEvent id="e"><errorEventDefinition errorRef="err"/></endEvent>'
    run = Run(feel(START + task("work") + end + chain("s", "work", "e"), outside=ERROR))
    run.complete("work")
    assert run.incidents() == [("e", "flow.error_uncaught")]
    assert not run.state.ended
    run.resolve()
    assert run.incidents() == [("e", "flow.error_uncaught")]


def test_an_escalation_is_caught_without_stopping_the_sub_process() -> None:
    inner = sub(
        "sub",
        '<startEvent id="is"/><intermediateThrowEvent id="it"><escalationEventDefinition escalationRef="esc"/>'  # noqa: E501
        "</intermediateThrowEvent>" + task("in") + '<endEvent id="ie"/>' + chain("is", "it", "in", "ie"),
    )
    caught = boundary("catch", "sub", '<escalationEventDefinition escalationRef="esc"/>', cancel=False)
    run = Run(
        feel(
            START
            + inner
            + caught
            + task("told")
            + END
            + chain("s", "sub", "e")
            + chain("catch", "told", "e"),
            outside=ERROR,
        )
    )
    assert run.open() == ["in", "told"]
    run.complete("in")
    run.complete("told")
    assert run.is_clean()


def test_an_escalation_that_nobody_catches_is_recorded_and_nothing_else() -> None:
    end = '<endEvent id="e"><escalationEventDefinition escalationRef="esc"/></endEvent>'
    run = Run(feel(START + task("work") + end + chain("s", "work", "e"), outside=ERROR))
    run.complete("work")
    assert [one.caught for one in run.events if isinstance(one, ThrownOut)] == [""]
    assert run.is_clean()


def timer(duration: str) -> str:
    return f"<timerEventDefinition><timeDuration>{duration}</timeDuration></timerEventDefinition>"


def test_an_interrupting_timer_at_the_edge_stops_the_sub_process() -> None:
    late = boundary("late", "sub", timer("P3D")) + task("chase") + chain("late", "chase", "e")
    run = Run(feel(START + INNER + END + chain("s", "sub", "e") + late))
    (due,) = [one.due for one in run.state.timers.values()]
    assert due == NOW + timedelta(days=3)
    run.fire("late")
    assert run.open() == ["chase"]
    assert run.state.timers == {}


def event_sub(start: str, body: str = "", *, interrupting: bool = True) -> str:
    opening = f'<startEvent id="es" isInterrupting="{str(interrupting).lower()}">{start}</startEvent>'
    return sub(
        "event",
        opening + task("handle") + '<endEvent id="ee"/>' + chain("es", "handle", "ee") + body,
        attributes='triggeredByEvent="true"',
    )


MESSAGE = '<message id="m" name="撤回"/><signal id="sig" name="放假"/>'
ON_MESSAGE = '<messageEventDefinition messageRef="m"/>'


def test_an_interrupting_event_sub_process_stops_all_around_it() -> None:
    body = START + task("work") + END + chain("s", "work", "e")
    run = Run(feel(body + event_sub(ON_MESSAGE), outside=MESSAGE))
    run.deliver("撤回", reason="改主意")
    assert run.open() == ["handle"]
    assert run.state.variables["reason"] == "改主意"
    assert run.state.subscriptions == {}
    run.complete("handle")
    assert run.is_clean()


def test_an_event_sub_process_that_does_not_interrupt_runs_beside_and_again() -> None:
    body = START + task("work") + END + chain("s", "work", "e")
    run = Run(
        feel(
            body + event_sub('<signalEventDefinition signalRef="sig"/>', interrupting=False), outside=MESSAGE
        )
    )
    run.signal("放假")
    run.signal("放假")
    assert run.open() == ["handle", "handle", "work"]
    run.complete("work")
    run.complete("handle")
    assert not run.state.ended
    run.complete("handle")
    assert run.is_clean()


def test_an_event_sub_process_catches_the_error_of_what_runs_around_it() -> None:
    end = '<endEvent id="e"><errorEventDefinition errorRef="err"/></endEvent>'
    body = START + task("work") + end + chain("s", "work", "e")
    run = Run(feel(body + event_sub('<errorEventDefinition errorRef="err"/>'), outside=ERROR))
    run.complete("work")
    assert run.open() == ["handle"]
    run.complete("handle")
    assert run.is_clean()


CALLED = feel(START + task("inner") + END + chain("s", "inner", "e"), key="called")
CALLING = feel(
    START
    + '<callActivity id="call" calledElement="called"/>'
    + task("after")
    + END
    + chain("s", "call", "after", "e")
)


def test_a_called_process_runs_with_the_callers_variables_and_gives_its_own_back() -> None:
    run = Run(CALLING, outside=Outside(processes=Library(CALLED)), x=1)
    assert run.open() == ["inner"]
    run.complete("inner", variables={"x": 2, "y": 3})
    assert run.open() == ["after"]
    assert (run.state.variables["x"], run.state.variables["y"]) == (2, 3)
    run.complete("after")
    assert run.is_clean()


def handing(*elements: str) -> bytes:
    """Return the calling process with these elements in the extension of its call."""
    inside = f"<extensionElements>{''.join(elements)}</extensionElements></callActivity>"
    return CALLING.replace(b'calledElement="called"/>', f'calledElement="called">{inside}'.encode())


def test_a_call_hands_over_the_variables_it_names_under_the_names_they_have_there() -> None:
    calling = handing(
        '<tj:in source="lead"/>', '<tj:in source="面积" target="area"/>', '<tj:in source="absent"/>'
    )
    run = Run(calling, outside=Outside(processes=Library(CALLED)), 面积=80, secret="x")
    (scope,) = (one for one in run.state.scopes.values() if one.process)
    assert dict(scope.variables) == {"lead": str(LEAD), "area": 80}


def test_a_called_process_gives_back_the_variables_that_the_call_names() -> None:
    calling = handing('<tj:out source="result" target="结论"/>', '<tj:out source="missing"/>')
    run = Run(calling, outside=Outside(processes=Library(CALLED)), result="before")
    run.complete("inner", variables={"result": "agreed", "note": "not for the caller"})
    assert dict(run.state.variables) == {"lead": str(LEAD), "result": "before", "结论": "agreed"}
    run.complete("after")
    assert run.is_clean()


@pytest.mark.parametrize(
    ("elements", "says"),
    [
        ('<tj:in target="x"/>', "以 source 写明"),
        (f'<tj:out source="{"x" * 65}"/>', "以 source 写明"),
        ('<tj:in source="a" target="x"/><tj:in source="b" target="x"/>', "只能传入、传出一次"),
    ],
)
def test_a_call_that_names_its_variables_wrongly_is_refused(elements: str, says: str) -> None:
    with pytest.raises(ProcessRefused) as refused:
        compile_process(handing(elements))
    assert says in refused.value.problems[0].says


def test_a_process_that_is_not_deployed_cannot_be_called() -> None:
    with pytest.raises(UnknownProcess):
        Run(CALLING)


def test_an_error_of_a_called_process_is_caught_at_the_call() -> None:
    failing = feel(
        START
        + task("inner")
        + '<endEvent id="e"><errorEventDefinition errorRef="err"/></endEvent>'
        + chain("s", "inner", "e"),
        key="called",
        outside=ERROR,
    )
    caught = (
        boundary("catch", "call", "<errorEventDefinition/>") + task("repair") + chain("catch", "repair", "e")
    )
    body = START + '<callActivity id="call" calledElement="called"/>' + END + chain("s", "call", "e")
    run = Run(feel(body + caught), outside=Outside(processes=Library(failing)))
    run.complete("inner")
    assert run.open() == ["repair"]


def test_a_join_that_cannot_be_completed_inside_is_told_at_once() -> None:
    inner = sub(
        "sub",
        '<startEvent id="is"/><parallelGateway id="ip"/><exclusiveGateway id="ix" default="ix-ij"/><parallelGateway id="ij"/>'  # noqa: E501
        + task("a")
        + '<endEvent id="ie"/><endEvent id="io"/>'
        + chain("is", "ip", "a", "ij", "ie")
        + chain("ip", "ix", "ij")
        + flow("ix", "io", "leave"),
    )
    run = Run(feel(START + inner + END + chain("s", "sub", "e")), leave=True)
    with pytest.raises(JoinStuck):
        run.complete("a")


def test_a_process_that_calls_itself_without_end_is_refused() -> None:
    body = START + '<callActivity id="call" calledElement="p"/>' + END + chain("s", "call", "e")
    with pytest.raises(Runaway):
        Run(feel(body), outside=Outside(processes=Library(feel(body))))


def test_a_process_that_calls_itself_often_can_be_terminated() -> None:
    gateway = '<exclusiveGateway id="x" default="x-call"/>' + task("deep")
    body = (
        START
        + '<scriptTask id="t"><extensionElements><tj:result variable="n"/></extensionElements><script>n + 1</script></scriptTask>'  # noqa: E501
    )
    body += gateway + '<callActivity id="call" calledElement="p"/>' + END
    body += chain("s", "t", "x", "call", "e") + flow("x", "deep", "n &gt; 190") + chain("deep", "e")
    run = Run(feel(body), outside=Outside(processes=Library(feel(body))), n=0)
    assert run.open() == ["deep"]
    run.do(Terminate(reason="", by=None, now=NOW))
    assert run.is_clean()

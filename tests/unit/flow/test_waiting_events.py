from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.flow.texts import END, NOW, START, Run, chain, feel, flow, task
from tongjian.flow.domain.commands import FireTimer
from tongjian.flow.domain.events import ThrownOut, TimerStarted
from tongjian.flow.domain.outside import Outside
from tongjian.flow.errors import NoReceiver, NoSuchStart, TimerNotActive, TimerNotDue, VariableUnfit

MESSAGE = '<message id="m" name="补正材料"/><signal id="sig" name="放假"/>'
ON_MESSAGE = '<messageEventDefinition messageRef="m"/>'


def timer(kind: str, value: str) -> str:
    return f"<timerEventDefinition><{kind}>{value}</{kind}></timerEventDefinition>"


def catching(inner: str) -> bytes:
    event = f'<intermediateCatchEvent id="c">{inner}</intermediateCatchEvent>'
    return feel(START + event + END + chain("s", "c", "e"), outside=MESSAGE)


class Weekdays:
    def due_at(self, *, since: datetime, working_days: int) -> datetime:
        return since + timedelta(days=working_days + 2 * (working_days // 5))


@pytest.mark.parametrize(
    ("kind", "value", "due"),
    [
        ("timeDuration", "PT1H", NOW + timedelta(hours=1)),
        ("timeDuration", "15 工作日", NOW + timedelta(days=21)),
        ("timeDate", "2026-04-01T08:00:00+08:00", datetime(2026, 4, 1, tzinfo=UTC)),
        ("timeDate", "2026-04-01T08:00:00", datetime(2026, 4, 1, tzinfo=UTC)),
        ("timeDuration", "wait", NOW + timedelta(days=2)),
        ("timeDuration", 'duration("P1D")', NOW + timedelta(days=1)),
        ("timeDate", 'date and time("2026-04-01T08:00:00+08:00")', datetime(2026, 4, 1, tzinfo=UTC)),
        ("timeDate", 'now() + duration("P1D")', NOW + timedelta(days=1)),
        ("timeDate", 'date("2026-04-01")', datetime(2026, 3, 31, 16, tzinfo=UTC)),
    ],
)
def test_a_timer_is_due_when_it_says(kind: str, value: str, due: datetime) -> None:
    run = Run(catching(timer(kind, value)), outside=Outside(deadlines=Weekdays()), wait="P2D")
    assert [one.due for one in run.state.timers.values()] == [due]
    run.fire("c")
    assert run.is_clean()


def test_a_timer_never_fires_early_and_fires_once() -> None:
    run = Run(catching(timer("timeDuration", "PT1H")))
    (number,) = run.state.timers
    with pytest.raises(TimerNotDue):
        run.do(FireTimer(timer=number, now=NOW + timedelta(minutes=59)))
    run.do(FireTimer(timer=number, now=NOW + timedelta(hours=1)))
    with pytest.raises(TimerNotActive):
        run.do(FireTimer(timer=number, now=NOW + timedelta(hours=2)))


def test_working_days_need_somebody_who_counts_them() -> None:
    with pytest.raises(VariableUnfit):
        Run(catching(timer("timeDuration", "15 工作日")))


def test_a_message_goes_to_who_waits_for_it_and_is_not_kept_for_later() -> None:
    run = Run(catching(ON_MESSAGE))
    with pytest.raises(NoReceiver):
        run.deliver("别的")
    run.deliver("补正材料", pages=3)
    assert run.state.variables["pages"] == 3
    assert run.is_clean()
    with pytest.raises(NoReceiver):
        run.deliver("补正材料")


def test_a_correlation_key_tells_two_who_wait_apart() -> None:
    keyed = '<message id="m" name="回执"><extensionElements><tj:correlation key="code"/></extensionElements></message>'  # noqa: E501
    event = f'<intermediateCatchEvent id="c">{ON_MESSAGE}</intermediateCatchEvent>'
    run = Run(feel(START + event + END + chain("s", "c", "e"), outside=keyed), code=17)
    with pytest.raises(NoReceiver):
        run.deliver("回执", "18")
    run.deliver("回执", "17")
    assert run.state.ended


def test_a_receive_task_waits_for_its_message() -> None:
    run = Run(
        feel(START + '<receiveTask id="r" messageRef="m"/>' + END + chain("s", "r", "e"), outside=MESSAGE)
    )
    assert [one.kind for one in run.state.waiting.values()] == ["receive"]
    run.deliver("补正材料")
    assert run.is_clean()


def test_a_signal_reaches_all_who_wait_for_it_and_may_reach_nobody() -> None:
    event = (
        '<intermediateCatchEvent id="{}"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>'
    )
    nodes = START + '<parallelGateway id="split"/>' + event.format("a") + event.format("b") + task("c") + END
    run = Run(
        feel(
            nodes + chain("s", "split", "a", "e") + chain("split", "b", "e") + chain("split", "c", "e"),
            outside=MESSAGE,
        )
    )
    run.signal("别的")
    assert run.waits() == ["a", "b", "c"]
    run.signal("放假")
    assert run.waits() == ["c"]


def test_a_thrown_signal_is_heard_in_the_instance_and_goes_out() -> None:
    nodes = START + '<parallelGateway id="split"/>' + task("a") + END
    nodes += (
        '<intermediateThrowEvent id="t"><signalEventDefinition signalRef="sig"/></intermediateThrowEvent>'
    )
    nodes += (
        '<intermediateCatchEvent id="c"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>'
    )
    run = Run(feel(nodes + chain("s", "split", "a", "t", "e") + chain("split", "c", "e"), outside=MESSAGE))
    run.complete("a")
    assert [one.caught for one in run.events if isinstance(one, ThrownOut)] == ["c"]
    assert run.is_clean()


@pytest.mark.parametrize(
    "sender",
    [
        '<sendTask id="t" messageRef="m"/>',
        f'<intermediateThrowEvent id="t">{ON_MESSAGE}</intermediateThrowEvent>',
    ],
)
def test_a_message_sent_goes_to_the_same_instance_or_outside(sender: str) -> None:
    alone = Run(feel(START + sender + END + chain("s", "t", "e"), outside=MESSAGE))
    assert [one.caught for one in alone.events if isinstance(one, ThrownOut)] == [""]
    nodes = START + '<parallelGateway id="split"/>' + task("a") + sender + END
    nodes += f'<intermediateCatchEvent id="c">{ON_MESSAGE}</intermediateCatchEvent>'
    run = Run(feel(nodes + chain("s", "split", "a", "t", "e") + chain("split", "c", "e"), outside=MESSAGE))
    run.complete("a")
    assert run.is_clean()


EVENT_GATEWAY = (
    START
    + '<eventBasedGateway id="g"/>'
    + f'<intermediateCatchEvent id="got">{ON_MESSAGE}</intermediateCatchEvent>'
    + f'<intermediateCatchEvent id="late">{timer("timeDuration", "P15D")}</intermediateCatchEvent>'
    + task("go")
    + task("chase")
    + END
    + chain("s", "g", "got", "go", "e")
    + chain("g", "late", "chase", "e")
)


def test_the_first_event_behind_an_event_based_gateway_wins() -> None:
    run = Run(feel(EVENT_GATEWAY, outside=MESSAGE))
    assert run.waits() == ["g"]
    run.deliver("补正材料")
    assert run.open() == ["go"]
    assert run.state.timers == {}
    other = Run(feel(EVENT_GATEWAY, outside=MESSAGE))
    other.fire("late")
    assert other.open() == ["chase"]
    assert other.state.subscriptions == {}


def boundary(inner: str, *, cancel: bool) -> bytes:
    event = f'<boundaryEvent id="b" attachedToRef="work" cancelActivity="{str(cancel).lower()}">{inner}</boundaryEvent>'  # noqa: E501
    nodes = START + task("work") + event + task("other") + END
    return feel(nodes + chain("s", "work", "e") + chain("b", "other", "e"), outside=MESSAGE)


def test_an_interrupting_boundary_event_takes_the_task_away() -> None:
    run = Run(boundary(ON_MESSAGE, cancel=True))
    run.deliver("补正材料")
    assert run.open() == ["other"]


def test_a_boundary_event_that_does_not_interrupt_may_happen_again() -> None:
    run = Run(boundary(ON_MESSAGE, cancel=False))
    run.deliver("补正材料")
    run.deliver("补正材料")
    assert run.open() == ["other", "other", "work"]
    run.complete("work")
    with pytest.raises(NoReceiver):
        run.deliver("补正材料")


def test_a_finished_task_takes_its_timer_along() -> None:
    run = Run(boundary(timer("timeDuration", "P1D"), cancel=True))
    assert len(run.state.timers) == 1
    run.complete("work")
    assert run.is_clean()


def test_a_cycle_fires_as_often_as_it_says() -> None:
    run = Run(boundary(timer("timeCycle", "R3/PT1H"), cancel=False))
    for _ in range(3):
        run.fire("b")
    assert run.open() == ["other", "other", "other", "work"]
    assert run.state.timers == {}
    dues = [one.due for one in run.events if isinstance(one, TimerStarted)]
    assert dues == [NOW + timedelta(hours=hour) for hour in (1, 2, 3)]


def test_a_link_goes_on_at_the_catching_event_of_its_name() -> None:
    nodes = START + '<intermediateThrowEvent id="t"><linkEventDefinition name="转"/></intermediateThrowEvent>'
    nodes += (
        '<intermediateCatchEvent id="c"><linkEventDefinition name="转"/></intermediateCatchEvent>'
        + task("work")
        + END
    )
    run = Run(feel(nodes + chain("s", "t") + chain("c", "work", "e")))
    assert run.open() == ["work"]
    run.complete("work")
    assert run.is_clean()


STARTS = (
    START
    + f'<startEvent id="m1">{ON_MESSAGE}</startEvent>'
    + f'<startEvent id="t1">{timer("timeCycle", "R/P1D")}</startEvent>'
    + task("work")
    + END
    + chain("s", "work", "e")
    + chain("m1", "work")
    + chain("t1", "work")
)


@pytest.mark.parametrize("node", ["", "s", "m1", "t1"])
def test_an_instance_begins_at_the_start_event_asked_for(node: str) -> None:
    assert Run(feel(STARTS, outside=MESSAGE), node=node).open() == ["work"]


def test_an_unknown_start_event_is_refused() -> None:
    with pytest.raises(NoSuchStart):
        Run(feel(STARTS, outside=MESSAGE), node="nowhere")


def test_a_message_end_event_sends_and_ends() -> None:
    end = f'<endEvent id="e">{ON_MESSAGE}</endEvent>'
    run = Run(feel(START + task("work") + end + chain("s", "work", "e"), outside=MESSAGE))
    run.complete("work")
    assert [one.code for one in run.events if isinstance(one, ThrownOut)] == ["补正材料"]
    assert run.is_clean()


def test_what_a_timer_cannot_do_alone_becomes_an_incident_and_goes_on_once_put_right() -> None:
    event = f'<intermediateCatchEvent id="c">{timer("timeDuration", "PT1H")}</intermediateCatchEvent>'
    nodes = START + event + '<exclusiveGateway id="x"/>' + task("a") + task("b") + END
    ways = (
        chain("s", "c", "x")
        + flow("x", "a", "n > 1")
        + flow("x", "b", "n = 0")
        + chain("a", "e")
        + chain("b", "e")
    )
    run = Run(feel(nodes + ways))
    run.fire("c")
    assert run.incidents() == [("x", "flow.no_way_out")]
    assert run.waits() == ["x"]
    run.resolve(n=2)
    assert run.incidents() == []
    assert run.open() == ["a"]

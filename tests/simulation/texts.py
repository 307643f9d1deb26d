"""Processes of the simulated town."""

from functools import cache

from tests.unit.flow.texts import END, START, chain, feel, flow, multi, task
from tongjian.flow import Process, compile_process

_LATE = "<timerEventDefinition><timeDuration>{}</timeDuration></timerEventDefinition>"
_LIMIT = "<tj:limit>PT5M</tj:limit>"
_REMIND = '<tj:limit>PT2M</tj:limit><tj:silence act="remind" every="PT90S"/>'


def _edge(node: str, host: str, inner: str, *, interrupts: bool) -> str:
    cancels = str(interrupts).lower()
    ids = f'id="{node}" attachedToRef="{host}" cancelActivity="{cancels}"'
    return f"<boundaryEvent {ids}>{inner}</boundaryEvent>"


LINE = feel(
    START
    + task("first").replace("<tj:acts>", f"{_REMIND}<tj:acts>")
    + '<exclusiveGateway id="x" default="x-sign"/>'
    + task("sign", inner=multi(), organisation="department")
    + f'<intermediateCatchEvent id="rest">{_LATE.format("PT70S")}</intermediateCatchEvent>'
    + task("z")
    + END
    + chain("s", "first", "x", "sign", "rest", "z", "e")
    + flow("x", "first", "again = true"),
    key="line",
)
"""A task with reminders, a loop, two departments that sign, a time that has to pass."""

WORK = feel(
    START
    + '<parallelGateway id="split"/><parallelGateway id="join"/><exclusiveGateway id="merge"/>'
    + '<serviceTask id="ask"><extensionElements><tj:job type="ask" retries="2"/></extensionElements>'
    + "</serviceTask>"
    + _edge("no", "ask", '<errorEventDefinition errorRef="no-error"/>', interrupts=True)
    + _edge("slow", "ask", _LATE.format("PT6M"), interrupts=True)
    + _edge("late", "check", _LATE.format("PT100S"), interrupts=False)
    + task("repair")
    + task("check").replace("<tj:acts>", f"{_LIMIT}<tj:acts>")
    + task("chase")
    + task("z")
    + END
    + '<endEvent id="e2"/>'
    + chain("s", "split", "ask", "merge", "join", "z", "e")
    + chain("no", "repair", "merge")
    + flow("slow", "repair")
    + chain("split", "check", "join")
    + chain("late", "chase", "e2"),
    outside='<error id="no-error" errorCode="NO"/>',
    key="work",
)
"""A job with a limit and an error of its own, beside a task that is chased."""

_MESSAGES = "".join(
    f'<message id="{one}" name="{one}"><extensionElements><tj:correlation key="case_no"/>'
    "</extensionElements></message>"
    for one in ("notice", "receipt")
)
_CATCH = (
    '<intermediateCatchEvent id="{0}"><messageEventDefinition messageRef="{1}"/></intermediateCatchEvent>'
)
SENDER = feel(
    START
    + task("prepare")
    + '<sendTask id="send" messageRef="notice"/>'
    + task("z")
    + END
    + chain("s", "prepare", "send", "z", "e"),
    outside=_MESSAGES,
    key="sender",
)
"""Sends to a receiver in the same transaction."""

RECEIVER = feel(
    START
    + _CATCH.format("told", "notice")
    + '<serviceTask id="file"><extensionElements><tj:job type="ask" retries="3"/></extensionElements>'
    + "</serviceTask>"
    + _CATCH.format("heard", "receipt")
    + task("z")
    + END
    + chain("s", "told", "file", "heard", "z", "e"),
    outside=_MESSAGES,
    key="receiver",
)
"""Waits for a sender, does a job, and waits for the world outside."""


@cache
def processes() -> tuple[Process, ...]:
    """Return all of them, compiled."""
    return tuple(compile_process(one) for one in (LINE, WORK, SENDER, RECEIVER))

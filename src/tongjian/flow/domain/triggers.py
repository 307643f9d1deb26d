"""Event definitions: what an event waits for, or brings about. Named as in BPMN 2.0.2, 10.5.5."""

from dataclasses import dataclass
from typing import Literal

from tongjian.flow.domain.expressions import Expression
from tongjian.flow.domain.limits import TaskLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """A moment, a time that has to pass, or one that passes again and again.

    Attributes:
        kind: ``date`` (an instant), ``duration`` (counted from when the token arrives), ``cycle``.
        fixed: the duration as written, or None where an expression gives it or it is a date.
        text: the instant as written (ISO 8601 with a zone); empty where an expression gives it.
        expression: FEEL that gives a text, a duration or a date and time.
        times: how often a cycle repeats; -1 without end, 1 for everything else.
    """

    kind: Literal["date", "duration", "cycle"]
    fixed: TaskLimit | None = None
    text: str = ""
    expression: Expression | None = None
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message by name.

    Attributes:
        key: FEEL for the correlation key; None where any key will do.
    """

    name: str
    key: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A signal by name: everyone who waits for it hears it."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """An error by its code; the empty code catches every error."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """An escalation by its code; the empty code catches every escalation."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A jump within one container: a throwing link goes on at the catching one of the same name."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Termination:
    """Everything else in the container stops at once."""


Awaited = Timer | Message | Signal
"""What comes from outside and is waited for."""

Caught = Awaited | Error | Escalation
"""What a boundary event or the start of an event sub-process reacts to."""

Thrown = Message | Signal | Error | Escalation | Termination
"""What an end event brings about."""

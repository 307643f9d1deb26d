"""When the timer start of a process is due, and what a message start makes of its correlation key."""

from datetime import datetime
from uuid import UUID

from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.timing import due_of, next_due
from tongjian.flow.domain.expressions import FeelForm
from tongjian.flow.domain.nodes import StartEvent
from tongjian.flow.domain.outside import Outside
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.state import ROOT, State
from tongjian.flow.domain.triggers import Message, Timer
from tongjian.flow.domain.variables import Variables


def first_due(process: Process, start: StartEvent, *, now: datetime, outside: Outside) -> datetime | None:
    """Return when a timer start of a version deployed now is due first; None for a date that is over.

    Raises:
        VariableUnfit: its expression gives no moment, or nobody here counts working days.
    """
    if not isinstance(start.trigger, Timer):
        return None
    due = due_of(_nothing_yet(process, now, outside), ROOT, node=start.id, timer=start.trigger)
    return None if start.trigger.kind == "date" and due < now else due


def due_again(process: Process, start: StartEvent, *, after: datetime, outside: Outside) -> datetime | None:
    """Return when a timer start is due again after it was due; None where it is not one.

    Raises:
        VariableUnfit: nobody here counts working days.
    """
    if not isinstance(start.trigger, Timer):
        return None
    return next_due(_nothing_yet(process, after, outside), after, timer=start.trigger, node=start)


def correlated(process: Process, node: str, *, key: str, variables: Variables) -> Variables:
    """Return the variables an instance begins with by a message, its correlation key kept.

    The key is kept under the variable that the start event names as key, unless the message brings that.
    """
    start = process.nodes.get(node)
    trigger = start.trigger if isinstance(start, StartEvent) else None
    named = trigger.key if isinstance(trigger, Message) else None
    if not key or not isinstance(named, FeelForm) or not named.text.strip().isidentifier():
        return variables
    return Variables({named.text.strip(): key}).merged(variables)


def _nothing_yet(process: Process, now: datetime, outside: Outside) -> Course:
    return Course(process, State(UUID(int=0)), now=now, by=None, alone=True, outside=outside)

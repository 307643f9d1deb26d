"""Flow nodes of a compiled process, named as in BPMN 2.0.2."""

from dataclasses import dataclass
from typing import Literal

from tongjian.flow.domain.expressions import Expression
from tongjian.flow.domain.policies import TaskPolicy
from tongjian.flow.domain.signing import Signing
from tongjian.flow.domain.triggers import Awaited, Caught, Escalation, Link, Message, Signal, Thrown

NO_POLICY = TaskPolicy()
"""What holds of a user task where the process says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowNode:
    """What every node has.

    Attributes:
        incoming: ids of the sequence flows that lead to it, in the order of the text.
        outgoing: ids of the sequence flows that leave it, in the order of the text.
        container: id of the sub-process it stands in; empty in the process itself.
    """

    id: str
    name: str
    incoming: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()
    container: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartEvent(FlowNode):
    """Where a process, a sub-process or an event sub-process begins.

    Attributes:
        trigger: what it waits for; None where it begins with its container.
        interrupting: of an event sub-process: whether it stops what runs around it.
    """

    trigger: Caught | None = None
    interrupting: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEvent(FlowNode):
    """Where a token is used up, and what that brings about."""

    result: Thrown | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatchEvent(FlowNode):
    """An intermediate event that waits."""

    trigger: Awaited | Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ThrowEvent(FlowNode):
    """An intermediate event that brings something about; without a result it only marks a place."""

    result: Message | Signal | Escalation | Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryEvent(FlowNode):
    """An event on the edge of an activity.

    Attributes:
        host: id of the activity.
        interrupting: whether the activity stops when it happens.
    """

    host: str
    trigger: Caught
    interrupting: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusiveGateway(FlowNode):
    """The first true condition is taken, else the default."""

    default: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelGateway(FlowNode):
    """Waits for one token on each incoming flow, then lays one on each outgoing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InclusiveGateway(FlowNode):
    """Waits for every token that can still come; then takes each true condition, else the default.

    Attributes:
        upstream: for each incoming flow the nodes from which a token can come to it without
            visiting this gateway.
    """

    default: str | None = None
    upstream: tuple[tuple[str, frozenset[str]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBasedGateway(FlowNode):
    """Waits for the first of the events behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MultiInstance:
    """An activity done several times (会签): once for each member of a list, or so many times.

    Attributes:
        collection: variable with the list; empty where ``cardinality`` counts.
        element: name under which one of them knows its member; empty: none.
        cardinality: FEEL for how many times.
        sequential: one after the other instead of all at once.
        completion: FEEL that, once true after one is done, stops the others.
    """

    collection: str = ""
    element: str = ""
    cardinality: Expression | None = None
    sequential: bool = False
    completion: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(FlowNode):
    """Work of any kind, done once or as a multi-instance."""

    multi_instance: MultiInstance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Who may do a task.

    Attributes:
        role: post within the organisation; empty where nobody is named.
        organisation: variable that holds the organisation's id; None where nobody is named.
        persons: FEEL for the list of the ids of the persons, None where nobody is named.
    """

    role: str = ""
    organisation: str | None = None
    persons: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTask(Activity):
    """Work of a person, known to the system.

    Attributes:
        acts: the acts by which it is completed.
        policy: what the process says of it beyond the standard.
        signing: how several sign; None where opinions are not counted.
    """

    candidates: Candidates = Candidates()
    acts: tuple[str, ...] = ()
    policy: TaskPolicy = NO_POLICY
    signing: Signing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualTask(Activity):
    """Work that the system knows nothing of: the token passes (BPMN 2.0.2, 13.3.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTask(Activity):
    """Work of a machine, done as a job outside the command.

    Attributes:
        topic: what kind of job it is.
        retries: how often it is tried again before a person has to look.
    """

    topic: str = ""
    retries: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SendTask(Activity):
    """Sends a message and goes on."""

    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveTask(Activity):
    """Waits for a message."""

    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptTask(Activity):
    """Evaluates FEEL.

    Attributes:
        result: variable that takes the value; empty: the value is a context of variables.
    """

    script: Expression
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessRuleTask(Activity):
    """Asks a decision.

    Attributes:
        decision: name of the decision.
        result: variable that takes the value; empty: the value is a context of variables.
    """

    decision: str
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubProcess(Activity):
    """A process within the process, sharing its variables.

    Attributes:
        by_event: it begins when its start event happens, not by a token.
    """

    by_event: bool = False


@dataclass(frozen=True, slots=True)
class Handed:
    """A variable that a call hands over.

    Attributes:
        source: its name where it comes from.
        target: its name where it goes to.
    """

    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallActivity(Activity):
    """Another process, called by its id; it begins with the caller's variables and gives its own back.

    Attributes:
        inputs: the variables it begins with; empty: all that the call sees.
        outputs: the variables it gives back; empty: all of its own.
    """

    called: str
    inputs: tuple[Handed, ...] = ()
    outputs: tuple[Handed, ...] = ()


ImmediateTask = ManualTask | SendTask | ScriptTask | BusinessRuleTask
"""Tasks that are over as soon as they begin."""

AnyActivity = UserTask | ServiceTask | ReceiveTask | ImmediateTask | SubProcess | CallActivity
Gateway = ExclusiveGateway | ParallelGateway | InclusiveGateway | EventBasedGateway
AnyEvent = StartEvent | EndEvent | CatchEvent | ThrowEvent | BoundaryEvent
Node = AnyActivity | Gateway | AnyEvent

PlaceKind = Literal["task", "receive", "job", "event", "held"]
"""At what a token waits: a user task, a receive task, a job, an event, or where a person has to help."""

"""What a process says of one user task beyond the standard: limit, silence, form, acts, returning."""

from dataclasses import dataclass
from typing import Literal

from tongjian.flow.domain.limits import Silence, TaskLimit

ReturnScope = Literal["any", "previous", "start", "none", "listed"]
"""Where a task may be returned to: anywhere earlier, to the task before, to the first task, nowhere,
or to the nodes that are listed.
"""

TaskAct = Literal[
    "return",
    "withdraw",
    "reassign",
    "delegate",
    "add_signer",
    "remove_signer",
    "copy",
    "urge",
]
"""Acts that a process may allow on a task besides completing it."""

TASK_ACTS: tuple[TaskAct, ...] = (
    "return",
    "withdraw",
    "reassign",
    "delegate",
    "add_signer",
    "remove_signer",
    "copy",
    "urge",
)
"""All of them; where a process says nothing, all are allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPolicy:
    """Where a task may be returned to (退回).

    Attributes:
        nodes: the nodes allowed, where the scope is ``listed``.
    """

    scope: ReturnScope = "any"
    nodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPolicy:
    """What the extension says of a user task.

    Attributes:
        limit: how long it may take; None: no limit.
        silence: what is done when the limit is over; None: nothing.
        form: key of the form it is done with; empty where there is none.
        handling: acts allowed besides completing.
    """

    limit: TaskLimit | None = None
    silence: Silence | None = None
    form: str = ""
    handling: frozenset[TaskAct] = frozenset(TASK_ACTS)
    returns: ReturnPolicy = ReturnPolicy()

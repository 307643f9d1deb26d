"""The present state of an instance: compact, and nothing but a fold of its history."""

from uuid import UUID, uuid5

import msgspec

from tongjian.flow.domain.variables import Variables


class Waiting(msgspec.Struct, frozen=True, array_like=True):
    """An open task as the state keeps it; ``body`` is 0 outside a multi-instance."""

    task: UUID
    node: str
    body: int


class State(msgspec.Struct, frozen=True, array_like=True):
    """Where the tokens of an instance are.

    Attributes:
        counter: how many tasks and multi-instance entries there have been; the next one's number.
        tokens: tokens that wait on sequence flows (arrivals at joins), by flow id; never zero.
        tasks: open tasks, in the order they were offered.
    """

    instance: UUID
    started: bool = False
    ended: bool = False
    counter: int = 0
    tokens: dict[str, int] = {}
    tasks: tuple[Waiting, ...] = ()
    variables: Variables = Variables()

    def next_task(self) -> UUID:
        """Return the id of the task offered next: the same at every replay."""
        return uuid5(self.instance, str(self.counter + 1))

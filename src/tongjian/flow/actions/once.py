"""Commands given to the engine directly: each a transaction of its own, done once per key.

Inside a transaction of somebody else, such as an act on a case, that act's own key already keeps it
from being done twice; there the engine is used as it is.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

import msgspec

from tongjian.flow.actions.engine import FlowEngine, moves_of
from tongjian.flow.domain.moves import Moves, OpenTask, RecordedEvent
from tongjian.flow.errors import FlowKeyInUse
from tongjian.flow.ports import Change, FlowLedger, FlowStore, KeptAnswer, StoredInstance, Ticket
from tongjian.kit import AccessContext, Invalid, Problem, Refusal, UnitOfWork

_LONGEST_KEY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowDesk:
    """The engine with what a command of its own needs: a transaction, and a memory of answers."""

    engine: FlowEngine
    ledger: FlowLedger
    begin: UnitOfWork

    def once(self, *, access: AccessContext, ticket: Ticket, do: Callable[[FlowEngine], Moves]) -> Moves:
        """Give a command in a transaction of its own; a repeat gets the first answer.

        Nothing is written before it is known that the key is new: it is looked up in the statement
        that reads the instance, and its row is added in the statement that writes. Two at the same
        moment wait for each other at the instance, or at the key where there is none yet; the later
        then finds the answer of the earlier. A refusal is not kept.

        Raises:
            FlowKeyReused: the key was used for another request before.
        """
        keeping = replace(self.engine, store=_Keeping(self.engine.store, ticket))
        try:
            with self.begin(access):
                return do(keeping)
        except Refusal:
            answer = self._find_answer(access, ticket)
            if answer is None:
                raise
            return answer

    def _find_answer(self, access: AccessContext, ticket: Ticket) -> Moves | None:
        with self.begin(access):
            answer = self.ledger.find_answer(ticket)
        return None if answer is None else _MOVES.decode(answer)


def ticket_of(*, person: UUID, act: str, key: str, request: Mapping[str, object]) -> Ticket:
    """Return the ticket of a request; ``request`` is everything that was asked, as plain data.

    Raises:
        Invalid: the key is empty or longer than 100 characters.
    """
    if not 0 < len(key) <= _LONGEST_KEY or "\x00" in key:
        raise Invalid(problems=(Problem("key", "幂等键应为 1 到 100 个字符"),))
    asked = msgspec.json.encode(request, order="deterministic", enc_hook=str)
    return Ticket(person=person, act=act, key=key, request_hash=hashlib.sha256(asked).digest())


@dataclass(slots=True)
class _Keeping:
    """A store that looks for the ticket's answer as it reads, and keeps the answer as it first writes.

    What a command sends to other instances is written after it, and is part of the same answer.
    """

    inner: FlowStore
    ticket: Ticket
    kept: bool = False

    def find_instance(self, instance: UUID, *, ticket: Ticket | None = None) -> StoredInstance | None:
        del ticket
        return _new(self.inner.find_instance(instance, ticket=self._asked()))

    def find_instance_of(self, task: UUID, *, ticket: Ticket | None = None) -> StoredInstance | None:
        del ticket
        return _new(self.inner.find_instance_of(task, ticket=self._asked()))

    def add_instance(self, *, content_hash: str, holders: tuple[UUID, ...], change: Change) -> bool:
        return self.inner.add_instance(
            content_hash=content_hash, holders=holders, change=self._answered(change)
        )

    def write(self, change: Change) -> None:
        self.inner.write(self._answered(change))

    def find_task(self, task: UUID) -> OpenTask | None:
        return self.inner.find_task(task)

    def list_open_tasks(self, instance: UUID) -> tuple[OpenTask, ...]:
        return self.inner.list_open_tasks(instance)

    def list_events(self, instance: UUID) -> tuple[RecordedEvent, ...]:
        return self.inner.list_events(instance)

    def _asked(self) -> Ticket | None:
        return None if self.kept else self.ticket

    def _answered(self, change: Change) -> Change:
        if self.kept:
            return change
        self.kept = True
        answer = msgspec.json.encode(moves_of(change)).decode()
        return replace(change, kept=KeptAnswer(ticket=self.ticket, answer=answer))


def _new(stored: StoredInstance | None) -> StoredInstance | None:
    if stored is not None and stored.answered:
        raise FlowKeyInUse
    return stored


_MOVES = msgspec.json.Decoder(Moves)

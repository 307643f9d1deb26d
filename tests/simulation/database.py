"""A database that is not there: transactions, row locks, deadlocks and unheard commits, as PostgreSQL has.

A statement sees what was committed before it began, and what its own transaction wrote. Whoever writes or
locks a row holds it to the end of the transaction; others wait, skip it, or are told of a deadlock.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, OperationalError

from tests.simulation.rows import Key
from tests.simulation.scheduling import Actor, Lost, World
from tongjian.flow.ports import Change, TakenJob
from tongjian.kit import AccessContext


class Deadlock(OperationalError):
    """Two transactions waited for each other; this one was ended."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a port, with its answer."""

    port: str
    name: str
    args: tuple[Any, ...]
    named: dict[str, Any]
    answer: Any


@dataclass(eq=False, slots=True)
class Transaction:
    """What is under way.

    Attributes:
        written: rows by key; None where a row is deleted.
        changes: what commands wrote, for those who check.
        answering: the try whose answer is being taken.
    """

    access: AccessContext
    actor: Actor
    written: dict[Key, Any] = field(default_factory=dict)
    locks: set[Key] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)
    answering: TakenJob | None = None
    calls: list[Call] = field(default_factory=list)
    waits_for: Key | None = None
    parted: bool = False


@dataclass(slots=True)
class Journal:
    """What was committed, in order.

    Attributes:
        overtaken: somebody took another job than they would have taken at the moment of their commit.
    """

    transactions: list[Transaction] = field(default_factory=list)
    overtaken: bool = False


class FakeDatabase:
    """Committed rows, locks, and transactions by actor."""

    def __init__(self, world: World, *, locking: bool = True) -> None:
        self.world = world
        self.locking = locking
        self.rows: dict[str, dict[Key, Any]] = {}
        self.journal = Journal()
        self.committed: Callable[[Transaction], None] = lambda _: None
        self._holders: dict[Key, Transaction] = {}

    # transactions

    @contextmanager
    def work(self, access: AccessContext) -> Iterator[None]:
        """Open a transaction; a unit of work."""
        actor = self.world.me
        assert actor.transaction is None, "one transaction at a time"
        self.world.point("begin")
        transaction = actor.transaction = Transaction(access, actor)
        try:
            yield
            self._commit(transaction)
        finally:
            actor.transaction = None
            if not transaction.parted:
                self._release(transaction)

    def _commit(self, transaction: Transaction) -> None:
        world = self.world
        world.point("commit")
        if world.chance(world.faults.commit_undone):
            raise Lost
        if world.chance(world.faults.commit_later):
            transaction.parted = True
            world.spawn(
                "late commit", lambda: self._commit_late(transaction), after=world.random.uniform(0, 20)
            )
            raise Lost
        self.apply(transaction)
        if world.chance(world.faults.commit_unheard):
            raise Lost

    def _commit_late(self, transaction: Transaction) -> None:
        self.apply(transaction)
        self._release(transaction)

    def apply(self, transaction: Transaction) -> None:
        """Make everything that was written so far be seen by all."""
        places = [(one.state.instance.hex[:8], one.last_position) for one in transaction.changes]
        self.world.note(f"committed {places}")
        self.committed(transaction)
        self.journal.overtaken |= any(self._is_overtaken(one) for one in transaction.calls)
        for key, row in transaction.written.items():
            table = self.rows.setdefault(key[0], {})
            if row is None:
                table.pop(key, None)
            else:
                table[key] = row
        self.journal.transactions.append(transaction)

    def _is_overtaken(self, call: Call) -> bool:
        if call.name != "take_job" or call.answer is None:
            return False
        due = [
            (row.try_at, *key[1:])
            for key, row in self.rows.get("job", {}).items()
            if row.try_at <= call.named["now"]
        ]
        return not due or min(due)[1:] != (call.answer.instance, call.answer.number)

    def part(self) -> None:
        """Commit in the middle and go on in another transaction, keeping no lock: for planted bugs."""
        transaction = self.now_open()
        self._commit(transaction)
        self._release(transaction)
        transaction.written, transaction.locks, transaction.changes = {}, set(), []

    # statements

    def now_open(self) -> Transaction:
        """Return the transaction of the actor that moves."""
        transaction = self.world.me.transaction
        assert isinstance(transaction, Transaction), "no transaction is open"
        return transaction

    def statement(self, label: str) -> Transaction:
        """Let others through before a statement; the connection may be gone."""
        self.world.point(label)
        if self.world.chance(self.world.faults.statement):
            raise Lost
        return self.now_open()

    def get(self, key: Key) -> Any:
        """Return a row as a statement that begins now sees it."""
        written = self.now_open().written
        return written[key] if key in written else self.rows.get(key[0], {}).get(key)

    def scan(self, table: str) -> list[tuple[Key, Any]]:
        """Return the rows of a table as a statement that begins now sees them."""
        written = self.now_open().written
        seen = dict(self.rows.get(table, {}))
        seen.update((key, row) for key, row in written.items() if key[0] == table)
        return [(key, row) for key, row in seen.items() if row is not None]

    def put(self, key: Key, row: Any) -> None:
        """Write a row, or delete it with None; it is locked."""
        self.lock(key)
        self.now_open().written[key] = row

    def insert(self, key: Key, row: Any) -> None:
        """Write a new row.

        Raises:
            IntegrityError: there is one.
        """
        self.lock(key)
        if self.get(key) is not None:
            raise IntegrityError(str(key))
        self.now_open().written[key] = row

    def lock(self, key: Key) -> None:
        """Hold a row to the end of the transaction, waiting for whoever holds it."""
        transaction = self.now_open()
        if not self.locking:
            return
        while (holder := self._holders.get(key)) not in (None, transaction):
            transaction.waits_for = key
            self._look_for_deadlock(transaction, holder)
            try:
                self.world.block(f"wait {key[0]}")
            finally:
                transaction.waits_for = None
        self._holders[key] = transaction
        transaction.locks.add(key)

    def is_held(self, key: Key) -> bool:
        """Tell whether another transaction holds a row."""
        return self._holders.get(key) not in (None, self.now_open())

    def _look_for_deadlock(self, transaction: Transaction, holder: Transaction | None) -> None:
        waited_for = [str(transaction.waits_for)]
        while holder is not None and holder.waits_for is not None:
            waited_for.append(str(holder.waits_for))
            holder = self._holders.get(holder.waits_for)
            if holder is transaction:
                self.world.broken("I7", f"deadlock: {' and '.join(waited_for)}")
                transaction.waits_for = None
                raise Deadlock

    def _release(self, transaction: Transaction) -> None:
        for key in transaction.locks:
            del self._holders[key]
        for actor in self.world.actors:
            waiting = actor.transaction
            if waiting is not None and waiting.waits_for in transaction.locks:
                actor.blocked = False

"""The process that is measured, walked from its start to its end by six commands."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from tongjian.flow import FlowDesk, FlowEngine, Moves, deploy_process, ticket_of
from tongjian.flow.store.instances import InstanceTables
from tongjian.flow.store.ledger import LedgerTable
from tongjian.flow.store.library import ProcessTable
from tongjian.kit import AccessContext, new_id
from tongjian.roles.unit_of_work import piped_work

TEXT = Path(__file__).with_name("process.bpmn")
COMMANDS = 6
"""One start and five tasks."""

LEAD, APPLICANT, COUNTER, OFFICER = (UUID(int=(7 << 76) | number) for number in range(1, 5))
ACCESS = AccessContext(person=OFFICER, holders=(LEAD, APPLICANT, COUNTER))
VARIABLES = {
    "applicant": str(APPLICANT),
    "counter": str(COUNTER),
    "lead": str(LEAD),
    "accepted": True,
    "project": "2026-440305-47-01-123456",
}


class Office:
    """Gives the commands, each in a transaction of its own with a key of its own."""

    def __init__(self) -> None:
        engine = FlowEngine(store=InstanceTables(), library=ProcessTable())
        self._desk = FlowDesk(engine=engine, ledger=LedgerTable(), begin=piped_work)

    def deploy(self) -> None:
        """Keep the process."""
        with self._desk.begin(ACCESS):
            deploy_process(self._desk.engine.library, TEXT.read_bytes())

    def start(self) -> Moves:
        """Start an instance."""
        instance = new_id()
        ticket = ticket_of(person=OFFICER, act="start", key=_key(), request={"instance": instance})
        return self._desk.once(access=ACCESS, ticket=ticket, do=partial(_start, instance=instance))

    def complete(self, task: UUID) -> Moves:
        """Complete a task."""
        opinion = {"opinion": "同意"}
        ticket = ticket_of(person=OFFICER, act="complete", key=_key(), request={"task": task, **opinion})
        return self._desk.once(
            access=ACCESS,
            ticket=ticket,
            do=lambda engine: engine.complete(task=task, variables=opinion, by=OFFICER, at=datetime.now(UTC)),
        )

    def walk(self, first: UUID | None = None) -> Iterator[Moves]:
        """Walk one instance to its end, from its start or from its first task."""
        if first is None:
            begun = self.start()
            yield begun
            first = begun.offered[0].id
        tasks = [first]
        while tasks:
            moves = self.complete(tasks.pop())
            tasks += [task.id for task in moves.offered]
            yield moves


def _start(engine: FlowEngine, *, instance: UUID) -> Moves:
    return engine.start(
        instance=instance,
        process="measured",
        variables=VARIABLES,
        holders=(LEAD, APPLICANT, COUNTER),
        by=OFFICER,
        at=datetime.now(UTC),
    )


def _key() -> str:
    return os.urandom(16).hex()

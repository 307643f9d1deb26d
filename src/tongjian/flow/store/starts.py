"""What begins instances by itself, in PostgreSQL."""

from datetime import datetime
from uuid import UUID

from tongjian.flow.ports import ProcessStart
from tongjian.flow.store.prepared import first, send

_ROW = 'process, version, content_hash, node, message, due, "left", firing, holders'
REMOVE = "DELETE FROM flow_start WHERE process = $1"
ADD = f"INSERT INTO flow_start ({_ROW}, try_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $6)"  # noqa: S608
MESSAGE = f"SELECT {_ROW} FROM flow_start WHERE message = $1 ORDER BY process, node LIMIT 1"  # noqa: S608
DUE = f"SELECT {_ROW} FROM flow_start WHERE try_at <= $1 ORDER BY try_at, process, node LIMIT $2"  # noqa: S608
_OF = "WHERE process = $1 AND version = $2 AND node = $3 AND firing = $4"
HOLD = f"SELECT true FROM flow_start {_OF} FOR UPDATE"  # noqa: S608
DONE = f"DELETE FROM flow_start {_OF}"  # noqa: S608
MOVE = f"""
UPDATE flow_start SET due = $5, try_at = $5, firing = firing + 1, fault = '',
    "left" = CASE WHEN "left" < 0 THEN "left" ELSE "left" - 1 END {_OF}
"""  # noqa: S608
PUT_OFF = f"UPDATE flow_start SET try_at = $5, fault = $6 {_OF}"  # noqa: S608
NEXT = "SELECT min(try_at) FROM flow_start"
HOLDERS = "SELECT holders FROM flow_instance WHERE id = $1"


class StartTable:
    """Keeps the starts of the latest versions in ``flow_start``."""

    def replace_starts(self, *, process: str, starts: tuple[ProcessStart, ...]) -> None:
        """Let these be the starts of a process, and no others."""
        send(REMOVE, [process])
        for one in starts:
            version = (one.process, one.version, one.content_hash, one.node)
            send(ADD, [*version, one.message, one.due, one.left, one.firing, list(one.holders)])

    def find_message_start(self, message: str) -> ProcessStart | None:
        """Return the start that waits for a message; of several the first process's by id."""
        row = first(send(MESSAGE, [message])) if message else None
        return None if row is None else _start(*row)

    def list_due_starts(self, *, now: datetime, limit: int) -> tuple[ProcessStart, ...]:
        """Return the timer starts whose moment has come, the longest due first."""
        return tuple(_start(*row) for row in send(DUE, [now, limit]))

    def hold_start(self, start: ProcessStart) -> bool:
        """Tell whether this firing is still to come; others wait until the transaction ends."""
        return first(send(HOLD, _firing(start))) is not None

    def move_start(self, start: ProcessStart, *, due: datetime | None) -> None:
        """Note that a firing is done; it is due again then, or never."""
        if due is None:
            send(DONE, _firing(start))
        else:
            send(MOVE, [*_firing(start), due])

    def put_off_start(self, start: ProcessStart, *, until: datetime, fault: str) -> None:
        """Try a firing again later."""
        send(PUT_OFF, [*_firing(start), until, fault])

    def next_start_at(self) -> datetime | None:
        """Return when the next start is to be tried."""
        row = first(send(NEXT))
        return row[0] if row else None

    def holders_of(self, instance: UUID) -> tuple[UUID, ...]:
        """Return who sees an instance."""
        row = first(send(HOLDERS, [instance]))
        return tuple(row[0]) if row else ()


def _firing(start: ProcessStart) -> list[object]:
    return [start.process, start.version, start.node, start.firing]


def _start(
    process: str,
    version: int,
    content_hash: str,
    node: str,
    message: str,
    due: datetime | None,
    left: int,
    firing: int,
    holders: list[UUID],
    /,
) -> ProcessStart:
    return ProcessStart(
        process=process,
        version=version,
        content_hash=content_hash,
        node=node,
        message=message,
        due=due,
        left=left,
        firing=firing,
        holders=tuple(holders),
    )

"""Incidents in PostgreSQL, as those see them who settle them."""

from datetime import datetime
from uuid import UUID

from tongjian.flow.domain.encoding import decode_state
from tongjian.flow.ports import IncidentLook, OpenIncident
from tongjian.flow.store.prepared import first, send

_ROW = "instance, number, node, code, says, at, holders"
LIST = f"""
SELECT {_ROW} FROM flow_incident
WHERE ($1 = '' OR code = $1) AND ($2::timestamptz IS NULL OR (at, instance, number) > ($2, $3, $4))
ORDER BY at, instance, number LIMIT $5
"""  # noqa: S608  # names of our own columns
FIND = f"SELECT {_ROW} FROM flow_incident WHERE instance = $1 AND number = $2"  # noqa: S608
COUNT = "SELECT code, count(*) FROM flow_incident GROUP BY code ORDER BY count(*) DESC, code"
LOOK = "SELECT process_hash, state FROM flow_instance WHERE id = $1"
TRIES = "SELECT fence - round + 1 FROM flow_job WHERE instance = $1 AND number = $2"
_NOTHING_YET = UUID(int=0)


class IncidentTable:
    """Reads ``flow_incident``, and of one incident its instance and job."""

    def list_incidents(
        self, *, code: str, after: tuple[datetime, UUID, int] | None, limit: int
    ) -> tuple[OpenIncident, ...]:
        """Return open incidents behind a place of the list, the oldest first."""
        at, instance, number = after or (None, _NOTHING_YET, 0)
        rows = send(LIST, [code, at, instance, number, limit])
        return tuple(_incident(*row) for row in rows)

    def find_incident(self, *, instance: UUID, number: int) -> OpenIncident | None:
        """Return an open incident."""
        row = first(send(FIND, [instance, number]))
        return None if row is None else _incident(*row)

    def count_incidents(self) -> tuple[tuple[str, int], ...]:
        """Return how many are open, by code, the most frequent first."""
        return tuple((code, number) for code, number in send(COUNT))

    def look(self, *, instance: UUID, number: int) -> IncidentLook | None:
        """Return the state an incident stands in, without a lock."""
        row = first(send(LOOK, [instance]))
        if row is None:
            return None
        content_hash, state = row[0], decode_state(bytes(row[1]))
        if number not in state.incidents:
            return None
        job = first(send(TRIES, [instance, state.incidents[number].place]))
        return IncidentLook(content_hash=content_hash, state=state, tries=job[0] if job else 0)


def _incident(
    instance: UUID, number: int, node: str, code: str, says: str, at: datetime, holders: list[UUID]
) -> OpenIncident:
    return OpenIncident(
        instance=instance, number=number, node=node, code=code, says=says, at=at, holders=tuple(holders)
    )

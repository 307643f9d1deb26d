"""Which instances run on which version, for whoever moves them to another."""

from uuid import UUID

from tongjian.flow.store.prepared import send

RUNNING = """
SELECT id FROM flow_instance WHERE process_hash = $1 AND ended_at IS NULL AND id > $2 ORDER BY id LIMIT $3
"""
FIRST = UUID(int=0)


def list_running(content_hash: str, *, after: UUID = FIRST, limit: int = 1000) -> tuple[UUID, ...]:
    """Return a page of the running instances of a version the viewer may see, by id."""
    return tuple(instance for (instance,) in send(RUNNING, [content_hash, after, limit]))

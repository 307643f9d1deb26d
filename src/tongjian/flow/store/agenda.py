"""What is to be done when, and who waits for what, in PostgreSQL."""

from datetime import datetime
from uuid import UUID

from tongjian.flow.ports import WHOLE_AGENDA, AgendaPart, DueTimer, OpenIncident, TakenJob
from tongjian.flow.store.prepared import first, send

NEXT = {"timers": "SELECT min(try_at) FROM flow_timer", "jobs": "SELECT min(try_at) FROM flow_job"}
DUE = """
SELECT instance, number, due FROM flow_timer WHERE try_at <= $1 ORDER BY try_at, instance, number LIMIT $2
"""
PUT_OFF_TIMER = "UPDATE flow_timer SET try_at = $1, fault = $2 WHERE instance = $3 AND number = $4"
TAKE_JOB = """
UPDATE flow_job j SET fence = j.fence + 1, tries = j.tries + 1, try_at = $2 FROM (
    SELECT instance, number FROM flow_job WHERE try_at <= $1
    ORDER BY try_at, instance, number LIMIT 1 FOR UPDATE SKIP LOCKED
) due
WHERE j.instance = due.instance AND j.number = due.number
RETURNING j.instance, j.number, j.node, j.topic, j.round, j.tries, j.fence, j.answer
"""
HOLDS_JOB = "SELECT true FROM flow_job WHERE instance = $1 AND number = $2 AND fence = $3 FOR UPDATE"
PUT_OFF_JOB = """
UPDATE flow_job SET try_at = $1, fault = $2 WHERE instance = $3 AND number = $4 AND fence = $5
"""
KEEP_ANSWER = """
UPDATE flow_job SET try_at = $1, answer = $2 WHERE instance = $3 AND number = $4 AND fence = $5
"""
INCIDENTS = "SELECT instance, number, node, code, says, at FROM flow_incident ORDER BY at, instance LIMIT $1"
RECEIVER = """
SELECT s.instance FROM flow_subscription s
WHERE s.kind = 'message' AND s.name = $1 AND s.key IN ('', $2) ORDER BY s.instance, s.number LIMIT 1
"""
LISTENERS = "SELECT DISTINCT instance FROM flow_subscription WHERE kind = 'signal' AND name = $1 ORDER BY 1"


class AgendaTables:
    """Reads ``flow_timer``, ``flow_job``, ``flow_incident`` and ``flow_subscription``."""

    def next_at(self, parts: tuple[AgendaPart, ...] = WHOLE_AGENDA) -> datetime | None:
        """Return when the next timer or job is to be tried."""
        row = first(send(f"SELECT least({', '.join(f'({NEXT[part]})' for part in parts)})"))
        return row[0] if row else None

    def list_due_timers(self, *, now: datetime, limit: int) -> tuple[DueTimer, ...]:
        """Return timers whose moment has come, the longest due first."""
        return tuple(
            DueTimer(instance=instance, number=number, due=due)
            for instance, number, due in send(DUE, [now, limit])
        )

    def put_off_timer(self, timer: DueTimer, *, until: datetime, fault: str) -> None:
        """Try a timer again later."""
        send(PUT_OFF_TIMER, [until, fault, timer.instance, timer.number])

    def take_job(self, *, now: datetime, until: datetime) -> TakenJob | None:
        """Return a job to be done and keep others from it until then."""
        row = first(send(TAKE_JOB, [now, until]))
        if row is None:
            return None
        instance, number, node, topic, count, tries, fence, answer = row
        return TakenJob(
            instance=instance,
            number=number,
            node=node,
            topic=topic,
            round=count,
            tries=tries,
            fence=fence,
            answer=answer,
        )

    def holds_job(self, job: TakenJob) -> bool:
        """Tell whether this try is still the job's last one; others pass over its locked row."""
        return first(send(HOLDS_JOB, [job.instance, job.number, job.fence])) is not None

    def put_off_job(self, job: TakenJob, *, until: datetime, fault: str) -> None:
        """Try a job again later, unless somebody else has taken it meanwhile."""
        send(PUT_OFF_JOB, [until, fault, job.instance, job.number, job.fence])

    def keep_answer(self, job: TakenJob, *, until: datetime, answer: str) -> None:
        """Keep what a job was answered, and take it again then, or as soon as its instance is resumed."""
        send(KEEP_ANSWER, [until, answer, job.instance, job.number, job.fence])

    def list_incidents(self, *, limit: int) -> tuple[OpenIncident, ...]:
        """Return open incidents, the oldest first."""
        return tuple(
            OpenIncident(instance=instance, number=number, node=node, code=code, says=says, at=at)
            for instance, number, node, code, says, at in send(INCIDENTS, [limit])
        )

    def find_receiver(self, *, name: str, key: str) -> UUID | None:
        """Return the instance that has waited longest for a message of this name and key."""
        row = first(send(RECEIVER, [name, key]))
        return row[0] if row else None

    def list_listeners(self, name: str) -> tuple[UUID, ...]:
        """Return the instances that wait for a signal."""
        return tuple(instance for (instance,) in send(LISTENERS, [name]))

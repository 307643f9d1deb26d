"""Writing deeds of this room into the evidence log."""

from datetime import datetime
from uuid import UUID

from tongjian import evidence
from tongjian.cases.actions.desk import Desk
from tongjian.cases.domain.case import Case
from tongjian.evidence import Deed, ObjectRef, session_reference, state_hash
from tongjian.identity import Actor

CASE = "cases.case"
"""Kind of object of every change of a case's state."""


def snapshot(case: Case | None) -> bytes | None:
    """Return the hash of what the process record makes of a case; None before it exists."""
    if case is None:
        return None
    return state_hash(
        {
            "id": str(case.id),
            "number": case.number,
            "item": case.frozen.item_code,
            "item_version": case.frozen.item_version,
            "state": int(case.state),
            "position": case.position,
            "accepted_on": None if case.accepted_on is None else case.accepted_on.isoformat(),
            "decided_on": None if case.decided_on is None else case.decided_on.isoformat(),
        }
    )


def record_change(
    desk: Desk,
    actor: Actor,
    *,
    act: str,
    before: Case | None,
    after: Case,
    at: datetime,
    opinion: str = "",
    basis: str = "",
    post: str = "",
) -> UUID:
    """Record one change of state of a case; return the entry's id."""
    return desk.log.record(
        Deed(
            actor=_who(actor, post),
            act=f"cases.{act}",
            object=ObjectRef(kind=CASE, id=after.id),
            at=at,
            version=after.position,
            before=snapshot(before),
            after=snapshot(after),
            basis=basis,
            opinion=opinion,
            rule_version=f"{after.frozen.edition[:16]}/{after.frozen.flow_version[:16]}",
        )
    )


def record_deed(
    desk: Desk,
    actor: Actor,
    *,
    act: str,
    target: ObjectRef,
    at: datetime,
    version: int = 0,
    after: bytes | None = None,
    opinion: str = "",
    post: str = "",
) -> UUID:
    """Record a deed that is no change of a case's state; return the entry's id."""
    return desk.log.record(
        Deed(
            actor=_who(actor, post),
            act=f"cases.{act}",
            object=target,
            at=at,
            version=version,
            after=after,
            opinion=opinion,
        )
    )


def _who(actor: Actor, post: str) -> evidence.Actor:
    return evidence.Actor(
        person=actor.person,
        name=actor.name,
        post=post,
        acting_for=actor.acting_for,
        session=session_reference(actor.session),
        address=actor.address,
    )

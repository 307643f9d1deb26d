"""Writing deeds of this room into the evidence log."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from tongjian import evidence
from tongjian.cases.actions.desk import Desk
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.project import Building, Project, UnitProject
from tongjian.evidence import Deed, ObjectRef, Plain, session_reference, state_hash
from tongjian.identity import Actor

CASE = "cases.case"
"""Kind of object of every change of a case's state."""

PROJECT = "cases.project"
"""Kind of object of every change of a project or its unit projects."""

SYSTEM_NAME = "系统"
"""Who acts when the clock does."""


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
    actor: Actor | None,
    *,
    act: str,
    before: Case | None,
    after: Case,
    at: datetime,
    opinion: str = "",
    basis: str = "",
    post: str = "",
) -> UUID:
    """Record one change of state of a case, without an actor the clock's own; return the entry's id."""
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


def project_snapshot(project: Project, units: Iterable[UnitProject]) -> bytes:
    """Return the hash of a project with its facts, unit projects and buildings."""
    return state_hash(
        {
            "id": str(project.id),
            "code": project.code,
            "name": project.name,
            "type": project.type,
            "region": project.region,
            "address": project.address,
            "applicant": str(project.applicant),
            "version": project.version,
            "facts": {name: str(value) for name, value in project.facts.items()},
            "units": [_unit_state(one) for one in sorted(units, key=lambda unit: unit.code)],
        }
    )


def _unit_state(unit: UnitProject) -> Mapping[str, Plain]:
    return {
        "id": str(unit.id),
        "code": unit.code,
        "name": unit.name,
        "scope": unit.scope,
        "previous": list(unit.previous),
        "buildings": [_building_state(one) for one in sorted(unit.buildings, key=lambda one: str(one.id))],
    }


def _building_state(building: Building) -> list[str]:
    areas = (building.floor_area, building.area_above, building.area_below, building.height)
    storeys = (building.storeys_above, building.storeys_below)
    return [
        str(building.id),
        building.name,
        building.code,
        *("" if one is None else f"{Decimal(one).normalize():f}" for one in areas),
        *("" if one is None else str(one) for one in storeys),
    ]


def record_project(
    desk: Desk,
    actor: Actor,
    *,
    act: str,
    before: tuple[Project, tuple[UnitProject, ...]] | None,
    after: tuple[Project, tuple[UnitProject, ...]],
) -> UUID:
    """Record one change of a project, with its unit projects before and after; return the entry's id."""
    project = after[0]
    return desk.log.record(
        Deed(
            actor=_who(actor, ""),
            act=f"cases.{act}",
            object=ObjectRef(kind=PROJECT, id=project.id),
            at=desk.now(),
            version=project.version,
            before=None if before is None else project_snapshot(*before),
            after=project_snapshot(*after),
            opinion=project.code,
        )
    )


def record_deed(
    desk: Desk,
    actor: Actor | None,
    *,
    act: str,
    target: ObjectRef,
    at: datetime,
    version: int = 0,
    before: bytes | None = None,
    after: bytes | None = None,
    opinion: str = "",
    basis: str = "",
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
            before=before,
            after=after,
            basis=basis,
            opinion=opinion,
        )
    )


def _who(actor: Actor | None, post: str) -> evidence.Actor:
    if actor is None:
        return evidence.Actor(person=None, name=SYSTEM_NAME)
    return evidence.Actor(
        person=actor.person,
        name=actor.name,
        post=post,
        acting_for=actor.acting_for,
        session=session_reference(actor.session),
        address=actor.address,
    )

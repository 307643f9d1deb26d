"""Reading what running processes cannot do alone, as the system administrator sees it.

That an incident exists every system administrator sees; the instance and its case he does not. Once his
post is checked, a reading here looks at the one instance within the sight of its own holders, and hands
out nothing but where it stands: no application, no paper, no opinion, no applicant.
"""

from contextlib import AbstractContextManager
from datetime import datetime
from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.reading import NO_SUCH_PAGE
from tongjian.cases.domain.incidents import IncidentRow, IncidentSheet, masked, shown_variable
from tongjian.cases.errors import NotFound, NotYourTask
from tongjian.flow import IncidentCircumstances, IncidentNotOpen, OpenIncident, look_into_incident
from tongjian.identity import Actor, Role
from tongjian.kit import AccessContext, Invalid, Page

_PAGE = 30
_NUMBERS = 2**31


def count_incidents(desk: Desk, actor: Actor) -> tuple[tuple[str, int], ...]:
    """Return how many incidents are open, by code, the most frequent first.

    Raises:
        NotYourTask: the actor is no system administrator.
    """
    require_administrator(actor)
    with desk.begin(actor.access()):
        return desk.incidents.count_incidents()


def list_incidents(
    desk: Desk, actor: Actor, *, code: str = "", after: str = "", size: int = _PAGE
) -> Page[IncidentRow]:
    """Return open incidents, those that have waited longest first.

    Args:
        desk: the desk.
        actor: who reads.
        code: only those of this kind of failure.
        after: key of the page before.
        size: rows of a page.

    Raises:
        NotYourTask: the actor is no system administrator.
        Invalid: ``after`` is no place in the list.
    """
    require_administrator(actor)
    place = _read_key(after) if after else None
    with desk.begin(actor.access()):
        found = desk.incidents.list_incidents(code=code, after=place, limit=size + 1)
        rows = []
        for one in found[:size]:
            with within_its_sight(desk, actor, one):
                rows.append(_row(desk, one, _circumstances(desk, one)))
    return Page(tuple(rows), _key(found[size - 1]) if len(found) > size else None)


def get_incident(desk: Desk, actor: Actor, *, instance: UUID, number: int) -> IncidentSheet:
    """Return one incident with the variables its node sees, personal values masked.

    Raises:
        NotYourTask: the actor is no system administrator.
        NotFound: there is none, or it is settled.
    """
    require_administrator(actor)
    with desk.begin(actor.access()):
        found = find_open(desk, instance=instance, number=number)
        with within_its_sight(desk, actor, found):
            stands = _circumstances(desk, found)
            if stands is None:
                raise NotFound(what="流程异常记录")
            case = desk.store.find_case(instance)
            return IncidentSheet(
                row=_row(desk, found, stands),
                process=stands.process,
                version=stands.version,
                topic=stands.topic,
                tries=stands.tries,
                variables=tuple(shown_variable(*one) for one in sorted(stands.variables.items())),
                may_terminate=case is None or case.state.terminal,
            )


def require_administrator(actor: Actor) -> None:
    """Refuse who is no system administrator.

    Raises:
        NotYourTask: the actor is none.
    """
    if not actor.has(Role.SYSTEM_ADMIN):
        raise NotYourTask(node_name="处理流程异常", who="系统管理员")


def within_its_sight(desk: Desk, actor: Actor, found: OpenIncident) -> AbstractContextManager[None]:
    """See, as the administrator, what the holders of the one instance see."""
    return desk.begin(AccessContext(person=actor.person, holders=found.holders))


def find_open(desk: Desk, *, instance: UUID, number: int) -> OpenIncident:
    """Return an open incident.

    Raises:
        NotFound: there is none, or it is settled.
    """
    found = desk.incidents.find_incident(instance=instance, number=number)
    if found is None:
        raise NotFound(what="流程异常记录")
    return found


def _circumstances(desk: Desk, found: OpenIncident) -> IncidentCircumstances | None:
    try:
        return look_into_incident(desk.flow, desk.incidents, found=found)
    except IncidentNotOpen:
        return None


def _row(desk: Desk, found: OpenIncident, stands: IncidentCircumstances | None) -> IncidentRow:
    case = desk.store.find_case(found.instance)
    project = desk.projects.find_project(case.project) if case and case.project else None
    return IncidentRow(
        instance=found.instance,
        number=found.number,
        case_number=case.number if case else "",
        item_name=case.frozen.item_name if case else "",
        project_code=project.code if project else "",
        process_name=stands.process_name if stands else "",
        node=found.node,
        node_name=stands.node_name if stands else found.node,
        code=found.code,
        says=masked(found.says),
        at=found.at,
    )


def _key(last: OpenIncident) -> str:
    return f"{last.at.isoformat()}_{last.instance}_{last.number}"


def _read_key(text: str) -> tuple[datetime, UUID, int]:
    try:
        at, instance, number = text.split("_")
        moment, place = datetime.fromisoformat(at), int(number)
        key = UUID(instance)
    except (ValueError, OverflowError):
        raise Invalid(problems=(NO_SUCH_PAGE,)) from None
    if moment.tzinfo is None or not 0 <= place < _NUMBERS:
        raise Invalid(problems=(NO_SUCH_PAGE,))
    return moment, key, place

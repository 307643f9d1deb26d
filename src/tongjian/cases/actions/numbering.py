"""Numbers of results, by the scheme that the catalogue names."""

from tongjian.cases.actions.desk import Desk
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.organs import organ_word
from tongjian.evidence import (
    PlanningBusiness,
    construction_permit_number,
    construction_permit_scope,
    document_number,
    document_scope,
    planning_permit_number,
    planning_permit_scope,
)

_PLANNING = {
    "planning_xs": PlanningBusiness.SITE,
    "planning_yg": PlanningBusiness.LAND,
    "planning_gg": PlanningBusiness.WORKS,
    "planning_xg": PlanningBusiness.RURAL,
}
_PLATFORM = {"platform_bd": "BD", "platform_jx": "JX", "platform_tx": "TX"}
_BUILDING_WORKS = "01"


def result_number(desk: Desk, case: Case, *, scheme: str) -> str:
    """Return the next number of a result, part of the open transaction, without gaps.

    Raises:
        NumberExhausted: the scheme has no number left in its scope.
    """
    if scheme == "construction_permit":
        scope = construction_permit_scope(region=case.region, registered_on=desk.today())
        serial = desk.numbers.next_number(scheme=scheme, scope=scope)
        return construction_permit_number(
            region=case.region, registered_on=desk.today(), serial=serial, speciality=_BUILDING_WORKS
        )
    if scheme in _PLANNING:
        return _planning(desk, case, scheme)
    if scheme in _PLATFORM:
        return _platform(desk, case, scheme)
    return _plain(desk, case)


def _platform(desk: Desk, case: Case, scheme: str) -> str:
    """Return a number of the building market platform: the project's code, the kind, three digits."""
    letters, owner = _PLATFORM[scheme], case.unit_project or case.number
    serial = desk.numbers.next_number(scheme=scheme, scope=owner)
    return f"{owner}-{letters}-{serial:03d}"


def _planning(desk: Desk, case: Case, scheme: str) -> str:
    business, year = _PLANNING[scheme], desk.today().year
    scope = planning_permit_scope(region=case.region, year=year, business=business)
    serial = desk.numbers.next_number(scheme=scheme, scope=scope)
    return planning_permit_number(region=case.region, year=year, business=business, serial=serial)


def _plain(desk: Desk, case: Case) -> str:
    year, organ, item = desk.today().year, organ_word(case.department_name), case.frozen.item_code
    scope = document_scope(organ=organ, word=item, year=year)
    serial = desk.numbers.next_number(scheme="result", scope=scope)
    return document_number(word=f"{organ}{item}", year=year, serial=serial)

"""Where what an applicant entered differs from what the project or the register says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from tongjian.cases.domain.project import Building
from tongjian.rules import Fact

APPLICANT_NAME = "applicant_name"
FLOOR_AREA = "building_area_m2"
_YES = frozenset({"yes", "1", "true", "on"})
_TOLERANCE = Decimal("0.5")
"""Square metres: declared areas are often rounded."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sources that do not agree.

    Attributes:
        name: the field or fact.
        entered: as entered in the form, or as the buildings sum up.
        declared: as the project, or the applicant's register entry, says.
        by_buildings: ``entered`` is the sum over the buildings.
    """

    name: str
    entered: str
    declared: str
    by_buildings: bool = False


def contradictions_of(
    answers: Mapping[str, str],
    facts: Mapping[str, Fact],
    *,
    applicant_name: str,
    buildings: Iterable[Building] = (),
) -> tuple[Contradiction, ...]:
    """Return every field that the form and another source state differently; empty fields say nothing."""
    found = [
        Contradiction(name, entered, _told(facts[name]))
        for name, entered in answers.items()
        if name in facts and entered.strip() and not _agree(entered.strip(), facts[name])
    ]
    named = answers.get(APPLICANT_NAME, "").strip()
    if named and named != applicant_name:
        found.append(Contradiction(APPLICANT_NAME, named, applicant_name))
    return (*found, *_areas(facts, buildings))


def _agree(entered: str, declared: Fact) -> bool:
    if isinstance(declared, bool):
        return (entered.lower() in _YES) is declared
    if isinstance(declared, str):
        return entered == declared
    try:
        return Decimal(entered) == Decimal(str(declared))
    except InvalidOperation:
        return False


def _areas(facts: Mapping[str, Fact], buildings: Iterable[Building]) -> list[Contradiction]:
    declared = facts.get(FLOOR_AREA)
    areas = [one.whole_area for one in buildings if one.whole_area is not None]
    if not areas or declared is None or isinstance(declared, bool | str):
        return []
    total, whole = sum(areas, Decimal(0)), Decimal(str(declared))
    # one unit project is a part of the whole: only more than all of it is a contradiction
    return (
        [Contradiction(FLOOR_AREA, f"{total.normalize():f}", f"{whole.normalize():f}", by_buildings=True)]
        if total > whole + _TOLERANCE
        else []
    )


def _told(declared: Fact) -> str:
    return ("yes" if declared else "no") if isinstance(declared, bool) else str(declared)

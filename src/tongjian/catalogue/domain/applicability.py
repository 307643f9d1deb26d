"""Which items a project needs, and what must be there before each of them."""

from collections.abc import Collection
from dataclasses import dataclass

from tongjian.catalogue.domain.catalogue import Catalogue, FactDeclaration
from tongjian.catalogue.domain.items import Item, ItemCode, Verdict
from tongjian.rules import Facts, facts_of, holds


@dataclass(frozen=True, slots=True)
class Applicability:
    """Whether a project needs an item.

    Attributes:
        unanswered: facts still to be told when the verdict is ASKS.
    """

    item: Item
    verdict: Verdict
    unanswered: frozenset[str] = frozenset()


def applicability(catalogue: Catalogue, *, project_type: str, facts: Facts) -> tuple[Applicability, ...]:
    """Return the verdict on every project item of the catalogue, in catalogue order.

    Raises:
        UnknownEntry: the catalogue has no such project type.
    """
    catalogue.project_type(project_type)
    return tuple(
        _judge(item, project_type=project_type, facts=facts) for item in catalogue.items if item.needs_project
    )


def applicable_items(catalogue: Catalogue, *, project_type: str, facts: Facts) -> frozenset[ItemCode]:
    """Return the codes of the items whose verdict is APPLIES."""
    judged = applicability(catalogue, project_type=project_type, facts=facts)
    return frozenset(one.item.code for one in judged if one.verdict is Verdict.APPLIES)


def open_questions(catalogue: Catalogue, *, project_type: str, facts: Facts) -> tuple[FactDeclaration, ...]:
    """Return the facts still to be told before every item is decided, in the order of declaration."""
    judged = applicability(catalogue, project_type=project_type, facts=facts)
    wanted = frozenset[str]().union(*(one.unanswered for one in judged))
    return tuple(fact for fact in catalogue.facts if fact.name in wanted)


def prerequisites_of(item: Item, applicable: Collection[ItemCode]) -> tuple[tuple[ItemCode, ...], ...]:
    """Return the item's prerequisite terms for a project to which only ``applicable`` items apply.

    An alternative that does not apply is dropped, and so is a term with no alternative left.
    """
    left = (tuple(code for code in term if code in applicable) for term in item.prerequisites)
    return tuple(term for term in left if term)


def _judge(item: Item, *, project_type: str, facts: Facts) -> Applicability:
    if project_type not in item.applies_to:
        return Applicability(item, Verdict.DROPPED)
    when = item.condition.when
    match True if when is None else holds(when, facts):
        case True:
            return Applicability(item, Verdict.APPLIES)
        case False:
            return Applicability(item, Verdict.DROPPED)
        case _:
            missing = frozenset[str]() if when is None else facts_of(when) - set(facts)
            return Applicability(item, Verdict.ASKS, missing)

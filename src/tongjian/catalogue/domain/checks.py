"""What the shape of a catalogue cannot say: references, repeats, cycles, conditions over facts."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from tongjian.catalogue.domain.catalogue import Catalogue, FactDeclaration
from tongjian.catalogue.domain.check_points import check_point_problems
from tongjian.catalogue.domain.items import Item, ItemCode, MaterialSpec
from tongjian.catalogue.domain.review_points import review_point_problems
from tongjian.kit import Problem
from tongjian.rules import All, AnyOf, Compare, Fact, Member, Not, Predicate

_PROCESSES = frozenset({"permit", "confirmation", "filing", "internal", "service", "inspection", "outside"})
_WINDOWS = frozenset({"construction", "utilities", "citizens", "none"})


def reference_problems(catalogue: Catalogue) -> tuple[Problem, ...]:
    """Return every reference that leads nowhere, every repeat and every cycle."""
    problems = list(_repeats(catalogue))
    for item in catalogue.items:
        problems += _item_problems(catalogue, item)
    problems += _material_problems(catalogue, "common_materials", catalogue.common_materials)
    problems += _type_problems(catalogue)
    problems += review_point_problems(
        catalogue.review_points,
        items=catalogue.items,
        facts={one.name for one in catalogue.facts},
        materials={one.key for item in catalogue.items for one in item.materials},
    )
    problems += check_point_problems(
        catalogue.check_points,
        items=catalogue.items,
        materials={
            one.key
            for asked in (*(item.materials for item in catalogue.items), catalogue.common_materials)
            for one in asked
        },
    )
    return tuple(problems or _cycle_problems(catalogue))


def find_cycle(items: Iterable[Item]) -> tuple[ItemCode, ...]:
    """Return items that wait for each other, first repeated at the end; empty when there are none.

    Alternatives count as if all were needed: a way round would depend on the project.
    """
    waits = {item.code: [code for term in item.prerequisites for code in term] for item in items}
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as cycle:
        return tuple(cycle.args[1])
    return ()


def _cycle_problems(catalogue: Catalogue) -> list[Problem]:
    cycle = find_cycle(catalogue.items)
    chain = (("chain", " → ".join(cycle)),)
    return [Problem(f"{cycle[0]}.prerequisites", "前置事项互相等待：%(chain)s", chain)] if cycle else []


def _repeats(catalogue: Catalogue) -> Iterator[Problem]:
    materials = [one for item in catalogue.items for one in item.materials]
    materials += catalogue.common_materials
    lists: dict[str, list[str]] = {
        "items": [one.code for one in catalogue.items],
        "stages": [one.id for one in catalogue.stages],
        "project_types": [one.id for one in catalogue.project_types],
        "departments": [one.code for one in catalogue.departments],
        "registries": [one.code for one in catalogue.registries],
        "outside_systems": [one.code for one in catalogue.outside_systems],
        "facts": [one.name for one in catalogue.facts],
        "forms": [one.code for one in catalogue.forms],
        "materials": [one.code for one in materials],
        "results": [one.code for item in catalogue.items for one in item.results],
    }
    for part, codes in lists.items():
        for code, count in Counter(codes).items():
            if count > 1:
                yield Problem(f"{code}.id" if part == "items" else f"{part}.{code}", "编码重复")


def _item_problems(catalogue: Catalogue, item: Item) -> Iterator[Problem]:
    items = {one.code for one in catalogue.items}
    outside = {one.code for one in catalogue.outside_systems} | {"here"}
    departments = {one.code for one in catalogue.departments}
    handling = item.handling
    required = [code for term in item.prerequisites for code in term]
    yield from _absent(item, "prerequisites", required, items)
    yield from _absent(item, "soft_prerequisites", item.soft_prerequisites, items)
    yield from _absent(item, "stage", [item.stage or ""], {one.id for one in catalogue.stages} | {""})
    yield from _absent(item, "applies_to", item.applies_to, {one.id for one in catalogue.project_types})
    yield from _absent(item, "handling.lead", [handling.lead_department], departments)
    yield from _absent(item, "handling.co", handling.co_departments, departments)
    yield from _absent(item, "handling.decided_in", [handling.decided_in], outside)
    yield from _absent(item, "handling.process", [handling.process], _PROCESSES)
    yield from _absent(item, "handling.window", [handling.window], _WINDOWS)
    yield from _absent(item, "form", [item.form], {one.code for one in catalogue.forms})
    common = {one.code for one in catalogue.common_materials}
    yield from _absent(item, "common_materials", item.common_materials, common)
    yield from _material_problems(catalogue, f"{item.code}.materials", item.materials)
    yield from _consistency_problems(item)
    if item.condition.when is not None:
        declared = {fact.name: fact for fact in catalogue.facts}
        yield from _condition_problems(item, item.condition.when, declared)


def _absent(item: Item, field: str, codes: Iterable[str], known: Collection[str]) -> Iterator[Problem]:
    for code in codes:
        if code not in known:
            yield Problem(f"{item.code}.{field}", "没有定义 %(code)s", (("code", code),))


def _consistency_problems(item: Item) -> Iterator[Problem]:
    if item.needs_project is not (item.stage is not None) or item.needs_project is not bool(item.applies_to):
        yield Problem(
            f"{item.code}.needs_project",
            "需要项目代码的事项应属于某个阶段并列出项目类型，单项申报的事项则都没有",
        )
    if item.handling.is_outside is not (item.handling.process == "outside"):
        yield Problem(
            f"{item.code}.handling.process", "在其他系统办理的事项应使用 outside 流程，其他事项不应使用"
        )
    keys = Counter(material.key for material in item.materials)
    for key, count in keys.items():
        if count > 1:
            yield Problem(f"{item.code}.materials.{key}", "同一材料在一个事项中重复")


def _material_problems(
    catalogue: Catalogue, where: str, materials: Iterable[MaterialSpec]
) -> Iterator[Problem]:
    registries = {one.code for one in catalogue.registries}
    items = {one.code for one in catalogue.items}
    for material in materials:
        if material.registry is not None and material.registry not in registries:
            code = (("code", material.registry),)
            yield Problem(f"{where}.{material.code}.registry", "没有定义 %(code)s", code)
        for from_item in material.from_items:
            if from_item not in items:
                code = (("code", from_item),)
                yield Problem(f"{where}.{material.code}.from_item", "没有定义 %(code)s", code)


def _type_problems(catalogue: Catalogue) -> Iterator[Problem]:
    stages = {one.id for one in catalogue.stages}
    for one in catalogue.project_types:
        for stage, _ in one.stage_limits:
            if stage not in stages:
                yield Problem(f"project_types.{one.id}.stage_limits.{stage}", "没有这个阶段")


def _condition_problems(
    item: Item, predicate: Predicate, declared: dict[str, FactDeclaration]
) -> Iterator[Problem]:
    match predicate:
        case All(terms) | AnyOf(terms):
            for term in terms:
                yield from _condition_problems(item, term, declared)
        case Not(term):
            yield from _condition_problems(item, term, declared)
        case Compare(fact, operator, value):
            yield from _leaf_problems(item, declared.get(fact), fact, [value], is_order=operator == ">=")
        case Member(fact, values):
            yield from _leaf_problems(item, declared.get(fact), fact, values, is_order=False)


def _leaf_problems(
    item: Item,
    declaration: FactDeclaration | None,
    fact: str,
    values: Iterable[Fact],
    *,
    is_order: bool,
) -> Iterator[Problem]:
    where = f"{item.code}.condition.when"
    name = (("fact", fact),)
    if declaration is None:
        yield Problem(where, "项目情形 %(fact)s 没有声明", name)
    elif (is_order and declaration.kind != "number") or not all(_fits(declaration, one) for one in values):
        yield Problem(where, "与项目情形 %(fact)s 的类型或选项不符", name)


def _fits(declaration: FactDeclaration, value: Fact) -> bool:
    match declaration.kind:
        case "yes_no":
            return isinstance(value, bool)
        case "number":
            return not isinstance(value, bool | str)
        case "choice":
            return any(choice.code == value for choice in declaration.choices)

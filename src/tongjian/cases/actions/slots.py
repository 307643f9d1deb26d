"""The union of materials of an application: each paper asked once, and what fills it already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongjian.cases.actions.applicability import valid_results
from tongjian.cases.actions.deferring import latest_day
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.pledging import spared_keys
from tongjian.cases.domain.material import MaterialOrigin, Reusable
from tongjian.cases.domain.project import Project, lineage
from tongjian.cases.domain.promised import deferral_answer
from tongjian.cases.domain.readings import Draft, MaterialSlot
from tongjian.catalogue import Item, MaterialNeed, union_of_materials
from tongjian.evidence import StoredFile


def slots_of(desk: Desk, draft: Draft, project: Project | None) -> tuple[MaterialSlot, ...]:
    """Return every paper the draft's items ask for, once, with what fills it."""
    catalogue = desk.catalogue.current()
    items = tuple(catalogue.item(code) for code in draft.items)
    reusable = reusable_of(desk, draft, project, items)
    stored = {file.id: file for file in desk.files.list_files(draft.files.values())}
    names = {item.code: item.name for item in items}
    spared = spared_keys(desk, draft)
    return tuple(
        _slot(
            need,
            names=names,
            reusable=reusable.get(need.key),
            file=stored.get(draft.files.get(need.key, _NONE)),
            promise=_promise(desk, draft, need, spared=need.key in spared),
        )
        for need in union_of_materials(catalogue, items)
    )


def reusable_of(
    desk: Desk, draft: Draft, project: Project | None, items: tuple[Item, ...]
) -> dict[str, Reusable]:
    """Return what need not be handed in again (免提交), by paper key.

    A valid earlier result of the project comes before an earlier upload of the same paper.
    """
    earlier = {
        one.key: one
        for one in desk.readings.list_reusable(
            project=project.id if project else None,
            applicant=draft.applicant,
            unit_projects=_serving(desk, draft, project),
        )
    }
    results = _results_by_item(desk, draft, project)
    found: dict[str, Reusable] = {}
    for need in union_of_materials(desk.catalogue.current(), items):
        from_result = next((results[code] for code in need.from_items if code in results), None)
        if from_result is not None:
            found[need.key] = Reusable(
                key=need.key,
                file=from_result.file,
                file_name=from_result.file_name,
                sha256=from_result.sha256,
                size=from_result.size,
                origin=MaterialOrigin.EARLIER_RESULT,
                source=from_result.source,
                source_id=from_result.source_id,
            )
        elif need.key in earlier:
            found[need.key] = earlier[need.key]
    return found


_NONE = UUID(int=0)


def _serving(desk: Desk, draft: Draft, project: Project | None) -> tuple[str, ...]:
    """Return the unit projects whose papers serve the draft's: it, and what it comes of; none for all."""
    units = desk.projects.list_unit_projects(project.id) if project and draft.unit_project else ()
    code = next((unit.code for unit in units if unit.id == draft.unit_project), "")
    return lineage(units, code=code, root=project.code) if project and code else ()


def _results_by_item(desk: Desk, draft: Draft, project: Project | None) -> dict[str, Reusable]:
    """Return the made-out results that serve the draft's unit project, nearest and newest of each item."""
    if project is None:
        return {}
    units = desk.projects.list_unit_projects(project.id)
    code = next((unit.code for unit in units if unit.id == draft.unit_project), project.code)
    near = [unit.code for unit in units] if code == project.code else []
    nearest_last = [*near, *reversed(lineage(units, code=code, root=project.code))]
    results = [
        result
        for result in valid_results(desk, project)
        if result.file is not None and (result.unit_project or project.code) in nearest_last
    ]
    results.sort(key=lambda one: _rank(nearest_last, one.unit_project or project.code))
    stored = {file.id: file for file in desk.files.list_files([one.file for one in results if one.file])}
    return {
        result.item: Reusable(
            key="",
            file=result.file,
            file_name=stored[result.file].name,
            sha256=result.file_sha256,
            size=stored[result.file].size,
            origin=MaterialOrigin.EARLIER_RESULT,
            source=f"{result.title} {result.number}",
            source_id=result.id,
        )
        for result in results
        if result.file in stored
    }


def _rank(nearest_last: list[str], code: str) -> int:
    return max(place for place, known in enumerate(nearest_last) if known == code)


@dataclass(frozen=True, slots=True)
class _Promise:
    """What is promised instead of a paper, or could be."""

    deferred: str
    latest: date | None
    spared: bool


def _promise(desk: Desk, draft: Draft, need: MaterialNeed, *, spared: bool) -> _Promise:
    if not need.spec.required or not need.spec.tolerable or spared:
        return _Promise("", None, spared)
    latest = latest_day(desk, key=need.key, items=need.asked_by)
    return _Promise(draft.answers.get(deferral_answer(need.key), "").strip(), latest, spared)


def _slot(
    need: MaterialNeed,
    *,
    names: Mapping[str, str],
    reusable: Reusable | None,
    file: StoredFile | None,
    promise: _Promise,
) -> MaterialSlot:
    return MaterialSlot(
        key=need.key,
        name=need.spec.name,
        form=need.spec.form,
        note=need.spec.note,
        required=need.spec.required,
        asked_by=tuple(names[code] for code in need.asked_by),
        reusable=reusable,
        file=file.id if file else None,
        file_name=file.name if file else "",
        file_size=file.size if file else 0,
        deferred=promise.deferred,
        latest=promise.latest,
        spared=promise.spared,
    )

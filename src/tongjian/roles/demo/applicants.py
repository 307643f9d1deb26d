"""What applicants do: register, split, apply for everything that is ready, mend what was found wanting."""

from collections.abc import Mapping
from uuid import UUID

from tongjian.roles.demo import story
from tongjian.roles.demo.client import Plain
from tongjian.roles.demo.papers import paper
from tongjian.roles.demo.scene import Journey, Run, Scene
from tongjian.roles.demo.shapes import (
    CaseSheet,
    DraftSheet,
    Me,
    Panorama,
    PanoramaItem,
    Problem,
    Receipt,
)
from tongjian.roles.demo.story import UnitPlan

_HELD = frozenset({"service", "internal", "inspection"})
_COMPLETION = "4"


class Stuck(Exception):
    """The walk cannot go on; the words say why."""


def begin(scene: Scene, journey: Journey) -> None:
    """Sign in for the first time; register the project and split it into unit projects."""
    me = journey.agent.read("/me", Me)
    plan = journey.plan
    wanted = plan.applicant if plan else ""
    journey.applicant = next(
        one.id for one in me.applicants if (one.code == wanted if plan else one.id == me.person)
    )
    if plan is None:
        receipt = _apply(scene, journey, (story.RURAL_HOUSE,), answers=dict(story.RURAL_ANSWERS))
        _follow(scene, journey, "", receipt)
        journey.dirty = False
        return
    journey.project = journey.agent.act("/projects", plan.as_body(str(journey.applicant))).id
    for unit in plan.units:
        journey.agent.act(f"/projects/{journey.project}/unit-projects", _unit_body(unit))


def go_on(scene: Scene, journey: Journey) -> None:
    """Look at the panorama, apply for what is ready, let the holders begin what is theirs."""
    journey.dirty = False
    if journey.project is None:
        journey.finished = all(run.done for run in scene.runs if run.journey is journey)
        return
    panorama = journey.agent.read(f"/projects/{journey.project}", Panorama)
    journey.panorama = panorama
    items = [item for lane in panorama.lanes for item in lane.items if item.verdict == "applies"]
    if all(item.done for item in items):
        journey.finished = not _running(scene, journey)
        return
    ready = [item for item in items if item.ready and _is_time(scene, journey, items, item)]
    for item in ready:
        if _is_held(item):
            _begin_held(scene, journey, item)
    for stage, unit in dict.fromkeys((item.stage, item.unit_project) for item in ready):
        codes = tuple(
            item.code
            for item in ready
            if (item.stage, item.unit_project) == (stage, unit) and not _is_held(item)
        )
        if codes:
            answers = {"contact_name": journey.contact, "contact_phone": journey.phone}
            _follow(scene, journey, stage, _apply(scene, journey, codes, answers=answers, unit=unit))
    if not ready and not _running(scene, journey) and journey.look_on <= scene.days.today:
        waiting = "；".join(f"{item.code} {item.waits_for or ''}" for item in items if not item.done)
        raise Stuck(f"{journey.title}：{waiting}")


def supplement(scene: Scene, run: Run, sheet: CaseSheet) -> None:
    """Hand in better copies of what the correction notice names."""
    journey = run.journey
    files = {
        point.key: str(_upload(scene, journey, f"{point.name}（补正）", run.item))
        for point in sheet.correction
    }
    journey.agent.act(f"/cases/{run.case}/acts/supplement", {"files": files, "remark": "已重新扫描上传"})
    scene.tell(run, "申请人提交补正材料")


def _is_held(item: PanoramaItem) -> bool:
    return item.kind in _HELD or bool(item.decided_in)


def _is_time(scene: Scene, journey: Journey, items: list[PanoramaItem], item: PanoramaItem) -> bool:
    """Hold back what belongs to completion until everything before is there and the building stands."""
    if item.stage != _COMPLETION or journey.plan is None:
        return True
    if any(one.stage != _COMPLETION and not one.done for one in items):
        return False
    if journey.built_on is None:
        journey.built_on = scene.days.after(scene.days.today, journey.plan.builds_for)
        journey.look_on = journey.built_on
        journey.dirty = True
    return journey.built_on <= scene.days.today


def _running(scene: Scene, journey: Journey) -> bool:
    return any(run.journey is journey and not run.done for run in scene.runs)


def _begin_held(scene: Scene, journey: Journey, item: PanoramaItem) -> None:
    holder = scene.people.holder(item.department_name, outside=bool(item.decided_in))
    unit = str(item.unit_project) if item.unit_project else None
    receipt = holder.act(f"/projects/{journey.project}/cases", {"item": item.code, "unit_project": unit})
    scene.open(journey, receipt.id, item.code, next_on=scene.days.today)


def _apply(
    scene: Scene,
    journey: Journey,
    items: tuple[str, ...],
    *,
    answers: dict[str, str],
    unit: UUID | None = None,
) -> Receipt:
    asked: Mapping[str, Plain] = {
        "items": list(items),
        "applicant": str(journey.applicant),
        "project": str(journey.project) if journey.project else None,
        "unit_project": str(unit) if unit else None,
    }
    begun = journey.agent.act("/drafts", asked)
    sheet = journey.agent.read(f"/drafts/{begun.id}", DraftSheet)
    files = {
        slot.key: str(_upload(scene, journey, slot.name, "、".join(items)))
        for slot in sheet.slots
        if slot.required and slot.reusable is None and slot.file is None
    }
    saved: Mapping[str, Plain] = {"version": sheet.draft.version, "answers": answers, "files": files}
    journey.agent.act(f"/drafts/{begun.id}", saved, method="PATCH")
    problems = journey.agent.read(f"/drafts/{begun.id}/problems", tuple[Problem, ...])
    if problems:
        raise Stuck("；".join(f"{one.field} {one.text}" for one in problems))
    return journey.agent.act(f"/drafts/{begun.id}/submit")


def _follow(scene: Scene, journey: Journey, stage: str, receipt: Receipt) -> None:
    journey.applications.append((stage, receipt.id))
    for item, case in receipt.made:
        scene.open(journey, case, item, next_on=scene.days.after(scene.days.today, 1))


def _upload(scene: Scene, journey: Journey, name: str, what: str) -> UUID:
    plan = journey.plan
    content = paper(
        name,
        f"申请人：{journey.title if plan is None else plan.name}",
        f"项目代码：{plan.code}" if plan else "单项申报",
        f"事项：{what}",
        f"日期：{scene.days.today}",
    )
    holder = journey.applicant or journey.agent.person
    stored = journey.agent.upload(name=f"{name[:40]}.pdf".replace("/", "、"), content=content, holder=holder)
    return stored.id


def _unit_body(unit: UnitPlan) -> Mapping[str, Plain]:
    buildings: list[Plain] = [one.as_body() for one in unit.buildings]
    return {"name": unit.name, "scope": unit.scope, "buildings": buildings}

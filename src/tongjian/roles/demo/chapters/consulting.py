"""Consultation: a department that keeps silent, and one that objects without a reason."""

from uuid import UUID

from tongjian.roles.demo.chapters.sheets import Consultation, Panorama
from tongjian.roles.demo.chapters.stage import Stage

_PLAIN = "P-04"
_SILENT, _OBJECTING = "urban_management", "housing"
_PAST_THE_LIMIT_DAYS = 6


def consult(stage: Stage) -> None:
    """Ask two departments; silence and an unreasoned objection count as consent by the rule of its kind."""
    project = stage.register("征求意见演示厂房")
    case = stage.accepted(project, _PLAIN)
    stage.act(
        stage.officer(case, "reviewer"),
        case,
        "consult",
        departments=[_SILENT, _OBJECTING],
        kind="joint",
        question="弃渣运输路线是否可行？",
    )
    stage.opine(case)
    is_open = stage.refused("cases.consultation_open", lambda: stage.grant(case))
    silent, objecting = _asked(stage, case)
    for back in (True, False):
        _object(stage, objecting)
        found = _asked(stage, case)[1]
        stage.check(found.returned, "不说明理由的反对意见退回一次")
        stage.check((found.status == "returned") is back, "第二次仍不说明理由，视为同意")
    holdup = stage.agent.read(f"/projects/{project}", Panorama).holdup
    stage.check(holdup is not None and silent.department_name in holdup.who, "全景图说明项目在等谁")
    stage.pass_days(_PAST_THE_LIMIT_DAYS)
    stage.grant(case)
    silent, objecting = _asked(stage, case)
    stage.check(silent.silent and silent.status == "deemed_consent", "逾期未答复视为同意")
    stage.check(not objecting.silent and objecting.status == "deemed_consent", "无理由反对视为同意")
    stage.finish(case)
    stage.show(
        "征求意见（规则13）",
        case,
        f"{silent.department_name}到期（{silent.due_on}）未答复，视为同意，责任由该部门承担",
        f"{objecting.department_name}两次反对均不说明理由：退回一次，再次视为同意",
        f"项目全景一句话说明在等谁：{holdup.who}{holdup.what}，最迟 {holdup.until}" if holdup else "",
        f"征求意见未结束不得作出决定（{is_open}）",
    )


def _asked(stage: Stage, case: UUID) -> tuple[Consultation, Consultation]:
    found = [
        one.line.consultation for one in stage.sheet(case, stage.officer(case, "reviewer")).consultations
    ]
    objecting = next(one for one in found if "住房" in one.department_name)
    silent = next(one for one in found if one.id != objecting.id)
    return silent, objecting


def _object(stage: Stage, asked: Consultation) -> None:
    who = stage.scene.people.officer("reviewer", asked.department_name)
    who.act(f"/consultations/{asked.id}/answer", {"answer": "disagree", "text": "不同意。"})

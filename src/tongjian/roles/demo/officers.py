"""What officers, co-departments, providers and outside systems do with a case that is due."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tongjian.roles.demo import story
from tongjian.roles.demo.applicants import supplement
from tongjian.roles.demo.client import Caller, Plain
from tongjian.roles.demo.scene import Run, Scene
from tongjian.roles.demo.shapes import CaseSheet, Step
from tongjian.roles.demo.timing import FILING, PAUSE_DAYS, PAUSED, RECEIVED, View, due_on

Deed = tuple[str, Mapping[str, Plain]]
"""An act and its body."""


def visit(scene: Scene, run: Run) -> None:
    """Do everything that is due on a case today, and say when somebody looks at it again."""
    today = scene.days.today
    while True:
        sheet = run.sheet = scene.people.clerk().read(f"/cases/{run.case}", CaseSheet)
        if not sheet.steps:
            run.done = run.journey.dirty = True
            return
        view = View(scene.days, sheet.case, run.acted_on)
        due = [(step, due_on(view, step.node)) for step in sheet.steps]
        now = [step for step, on in due if on <= today]
        if not now:
            run.next_on = min(on for _, on in due)
            return
        run.acted_on = today
        for step in now:
            if not _take(scene, run, sheet, step):
                break


def _take(scene: Scene, run: Run, sheet: CaseSheet, step: Step) -> bool:
    """Take a step; tell whether the other open steps may be taken on the same view of the case."""
    who = _who(scene, run, step)
    if sheet.case.state == PAUSED and step.node != "rectify":
        reviewer = scene.people.officer("reviewer", sheet.case.department_name)
        _act(run, reviewer, ("resume", {"result": "特别程序已完成，恢复办理"}))
        scene.tell(run, "特别程序结束，时限恢复计算")
        return False
    if step.node == "review" and scene.befalls("pause", run):
        kind = story.PAUSES[run.journey.key, run.item]
        reason = "需要组织特别程序，所需时间不计入时限"
        _act(run, who, ("pause", {"kind": kind, "reason": reason, "planned_days": PAUSE_DAYS}))
        scene.tell(run, "启动特别程序，时限停止计算")
        return False
    if step.node == "supplement":
        supplement(scene, run, sheet)
        return False
    _act(run, who, _DEEDS[step.node](scene, run, sheet, step))
    return step.node in {"review", "co_sign"}


def _who(scene: Scene, run: Run, step: Step) -> Caller:
    if step.role == "applicant":
        return run.journey.agent
    return scene.people.officer(step.role, step.organisation_name)


def _act(run: Run, who: Caller, deed: Deed) -> None:
    who.act(f"/cases/{run.case}/acts/{deed[0]}", deed[1])


def _receive(scene: Scene, run: Run, sheet: CaseSheet, _step: Step) -> Deed:
    if sheet.materials and scene.befalls("correct", run):
        first = sheet.materials[0]
        scene.tell(run, f"一次性告知补正：{first.name}")
        point: Plain = {"key": first.key, "name": first.name, "remark": "扫描件模糊，请重新上传"}
        return "correct", {"points": [point], "judge_rest": True}
    if sheet.case.frozen.kind == FILING:
        return "register", {"opinion": "材料齐全"}
    return "accept", {"opinion": "材料齐全，符合法定形式", "judge_rest": True}


def _sign(scene: Scene, run: Run, _sheet: CaseSheet, step: Step) -> Deed:
    if scene.befalls("conditional", run):
        scene.tell(run, f"{step.organisation_name}会签：有条件同意")
        return "co_sign", {"opinion": "同意，施工前应落实现场保护措施。", "verdict": "conditional"}
    return "co_sign", {"opinion": "无不同意见。", "verdict": "agree"}


def _decide(scene: Scene, run: Run, _sheet: CaseSheet, _step: Step) -> Deed:
    if scene.befalls("refuse", run):
        scene.tell(run, "不予许可，告知理由和救济途径；申请人修改方案后重新申请")
        return "refuse", {"reason": "所报方案与已批准的相关方案不一致，不符合准予许可的条件。"}
    return "grant", {"opinion": "符合法定条件，准予。"}


def _deliver(_scene: Scene, run: Run, _sheet: CaseSheet, _step: Step) -> Deed:
    return "deliver", {"how": "online", "receiver": run.journey.contact}


def _inspect(scene: Scene, run: Run, _sheet: CaseSheet, _step: Step) -> Deed:
    if scene.befalls("rectify", run):
        scene.tell(run, "检查发现问题，责令整改")
        return "order_rectification", {"reason": "屋面临边防护缺失，应予补齐", "planned_days": 5}
    return "pass_inspection", {"opinion": "现场检查合格。检查人员：赵伟、黄洁强"}


def _rectify(scene: Scene, run: Run, _sheet: CaseSheet, _step: Step) -> Deed:
    scene.tell(run, "申请人报告整改完成")
    return "rectify", {"opinion": "临边防护已补齐，附整改前后照片"}


def _outside(scene: Scene, run: Run, sheet: CaseSheet, _step: Step) -> Deed:
    if sheet.case.state == RECEIVED:
        return "outside_accept", {"opinion": "外部系统已受理"}
    if View(scene.days, sheet.case, run.acted_on).reports:
        return "outside_report", {"opinion": "正在委托评估"}
    today, plan = scene.days.today, run.journey.plan
    word = "临湾审投" if sheet.case.frozen.source_system == story.INVESTMENT_PLATFORM else "临湾环备"
    number = f"{word}〔{today.year}〕{plan.code[-3:] if plan else '0'}-{run.item}号"
    return "outside_conclude", {"granted": True, "number": number, "issued_on": today.isoformat()}


def _says(act: str, **body: str) -> Callable[[Scene, Run, CaseSheet, Step], Deed]:
    return lambda _scene, _run, _sheet, _step: (act, body)


_DEEDS: Mapping[str, Callable[[Scene, Run, CaseSheet, Step], Deed]] = MappingProxyType(
    {
        "receive": _receive,
        "review": _says("review", opinion="经审查，申请材料齐全，符合法定条件，建议准予。"),
        "co_sign": _sign,
        "decide": _decide,
        "conclude": _says("conclude", opinion="各部门意见已汇总，同意按所报方案实施。"),
        "issue": _says("issue"),
        "deliver": _deliver,
        "offer": _says("offer", opinion="服务方案：按合同约定期限完成，费用执行公示标准。"),
        "contract": _says("contract", opinion="同意服务方案"),
        "result": _says("finish", opinion="服务成果已交付"),
        "inspect": _inspect,
        "rectify": _rectify,
        "outside": _outside,
    }
)

"""Who holds a project up: waiting for whom, since when, by which right, and what the applicant can do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tongjian.calendar import DueDate, TimeLimit
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.clocks import CaseClocks
from tongjian.cases.domain.consultation import Consultation, Silence
from tongjian.cases.domain.readings import PanoramaItem
from tongjian.cases.domain.states import CaseState
from tongjian.cases.domain.waiting import YOU, Holdup

_BEFORE = frozenset({CaseState.RECEIVED, CaseState.CORRECTION_DONE})
_ARTICLE_32 = "依据《行政许可法》第三十二条，收到材料后应当在5个工作日内受理或者一次性告知补正，逾期视为受理"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A running case with what it waits for.

    Attributes:
        who: those who hold its open tasks, with the name of the task.
        since: when the oldest of them was offered.
        applicants: one of the tasks is the applicant's.
        main: the item stands on the main line.
    """

    case: Case
    clocks: CaseClocks
    who: tuple[str, ...]
    since: date | None
    applicants: bool
    main: bool
    asked: tuple[Consultation, ...] = ()


def holdup_of(running: Iterable[Waiting], items: Iterable[PanoramaItem], *, today: date) -> Holdup | None:
    """Return what holds a project up most; None where nothing is left to do.

    What waits for the applicant comes first, then what is late, then what ends first on the main line;
    where nothing runs, what may be applied for.
    """
    found = sorted((one for one in running if one.who or one.asked), key=lambda one: _rank(one, today))
    if found:
        return _of_case(found[0], today=today)
    return _of_items(tuple(items))


def _rank(one: Waiting, today: date) -> tuple[bool, bool, bool, date, str]:
    due_on = one.clocks.next_due_on or date.max
    return (not one.applicants, due_on >= today, not one.main, due_on, one.case.number)


def _of_case(one: Waiting, *, today: date) -> Holdup:
    case = one.case
    if one.applicants:
        what = "补正材料" if case.state is CaseState.CORRECTION_OPEN else "办理"
        right = (
            "依据《行政许可法》第三十二条，审批部门已一次性告知补正，补正期间不计时"
            if what == "补正材料"
            else ""
        )
        return _say(one, code="you", who=YOU, what=what, right=right, advice="请打开办件按提示办理")
    if one.asked:
        return _of_consultation(one, today=today)
    if case.state is CaseState.PAUSED:
        return _of_pause(one)
    return _of_department(one, today=today)


def _of_consultation(one: Waiting, *, today: date) -> Holdup:
    first = min(one.asked, key=lambda asked: asked.due_on or date.max)
    names = "、".join(asked.department_name for asked in one.asked)
    consents = first.silence is Silence.CONSENT
    right = (
        "征求意见的时限是%(days)s个%(unit)s，算在承办部门的办理时限内；逾期未答复的视为同意，责任由该部门承担"
        if consents
        else "征求意见的时限是%(days)s个%(unit)s，算在承办部门的办理时限内"
    )
    return Holdup(
        code="consultation",
        who=names,
        what="答复征求意见",
        item=one.case.frozen.item_name,
        since=min(asked.starts_on for asked in one.asked),
        until=first.due_on,
        right=right,
        facts=_limit(first.limit),
        advice="您不需要做什么；可以打开办件查看进度",
        overdue=first.due_on is not None and today > first.due_on,
        case=one.case.id,
    )


def _of_pause(one: Waiting) -> Holdup:
    pause = next((pause for pause in one.case.pauses if pause.ended_on is None), None)
    if pause is None:
        return _say(
            one, code="department", who=one.case.department_name, what="办理", advice="可以打开办件查看进度"
        )
    right = (
        "依据%(basis)s，期间不计时，预计%(days)s个工作日"
        if pause.basis
        else "没有法律规定的扣除依据，仅暂停承诺时限，预计%(days)s个工作日"
    )
    facts = (("basis", pause.basis), ("days", str(pause.planned_days)))
    return Holdup(
        code="pause",
        who=one.case.department_name,
        what=f"完成{pause.kind_name}",
        item=one.case.frozen.item_name,
        since=pause.started_on,
        until=None,
        right=right,
        facts=facts,
        advice="您不需要做什么；特别程序告知书在办件里可以查看",
        overdue=False,
        case=one.case.id,
    )


def _of_department(one: Waiting, *, today: date) -> Holdup:
    case, clocks = one.case, one.clocks
    if clocks.acceptance is not None and case.state in _BEFORE:
        return _dated(one, "acceptance", clocks.acceptance, right=_ARTICLE_32, facts=(), today=today)
    if clocks.delivery is not None:
        right = "依据《行政许可法》第四十四条，应当在作出决定之日起10个工作日内送达"
        return _dated(one, "delivery", clocks.delivery, right=right, facts=(), today=today)
    for limit, due, right in (
        (case.frozen.promised, clocks.promised, "按承诺的办理时限%(days)s个%(unit)s"),
        (case.frozen.statutory, clocks.statutory, "按法定的办理时限%(days)s个%(unit)s"),
    ):
        if limit is not None:
            return _dated(one, "decision", due, right=right, facts=_limit(limit), today=today)
    return _dated(one, "decision", None, right="该事项没有规定办理时限", facts=(), today=today)


def _dated(
    one: Waiting,
    code: str,
    due: DueDate | None,
    *,
    right: str,
    facts: tuple[tuple[str, str], ...],
    today: date,
) -> Holdup:
    until = due.on if due else None
    late = until is not None and today > until
    advice = (
        "已经超过时限，您可以向该部门的上级机关或者监督部门反映"
        if late
        else "您不需要做什么；可以打开办件查看进度"
    )
    who = "、".join(one.who)
    return Holdup(
        code=code,
        who=who,
        what="办理",
        item=one.case.frozen.item_name,
        since=one.since,
        until=until,
        right=right,
        facts=facts,
        advice=advice,
        overdue=late,
        case=one.case.id,
    )


def _say(one: Waiting, *, code: str, who: str, what: str, advice: str, right: str = "") -> Holdup:
    return Holdup(
        code=code,
        who=who,
        what=what,
        item=one.case.frozen.item_name,
        since=one.since,
        until=None,
        right=right,
        facts=(),
        advice=advice,
        overdue=False,
        case=one.case.id,
    )


def _limit(limit: TimeLimit) -> tuple[tuple[str, str], ...]:
    return (("days", str(limit.days)), ("unit", limit.unit.value))


def _of_items(items: tuple[PanoramaItem, ...]) -> Holdup | None:
    ready = [one for one in items if one.waits_for is not None and one.waits_for.code == "applicant"]
    if ready:
        first = min(ready, key=lambda one: (one.stage or "9", one.code))
        return _open(first, "apply", YOU, "申报", "请在下面勾选可以申报的事项，一并申报")
    if any(one.waits_for is not None and one.waits_for.code == "answers" for one in items):
        return _open(None, "answers", YOU, "回答项目情形问题", "回答后才能确定要办哪些事项")
    for one in items:
        if one.waits_for is not None and one.waits_for.code in {"outside", "holder"}:
            who = "、".join(one.waits_for.names)
            what = "办理" if one.waits_for.code == "outside" else "发起"
            return _open(
                one, one.waits_for.code, who, what, "请到该系统办理" if what == "办理" else "可以联系该单位"
            )
    return None


def _open(item: PanoramaItem | None, code: str, who: str, what: str, advice: str) -> Holdup:
    return Holdup(
        code=code,
        who=who,
        what=what,
        item=item.name if item else "",
        since=None,
        until=None,
        right="",
        facts=(),
        advice=advice,
        overdue=False,
        case=None,
    )

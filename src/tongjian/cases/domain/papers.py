"""The numbered papers that acts produce: their titles, words of number, and sentences."""

from dataclasses import dataclass
from enum import StrEnum

from tongjian.cases.domain.case import Case, CasePause
from tongjian.cases.domain.deferral import Deferral
from tongjian.cases.domain.kinds import CONFIRMATION, FILING, PERMIT, remedy_of


class PaperKind(StrEnum):
    """Kinds of papers, by the act that makes them."""

    ACCEPTANCE = "acceptance_notice"
    DEEMED = "deemed_notice"
    REJECTION = "rejection"
    TURNED_AWAY = "turned_away"
    PAUSE = "pause_notice"
    EXTENSION = "extension_notice"
    HEARING_RIGHTS = "hearing_rights_notice"
    HEARING = "hearing_notice"
    HEARING_RECORD = "hearing_record"
    GRANT = "grant_decision"
    REFUSAL = "refusal_decision"
    DELIVERY = "delivery_receipt"
    PLEDGE = "pledge"
    PLEDGE_RECTIFICATION = "pledge_rectification"
    REVOCATION = "revocation_decision"


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper says, before it has a number.

    Attributes:
        word: the word of its number, as in 受〔2026〕1号.
        basis: the article it rests on.
        addressee: whom it is for; empty for the applicant.
    """

    kind: PaperKind
    title: str
    word: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, str], ...] = ()
    basis: str = ""
    remedy: str = ""
    addressee: str = ""


def acceptance_notice(case: Case, owing: tuple[Deferral, ...] = ()) -> Paper:
    """Return the notice of acceptance. It states the limit in days, never a provisional date.

    Papers that were promised for later are named with their dates.

    Source: 行政许可法 Art. 32.
    """
    limit = case.frozen.promised or case.frozen.statutory
    days = f"本机关将自受理之日起{limit.days}个{limit.unit.value}内办结。" if limit else ""
    found = "主要材料齐全、符合法定形式，现予容缺受理" if owing else "材料齐全、符合法定形式，现予受理"
    return Paper(
        kind=PaperKind.ACCEPTANCE,
        title="受理通知书",
        word="受",
        paragraphs=(f"你（单位）提出的“{case.frozen.item_name}”申请，{found}。{days}",),
        rows=(*_rows(case), *((one.name, f"承诺于 {one.due_on} 前补齐") for one in owing)),
        basis=_law(case, "第三十二条第一款第（五）项"),
    )


def rejection(case: Case, reason: str, *, review_organ: str) -> Paper:
    """Return the formal refusal to accept, with reasons and remedy. Source: 行政许可法 Art. 32."""
    return Paper(
        kind=PaperKind.REJECTION,
        title="不予受理决定书",
        word="不受",
        paragraphs=(f"你（单位）提出的“{case.frozen.item_name}”申请，因下列原因不予受理：{reason}",),
        rows=_rows(case),
        basis=_law(case, "第三十二条"),
        remedy=remedy_of(case.frozen.kind, review_organ=review_organ),
    )


def turned_away(case: Case, reason: str) -> Paper:
    """Return the notice that the matter is not within this organ's duty, and where to go."""
    return Paper(
        kind=PaperKind.TURNED_AWAY,
        title="不受理告知书",
        word="告",
        paragraphs=(
            f"你（单位）提出的“{case.frozen.item_name}”申请不属于本机关受理范围或者依法不需要办理：{reason}",
        ),
        basis=_law(case, "第三十二条第一款第（一）、（二）项"),
    )


def pause_notice(case: Case, pause: CasePause) -> Paper:
    """Return the written notice of a special procedure and the time it needs. Source: Art. 45."""
    return Paper(
        kind=PaperKind.PAUSE,
        title="特别程序告知书",
        word="特",
        paragraphs=(
            (
                f"你（单位）申请的“{case.frozen.item_name}”需要进行{pause.kind_name}，"
                f"所需时间约{pause.planned_days}个工作日。原因：{pause.reason}"
            ),
        ),
        rows=_rows(case),
        basis=pause.basis or "本程序无法律规定的期限扣除依据，仅暂停承诺时限，法定时限不停止",
    )


def decision(case: Case, *, granted: bool, reason: str, review_organ: str) -> Paper | None:
    """Return the decision in writing; None for kinds of act that know no decision.

    Source: 行政许可法 Art. 38.
    """
    if case.frozen.kind == FILING:
        return None
    confirms = case.frozen.kind == CONFIRMATION
    act = "确认" if confirms else "行政许可"
    verb = ("予以" if confirms else "准予") if granted else "不予"
    body = f"你（单位）提出的“{case.frozen.item_name}”申请，经审查，决定{verb}{act}。"
    reasons = (f"理由：{reason}",) if reason else ()
    return Paper(
        kind=PaperKind.GRANT if granted else PaperKind.REFUSAL,
        title=f"{verb}{act}决定书",
        word="准" if granted else "不准",
        paragraphs=(body, *reasons),
        rows=_rows(case),
        basis=_law(case, "第三十八条"),
        remedy="" if granted else remedy_of(case.frozen.kind, review_organ=review_organ),
    )


def delivery_receipt(case: Case, *, title: str, number: str, how: str, receiver: str) -> Paper:
    """Return the proof of delivery. Source: 行政许可法 Art. 44."""
    return Paper(
        kind=PaperKind.DELIVERY,
        title="送达回证",
        word="送",
        paragraphs=(f"“{case.frozen.item_name}”的办理结果已经送达。",),
        rows=(("送达文书", f"{title} {number}".strip()), ("送达方式", how), ("收件人", receiver)),
        basis=_law(case, "第四十四条"),
    )


def _law(case: Case, article: str) -> str:
    """Return the article of the licensing law; other acts than licensing follow it by analogy."""
    law = f"《中华人民共和国行政许可法》{article}"
    return law if case.frozen.kind == PERMIT else f"参照{law}"


def _rows(case: Case) -> tuple[tuple[str, str], ...]:
    rows = [("办件编号", case.number), ("申请人", case.applicant_name)]
    if case.project_name:
        rows.append(("项目名称", case.project_name))
    return tuple(rows)

"""The numbered papers that acts produce: their titles, words of number, and sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tongjian.cases.domain.case import Case, CasePause
from tongjian.cases.domain.deferral import Deferral
from tongjian.cases.domain.kinds import CONFIRMATION, FILING, PERMIT, remedy_of
from tongjian.cases.domain.paper_book import shipped_templates
from tongjian.cases.domain.paper_templates import Filling


class PaperKind(StrEnum):
    """Kinds of papers, by the act that makes them."""

    ACCEPTANCE = "acceptance_notice"
    DEEMED = "deemed_notice"
    CORRECTION = "correction_notice"
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
        template: the template it was made from and its version, as acceptance_notice/1; empty for none.
    """

    kind: PaperKind
    title: str
    word: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, str], ...] = ()
    basis: str = ""
    remedy: str = ""
    addressee: str = ""
    template: str = ""


def paper_of(
    case: Case, kind: PaperKind, fields: Mapping[str, Filling], *, remedy: str = "", addressee: str = ""
) -> Paper:
    """Return the paper of a kind by its template, with what the case itself knows filled in.

    Raises:
        PaperIncomplete: a field that the template requires is empty.
    """
    template = shipped_templates()[kind.value]
    standing: dict[str, Filling] = {
        "item": case.frozen.item_name,
        "case_number": case.number,
        "applicant": case.applicant_name,
        "project": case.project_name,
    }
    said = template.fill({**standing, **fields}, permit=case.frozen.kind == PERMIT, remedy=remedy)
    return Paper(
        kind=kind,
        title=said.title,
        word=template.word,
        paragraphs=said.paragraphs,
        rows=said.rows,
        basis=said.basis,
        remedy=said.remedy,
        addressee=addressee,
        template=f"{template.code}/{template.version}",
    )


def acceptance_notice(case: Case, owing: tuple[Deferral, ...] = ()) -> Paper:
    """Return the notice of acceptance. It states the limit in days, never a provisional date.

    Papers that were promised for later are named with their dates.

    Source: 行政许可法 Art. 32.
    """
    limit = case.frozen.promised or case.frozen.statutory
    found = "主要材料齐全、符合法定形式，现予容缺受理" if owing else "材料齐全、符合法定形式，现予受理"
    fields: dict[str, Filling] = {
        "found": found,
        "days": limit.days if limit else None,
        "unit": limit.unit.value if limit else None,
        "owing": tuple((one.name, f"承诺于 {one.due_on} 前补齐") for one in owing),
    }
    return paper_of(case, PaperKind.ACCEPTANCE, fields)


def rejection(case: Case, reason: str, *, review_organ: str) -> Paper:
    """Return the formal refusal to accept, with reasons and remedy. Source: 行政许可法 Art. 32."""
    remedy = remedy_of(case.frozen.kind, review_organ=review_organ)
    return paper_of(case, PaperKind.REJECTION, {"reason": reason}, remedy=remedy)


def turned_away(case: Case, reason: str) -> Paper:
    """Return the notice that the matter is not within this organ's duty, and where to go."""
    return paper_of(case, PaperKind.TURNED_AWAY, {"reason": reason})


def pause_notice(case: Case, pause: CasePause) -> Paper:
    """Return the written notice of a special procedure and the time it needs. Source: Art. 45."""
    basis = pause.basis or "本程序无法律规定的期限扣除依据，仅暂停承诺时限，法定时限不停止"
    fields: dict[str, Filling] = {
        "kind": pause.kind_name,
        "days": pause.planned_days,
        "reason": pause.reason,
        "article": basis,
    }
    return paper_of(case, PaperKind.PAUSE, fields)


def decision(case: Case, *, granted: bool, reason: str, review_organ: str) -> Paper | None:
    """Return the decision in writing; None for kinds of act that know no decision.

    Source: 行政许可法 Art. 38.
    """
    if case.frozen.kind == FILING:
        return None
    confirms = case.frozen.kind == CONFIRMATION
    fields: dict[str, Filling] = {
        "act": "确认" if confirms else "行政许可",
        "verb": ("予以" if confirms else "准予") if granted else "不予",
        "reason": reason,
    }
    if granted:
        return paper_of(case, PaperKind.GRANT, fields)
    remedy = remedy_of(case.frozen.kind, review_organ=review_organ)
    return paper_of(case, PaperKind.REFUSAL, fields, remedy=remedy)


def delivery_receipt(case: Case, *, title: str, number: str, how: str, receiver: str) -> Paper:
    """Return the proof of delivery. Source: 行政许可法 Art. 44."""
    fields: dict[str, Filling] = {"document": f"{title} {number}".strip(), "how": how, "receiver": receiver}
    return paper_of(case, PaperKind.DELIVERY, fields)

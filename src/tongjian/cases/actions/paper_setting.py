"""Papers as they are set and handed over: checked, as PDF, opened by those they are for."""

from dataclasses import dataclass
from uuid import UUID

from tongjian.cases.actions.deeds import record_deed
from tongjian.cases.actions.desk import Desk
from tongjian.cases.domain.case import Case, Document, PaperReading
from tongjian.cases.domain.papers import PaperKind
from tongjian.cases.errors import NotFound
from tongjian.evidence import Line, NoticeDocument, ObjectRef
from tongjian.identity import Actor
from tongjian.kit import local_day

DOCUMENT = "cases.document"
"""Kind of object of what is done with a paper."""


@dataclass(frozen=True, slots=True)
class OpenedPaper:
    """A paper with who has opened it so far.

    Attributes:
        readings: first openings by those it is for, oldest first.
    """

    case: Case
    document: Document
    readings: tuple[PaperReading, ...]


def open_paper(desk: Desk, actor: Actor, *, case: UUID, document: UUID) -> OpenedPaper:
    """Return a paper; the first time one who acts for the addressee opens it, that is recorded (签收).

    Where the reader has agreed to be served online, the record proves delivery.

    Raises:
        NotFound: no such paper, or not for these eyes.

    Source: 民事诉讼法 Art. 90 by analogy (经受送达人同意，可以采用电子方式送达).
    """
    with desk.begin(actor.access()):
        found, paper = _find(desk, case, document)
        readings = desk.paper_readings.list_readings(case)
        mine = tuple(one for one in readings if one.document == document)
        opened_before = any(one.person == actor.person for one in mine)
        if not opened_before and _is_for(actor, found, paper):
            mine = (*mine, _sign(desk, actor, found, paper))
        return OpenedPaper(found, paper, mine)


def paper_pdf(desk: Desk, actor: Actor, *, case: UUID, document: UUID) -> tuple[str, bytes]:
    """Return the file name and the PDF of a paper; the same paper always gives the same bytes.

    Opening it this way counts as opening it.

    Raises:
        NotFound: no such paper, or not for these eyes.
        TypesettingFailed: the typesetter failed; trying again may help.
    """
    paper = open_paper(desk, actor, case=case, document=document).document
    return f"{paper.title} {paper.number}.pdf", desk.documents.render_pdf(as_issued(paper))


def as_issued(paper: Document) -> NoticeDocument:
    """Return a paper as the typesetter reads it."""
    return NoticeDocument(
        title=paper.title,
        number=paper.number,
        addressee=paper.addressee,
        paragraphs=paper.paragraphs,
        issued_by=paper.organ,
        issued_on=local_day(paper.made_at),
        lines=tuple(Line(label, text) for label, text in paper.rows),
        basis=(paper.basis.rstrip("。"),) if paper.basis else (),
        remedy=paper.remedy,
        signature_slip=paper.kind == PaperKind.DELIVERY,
    )


def _find(desk: Desk, case: UUID, document: UUID) -> tuple[Case, Document]:
    found = desk.store.find_case(case)
    papers = desk.readings.list_documents(case) if found else ()
    paper = next((one for one in papers if one.id == document), None)
    if found is None or paper is None:
        raise NotFound(what="文书")
    return found, paper


def _is_for(actor: Actor, case: Case, paper: Document) -> bool:
    acts = actor.may_act_for(case.applicant, application=case.application)
    return acts and paper.addressee == case.applicant_name


def _sign(desk: Desk, actor: Actor, case: Case, paper: Document) -> PaperReading:
    at = desk.now()
    consented = desk.messages.consents_to_online_service(actor)
    says = "同意网上送达" if consented else ""
    target = ObjectRef(kind=DOCUMENT, id=paper.id)
    entry = record_deed(desk, actor, act="open_paper", target=target, at=at, opinion=says)
    reading = PaperReading(
        document=paper.id,
        case=case.id,
        person=actor.person,
        person_name=actor.name,
        at=at,
        consented=consented,
        entry=entry,
    )
    desk.paper_readings.add_reading(reading)
    return reading

"""Numbering papers and putting them on the case and before the applicant."""

from datetime import datetime
from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.paper_setting import as_issued
from tongjian.cases.domain.case import Case, Document
from tongjian.cases.domain.kinds import state_label
from tongjian.cases.domain.organs import organ_word
from tongjian.cases.domain.papers import Paper
from tongjian.evidence import document_number, document_scope
from tongjian.messages import NEWS, PAPER


def put_paper(desk: Desk, case: Case, paper: Paper, *, entry: UUID) -> UUID:
    """Give a paper its number, append it to the case and tell the applicant; return its id.

    Raises:
        GlyphMissing: a character cannot be drawn, so the paper is not issued and its act not done.
    """
    at = desk.now()
    year = desk.today().year
    organ = organ_word(case.department_name)
    scope = document_scope(organ=organ, word=paper.word, year=year)
    serial = desk.numbers.next_number(scheme="document", scope=scope)
    document = Document(
        id=desk.ids(),
        case=case.id,
        kind=paper.kind.value,
        title=paper.title,
        number=document_number(word=f"{organ}{paper.word}", year=year, serial=serial),
        addressee=paper.addressee or case.applicant_name,
        paragraphs=paper.paragraphs,
        rows=paper.rows,
        basis=paper.basis,
        remedy=paper.remedy,
        organ=case.department_name,
        made_at=at,
        entry=entry,
        template=paper.template,
    )
    desk.documents.check(as_issued(document))
    desk.store.add_document(document)
    if document.addressee == case.applicant_name:
        tell(desk, case, title=paper.title, text=paper.paragraphs[0], at=at, kind=PAPER)
    return document.id


def tell(desk: Desk, case: Case, *, title: str, text: str, at: datetime, kind: str = NEWS) -> None:
    """Send the applicant of a case a message, of a kind that says on which channels it goes out."""
    desk.messages.post(
        kind=kind, holder=case.applicant, case=case.id, title=title, text=text, at=at, facts=facts_of(case)
    )


def tell_office(
    desk: Desk, case: Case, *, holder: UUID, title: str, role: str = "", text: str = "", kind: str = NEWS
) -> None:
    """Send those who hold a post (empty: any) in an office with a part in the case a message.

    Without a text it names the item, the applicant and the case.
    """
    named = f"“{case.frozen.item_name}”，{case.applicant_name}，办件编号 {case.number}。"
    desk.messages.post(
        kind=kind,
        holder=holder,
        role=role,
        case=case.id,
        title=title,
        text=text or named,
        at=desk.now(),
        facts=facts_of(case),
    )


def facts_of(case: Case) -> dict[str, str]:
    """Return what systems are told of a case: numbers, codes, the state; no personal data."""
    return {
        "case_number": case.number,
        "item_code": case.frozen.item_code,
        "item_name": case.frozen.item_name,
        "state": str(int(case.state)),
        "state_label": state_label(case.frozen.kind, case.state),
        "position": str(case.position),
    }

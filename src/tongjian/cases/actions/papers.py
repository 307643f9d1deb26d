"""Numbering papers and putting them on the case and before the applicant."""

from datetime import datetime
from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.domain.case import Case, Document
from tongjian.cases.domain.organs import organ_word
from tongjian.cases.domain.papers import Paper
from tongjian.cases.domain.readings import Message
from tongjian.evidence import document_number, document_scope


def put_paper(desk: Desk, case: Case, paper: Paper, *, entry: UUID) -> UUID:
    """Give a paper its number, append it to the case and tell the applicant; return its id."""
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
        addressee=case.applicant_name,
        paragraphs=paper.paragraphs,
        rows=paper.rows,
        basis=paper.basis,
        remedy=paper.remedy,
        organ=case.department_name,
        made_at=at,
        entry=entry,
    )
    desk.store.add_document(document)
    tell(desk, case, title=paper.title, text=paper.paragraphs[0], at=at)
    return document.id


def tell(desk: Desk, case: Case, *, title: str, text: str, at: datetime) -> None:
    """Send the applicant of a case a message."""
    message = Message(id=desk.ids(), case=case.id, title=title, text=text, sent_at=at, read_at=None)
    desk.store.send_message(message, holder=case.applicant)

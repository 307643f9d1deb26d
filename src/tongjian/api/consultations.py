"""Consultations as the department sees them that is asked, and comprehensive replies."""

from uuid import UUID

from ninja import Header, Router

from tongjian.api.entry import Asked
from tongjian.api.fields import Body, Text
from tongjian.api.ports import ApiRequest
from tongjian.cases import Receipt, consultations
from tongjian.cases.consultations import (
    AnswerKind,
    ConsultationChoices,
    ConsultationLine,
    ConsultationSheet,
    Reply,
)
from tongjian.kit import Page


class Answer(Body):
    """What the department says; a condition and an objection come with their words."""

    answer: AnswerKind
    text: Text = ""


class Replying(Body):
    """A comprehensive reply.

    Attributes:
        interim: some items are still open, and the reply says so.
    """

    interim: bool = False
    remark: Text = ""


def consultations_router() -> Router:
    """Return the addresses of consultations."""
    router = Router(tags=["征求意见 / consultations"])
    router.get("/consultations", response=Page[ConsultationLine], summary="本部门的征求意见")(
        list_consultations
    )
    router.get("/consultations/{consultation}", response=ConsultationSheet, summary="征求意见详情")(
        get_consultation
    )
    router.post("/consultations/{consultation}/answer", response=Receipt, summary="答复征求意见")(answer)
    router.get(
        "/cases/{case}/consultation-choices", response=ConsultationChoices, summary="建议征求意见的部门"
    )(list_choices)
    router.get("/applications/{application}/replies", response=list[Reply], summary="综合答复")(list_replies)
    router.post("/applications/{application}/replies", response=Receipt, summary="作出综合答复")(reply)
    return router


def list_consultations(
    request: ApiRequest, *, answered: bool = False, after: UUID | None = None
) -> Page[ConsultationLine]:
    """Return what my departments are asked: open questions by date, or those that are over."""
    return consultations.list_consultations(
        request.rooms.cases, request.auth, is_open=not answered, after=str(after) if after else ""
    )


def get_consultation(request: ApiRequest, consultation: UUID) -> ConsultationSheet:
    """Return the question, the papers that came with it, and what has been answered."""
    return consultations.get_consultation(request.rooms.cases, request.auth, consultation=consultation)


def answer(request: ApiRequest, consultation: UUID, body: Answer, asked: Header[Asked]) -> Receipt:
    """Answer for the department that was asked."""
    return consultations.answer_consultation(
        request.rooms.cases,
        request.auth,
        consultation=consultation,
        ticket=asked.ticket(),
        answer=body.answer,
        text=body.text,
    )


def list_choices(request: ApiRequest, case: UUID) -> ConsultationChoices:
    """Return whom a case may be put to, those first whom its project makes likely."""
    return consultations.list_consultation_choices(request.rooms.cases, request.auth, case=case)


def list_replies(request: ApiRequest, application: UUID) -> list[Reply]:
    """Return the comprehensive replies to an application."""
    return list(consultations.list_replies(request.rooms.cases, request.auth, application=application))


def reply(request: ApiRequest, application: UUID, body: Replying, asked: Header[Asked]) -> Receipt:
    """Reply to an application once for all its items."""
    return consultations.reply_comprehensively(
        request.rooms.cases,
        request.auth,
        application=application,
        ticket=asked.ticket(),
        interim=body.interim,
        remark=body.remark,
    )

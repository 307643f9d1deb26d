"""Consulting other departments on a case: ask, remind, take back, send back, not follow."""

from uuid import UUID

from ninja import Header, Router

from tongjian.api.acts.bodies import PATH
from tongjian.api.entry import Asked
from tongjian.api.fields import Body, Line, Text
from tongjian.api.ports import ApiRequest
from tongjian.cases import Receipt, consultations


class Question(Body):
    """What is asked of whom.

    Attributes:
        departments: catalogue codes.
        kind: code of the kind of consultation.
        materials: ids of the case's materials that are shared.
    """

    departments: list[Line]
    kind: Line
    question: Text
    materials: tuple[UUID, ...] = ()


class OfOne(Body):
    """An act on one consultation; some acts need the reason."""

    consultation: UUID
    reason: Text = ""


def add_consultation(router: Router) -> None:
    """Add the addresses of these acts."""
    router.post(f"{PATH}consult", response=Receipt, summary="征求意见")(consult)
    router.post(f"{PATH}remind", response=Receipt, summary="催办")(remind)
    router.post(f"{PATH}withdraw_consultation", response=Receipt, summary="撤回征求意见")(
        withdraw_consultation
    )
    router.post(f"{PATH}return_for_reasons", response=Receipt, summary="退回补充理由")(return_for_reasons)
    router.post(f"{PATH}not_follow", response=Receipt, summary="说明未采纳的理由")(not_follow)


def consult(request: ApiRequest, case: UUID, body: Question, asked: Header[Asked]) -> Receipt:
    """Ask departments for their opinions, with a limit."""
    return consultations.consult(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        departments=tuple(body.departments),
        kind=body.kind,
        question=body.question,
        materials=body.materials,
    )


def remind(request: ApiRequest, case: UUID, body: OfOne, asked: Header[Asked]) -> Receipt:
    """Remind a department of the answer it owes."""
    return consultations.remind(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), consultation=body.consultation
    )


def withdraw_consultation(request: ApiRequest, case: UUID, body: OfOne, asked: Header[Asked]) -> Receipt:
    """Take a question back, with the reason."""
    return consultations.withdraw_consultation(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        consultation=body.consultation,
        reason=body.reason,
    )


def return_for_reasons(request: ApiRequest, case: UUID, body: OfOne, asked: Header[Asked]) -> Receipt:
    """Send an objection back that gives no reasons; once, within the limit."""
    return consultations.return_for_reasons(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        consultation=body.consultation,
        reason=body.reason,
    )


def not_follow(request: ApiRequest, case: UUID, body: OfOne, asked: Header[Asked]) -> Receipt:
    """Record why an objection is not followed."""
    return consultations.not_follow(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        consultation=body.consultation,
        reason=body.reason,
    )

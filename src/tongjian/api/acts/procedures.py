"""What stops or lengthens the clocks: extensions (延长审批), interested parties, hearings (听证)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Header, Router
from pydantic import Field

from tongjian import cases
from tongjian.api.acts.bodies import PATH, Reason, Said
from tongjian.api.entry import Asked
from tongjian.api.fields import Body, Days, Line, Text
from tongjian.api.ports import ApiRequest
from tongjian.cases import PartyEntry, Receipt


class Lengthening(Body):
    """How many days more, in the unit of the statutory limit, and why."""

    days: Days
    reason: Text


class Concerned(Body):
    """An interested party.

    Attributes:
        interest: what the decision does to it.
        contact: seen by the organs alone.
    """

    name: Line
    interest: Text
    contact: Line = ""


class Rights(Body):
    """Who is told of the right to be heard, besides the applicant, and why."""

    reason: Text
    parties: Annotated[list[Concerned], Field(max_length=50)] = Field(default_factory=list)


class Statement(Body):
    """What a party states; without ``party`` it is the applicant."""

    text: Text
    party: UUID | None = None


class Application(Body):
    """A party's application for a hearing; without ``party`` it is the applicant."""

    reason: Text = ""
    party: UUID | None = None


class Waiver(Body):
    """A party that waives; without ``party`` it is the applicant."""

    party: UUID | None = None


class Setting(Body):
    """Day, place and chair of a hearing."""

    held_on: date
    place: Line
    chair: Line


class Minutes(Body):
    """What was said in the hearing."""

    minutes: Text


def add_procedures(router: Router) -> None:
    """Add the addresses of these acts."""
    for name, summary, act in (
        ("request_extension", "申请延长审批", request_extension),
        ("grant_extension", "批准延长", grant_extension),
        ("refuse_extension", "不批准延长", refuse_extension),
        ("notify_parties", "告知陈述申辩和听证权利", notify_parties),
        ("record_statement", "陈述申辩", record_statement),
        ("request_hearing", "申请听证", request_hearing),
        ("waive_hearing", "放弃陈述申辩和听证", waive_hearing),
        ("order_hearing", "决定举行听证", order_hearing),
        ("schedule_hearing", "通知听证时间和地点", schedule_hearing),
        ("hold_hearing", "记录听证", hold_hearing),
    ):
        router.post(f"{PATH}{name}", response=Receipt, summary=summary)(act)


def request_extension(request: ApiRequest, case: UUID, body: Lengthening, asked: Header[Asked]) -> Receipt:
    """Ask the head to lengthen the statutory limit."""
    return cases.request_extension(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        days=body.days,
        reason=body.reason,
    )


def grant_extension(request: ApiRequest, case: UUID, body: Said, asked: Header[Asked]) -> Receipt:
    """Grant the extension asked for; the applicant is told the reasons."""
    return cases.grant_extension(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), opinion=body.opinion
    )


def refuse_extension(request: ApiRequest, case: UUID, body: Reason, asked: Header[Asked]) -> Receipt:
    """Refuse the extension asked for; it is not used up."""
    return cases.refuse_extension(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), reason=body.reason
    )


def notify_parties(request: ApiRequest, case: UUID, body: Rights, asked: Header[Asked]) -> Receipt:
    """Tell the applicant and the interested parties of their right to be heard."""
    return cases.notify_parties(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        reason=body.reason,
        parties=tuple(PartyEntry(one.name, one.interest, one.contact) for one in body.parties),
    )


def record_statement(request: ApiRequest, case: UUID, body: Statement, asked: Header[Asked]) -> Receipt:
    """Record what a party states in its defence."""
    return cases.record_statement(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), text=body.text, party=body.party
    )


def request_hearing(request: ApiRequest, case: UUID, body: Application, asked: Header[Asked]) -> Receipt:
    """Apply for a hearing; both clocks stop."""
    return cases.request_hearing(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        reason=body.reason,
        party=body.party,
    )


def waive_hearing(request: ApiRequest, case: UUID, body: Waiver, asked: Header[Asked]) -> Receipt:
    """Waive statement and hearing."""
    return cases.waive_hearing(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), party=body.party
    )


def order_hearing(request: ApiRequest, case: UUID, body: Reason, asked: Header[Asked]) -> Receipt:
    """Hold a hearing of the organ's own motion; both clocks stop."""
    return cases.order_hearing(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), reason=body.reason
    )


def schedule_hearing(request: ApiRequest, case: UUID, body: Setting, asked: Header[Asked]) -> Receipt:
    """Set day, place and chair; the parties are told at least seven days ahead."""
    return cases.schedule_hearing(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        held_on=body.held_on,
        place=body.place,
        chair=body.chair,
    )


def hold_hearing(request: ApiRequest, case: UUID, body: Minutes, asked: Header[Asked]) -> Receipt:
    """Record that the hearing was held; the clocks run on."""
    return cases.hold_hearing(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), minutes=body.minutes
    )

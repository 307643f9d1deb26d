"""Deferred materials (容缺) and pledges (告知承诺): promise, supply, confirm, decide, check, treat."""

from datetime import date
from uuid import UUID

from ninja import Header, Router
from pydantic import Field

from tongjian import cases
from tongjian.api.acts.bodies import PATH, Reason, Said
from tongjian.api.entry import Asked
from tongjian.api.fields import Body, Line, Text
from tongjian.api.ports import ApiRequest
from tongjian.cases import CheckVerdict, Receipt


class Promise(Body):
    """A paper promised for later.

    Attributes:
        signer: who signed, where the counter records it.
    """

    key: Line
    due_on: date
    signer: Line = ""


class Supply(Body):
    """Papers that come later: stored file by key of the paper."""

    files: dict[Line, UUID] = Field(default_factory=dict)


class Confirmation(Body):
    """Whether a paper that came later is in order; what is wrong with it otherwise."""

    key: Line
    in_order: bool
    remark: Text = ""


class LaterDate(Body):
    """A later date for an owed paper."""

    key: Line
    due_on: date
    reason: Text


class Check(Body):
    """What a check of a pledge found; the day to put it right by where that is the verdict."""

    verdict: CheckVerdict
    findings: Text
    rectify_by: date | None = None


class Treatment(Body):
    """A credit note that has been treated, and why."""

    note: UUID
    reason: Text


def add_promises(router: Router) -> None:
    """Add the addresses of these acts."""
    router.post(f"{PATH}promise_deferral", response=Receipt, summary="容缺承诺")(promise_deferral)
    router.post(f"{PATH}supply_deferred", response=Receipt, summary="补交容缺材料")(supply_deferred)
    router.post(f"{PATH}confirm_deferred", response=Receipt, summary="核对容缺材料")(confirm_deferred)
    router.post(f"{PATH}extend_deferral", response=Receipt, summary="延长容缺期限")(extend_deferral)
    router.post(f"{PATH}decide_on_pledge", response=Receipt, summary="按承诺即时准予")(decide_on_pledge)
    router.post(f"{PATH}decline_pledge", response=Receipt, summary="转一般程序")(decline_pledge)
    router.post(f"{PATH}check_pledge", response=Receipt, summary="核查承诺")(check_pledge)
    router.post(f"{PATH}lift_credit_note", response=Receipt, summary="信用修复")(lift_credit_note)


def promise_deferral(request: ApiRequest, case: UUID, body: Promise, asked: Header[Asked]) -> Receipt:
    """Promise, before acceptance, to hand in a paper later."""
    return cases.promise_deferral(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        key=body.key,
        due_on=body.due_on,
        signer=body.signer,
    )


def supply_deferred(request: ApiRequest, case: UUID, body: Supply, asked: Header[Asked]) -> Receipt:
    """Hand in papers that were promised for later."""
    return cases.supply_deferred(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), files=body.files
    )


def confirm_deferred(request: ApiRequest, case: UUID, body: Confirmation, asked: Header[Asked]) -> Receipt:
    """Find a paper that came later in order, or wanting."""
    return cases.confirm_deferred(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        key=body.key,
        in_order=body.in_order,
        remark=body.remark,
    )


def extend_deferral(request: ApiRequest, case: UUID, body: LaterDate, asked: Header[Asked]) -> Receipt:
    """Move the date of an owed paper, once."""
    return cases.extend_deferral(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        key=body.key,
        due_on=body.due_on,
        reason=body.reason,
    )


def decide_on_pledge(request: ApiRequest, case: UUID, body: Said, asked: Header[Asked]) -> Receipt:
    """Accept and grant in one act what its applicant has pledged for."""
    return cases.decide_on_pledge(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), opinion=body.opinion
    )


def decline_pledge(request: ApiRequest, case: UUID, body: Reason, asked: Header[Asked]) -> Receipt:
    """Leave a pledged case to the ordinary way."""
    return cases.decline_pledge(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), reason=body.reason
    )


def check_pledge(request: ApiRequest, case: UUID, body: Check, asked: Header[Asked]) -> Receipt:
    """Say whether a pledge was kept: kept, to be put right, or false."""
    return cases.check_pledge(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        verdict=body.verdict,
        findings=body.findings,
        rectify_by=body.rectify_by,
    )


def lift_credit_note(request: ApiRequest, case: UUID, body: Treatment, asked: Header[Asked]) -> Receipt:
    """Treat an entry of the credit record."""
    return cases.lift_credit_note(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        note=body.note,
        reason=body.reason,
    )

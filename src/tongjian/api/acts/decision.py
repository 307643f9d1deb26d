"""Decision and result: grant, refuse, conclude, make out, deliver, revoke, withdraw."""

from typing import Literal
from uuid import UUID

from ninja import Header, Router

from tongjian import cases
from tongjian.api.acts.bodies import PATH, Reason, Said
from tongjian.api.entry import Asked
from tongjian.api.fields import Body, Line, Text
from tongjian.api.ports import ApiRequest
from tongjian.cases import Receipt


class Delivery(Body):
    """How, and to whom."""

    how: Literal["window", "online", "post"]
    receiver: Line


class Withdrawal(Body):
    """Why; need not be told."""

    reason: Text = ""


def add_decision(router: Router) -> None:
    """Add the addresses of these acts."""
    router.post(f"{PATH}grant", response=Receipt, summary="准予")(grant)
    router.post(f"{PATH}refuse", response=Receipt, summary="不予准予")(refuse)
    router.post(f"{PATH}conclude", response=Receipt, summary="出具意见")(conclude)
    router.post(f"{PATH}issue", response=Receipt, summary="制作结果文书")(issue)
    router.post(f"{PATH}deliver", response=Receipt, summary="送达")(deliver)
    router.post(f"{PATH}revoke", response=Receipt, summary="撤销决定")(revoke)
    router.post(f"{PATH}withdraw", response=Receipt, summary="撤回申请")(withdraw)


def grant(request: ApiRequest, case: UUID, body: Said, asked: Header[Asked]) -> Receipt:
    """Grant what was applied for; the result gets its number."""
    return cases.grant(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), opinion=body.opinion
    )


def refuse(request: ApiRequest, case: UUID, body: Reason, asked: Header[Asked]) -> Receipt:
    """Refuse with reasons; the decision tells the remedy."""
    return cases.refuse(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), reason=body.reason
    )


def conclude(request: ApiRequest, case: UUID, body: Said, asked: Header[Asked]) -> Receipt:
    """Give the joint opinion of an internal cooperation."""
    return cases.conclude(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), opinion=body.opinion
    )


def issue(request: ApiRequest, case: UUID, asked: Header[Asked]) -> Receipt:
    """Make out the result document."""
    return cases.issue(request.rooms.cases, request.auth, case=case, ticket=asked.ticket())


def deliver(request: ApiRequest, case: UUID, body: Delivery, asked: Header[Asked]) -> Receipt:
    """Deliver the result and keep the proof."""
    return cases.deliver(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        how=body.how,
        receiver=body.receiver,
    )


def revoke(request: ApiRequest, case: UUID, body: Reason, asked: Header[Asked]) -> Receipt:
    """Revoke a granted decision; its result is invalid from now on."""
    return cases.revoke(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), reason=body.reason
    )


def withdraw(request: ApiRequest, case: UUID, body: Withdrawal, asked: Header[Asked]) -> Receipt:
    """Take an application back."""
    return cases.withdraw(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), reason=body.reason
    )

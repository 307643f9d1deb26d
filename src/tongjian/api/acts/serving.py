"""Services and inspections: offer, contract, finish; pass, order rectification, rectify."""

from uuid import UUID

from ninja import Header, Router

from tongjian import cases
from tongjian.api.acts.bodies import PATH, Said
from tongjian.api.entry import Asked
from tongjian.api.fields import Body, Days, Text
from tongjian.api.ports import ApiRequest
from tongjian.cases import Receipt


class Rectification(Body):
    """What to put right, within how many working days."""

    reason: Text
    planned_days: Days = 10


def add_service(router: Router) -> None:
    """Add the addresses of these acts."""
    router.post(f"{PATH}offer", response=Receipt, summary="提供方案")(offer)
    router.post(f"{PATH}contract", response=Receipt, summary="签订合同")(contract)
    router.post(f"{PATH}finish", response=Receipt, summary="提交成果")(finish)
    router.post(f"{PATH}pass_inspection", response=Receipt, summary="检查通过")(pass_inspection)
    router.post(f"{PATH}order_rectification", response=Receipt, summary="责令整改")(order_rectification)
    router.post(f"{PATH}rectify", response=Receipt, summary="完成整改")(rectify)


def offer(request: ApiRequest, case: UUID, body: Said, asked: Header[Asked]) -> Receipt:
    """Offer a plan and price."""
    return cases.offer(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), opinion=body.opinion
    )


def contract(request: ApiRequest, case: UUID, body: Said, asked: Header[Asked]) -> Receipt:
    """Agree to the offer."""
    return cases.contract(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), opinion=body.opinion
    )


def finish(request: ApiRequest, case: UUID, body: Said, asked: Header[Asked]) -> Receipt:
    """Hand over the work."""
    return cases.finish(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), opinion=body.opinion
    )


def pass_inspection(request: ApiRequest, case: UUID, body: Said, asked: Header[Asked]) -> Receipt:
    """Find on the site that all is in order."""
    return cases.pass_inspection(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), opinion=body.opinion
    )


def order_rectification(
    request: ApiRequest, case: UUID, body: Rectification, asked: Header[Asked]
) -> Receipt:
    """Order what was found to be put right."""
    return cases.order_rectification(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        reason=body.reason,
        planned_days=body.planned_days,
    )


def rectify(request: ApiRequest, case: UUID, body: Said, asked: Header[Asked]) -> Receipt:
    """Report that what was ordered has been put right."""
    return cases.rectify(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), opinion=body.opinion
    )

"""Review: begin, give an opinion, co-sign, stop and restart the clock."""

from uuid import UUID

from ninja import Header, Router

from tongjian import cases
from tongjian.api.acts.bodies import PATH
from tongjian.api.entry import Asked
from tongjian.api.fields import Body, Days, Line, Text
from tongjian.api.ports import ApiRequest
from tongjian.cases import Receipt, Verdict


class Judged(Body):
    """An opinion with its verdict."""

    opinion: Text = ""
    verdict: Verdict = Verdict.AGREE


class Stop(Body):
    """A special procedure.

    Attributes:
        kind: code of the list TBCX that the item enables.
    """

    kind: Line
    reason: Text
    planned_days: Days


class Resumed(Body):
    """What the special procedure came to."""

    result: Text = ""


def add_review(router: Router) -> None:
    """Add the addresses of these acts."""
    router.post(f"{PATH}begin_review", response=Receipt, summary="开始办理")(begin_review)
    router.post(f"{PATH}review", response=Receipt, summary="提交审查意见")(review)
    router.post(f"{PATH}co_sign", response=Receipt, summary="提交会签意见")(co_sign)
    router.post(f"{PATH}pause", response=Receipt, summary="启动特别程序")(pause)
    router.post(f"{PATH}resume", response=Receipt, summary="结束特别程序")(resume)


def begin_review(request: ApiRequest, case: UUID, asked: Header[Asked]) -> Receipt:
    """Record that the first reviewer has taken the case up."""
    return cases.begin_review(request.rooms.cases, request.auth, case=case, ticket=asked.ticket())


def review(request: ApiRequest, case: UUID, body: Judged, asked: Header[Asked]) -> Receipt:
    """Give the deciding organ's own review opinion."""
    return cases.review(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        opinion=body.opinion,
        verdict=body.verdict,
    )


def co_sign(request: ApiRequest, case: UUID, body: Judged, asked: Header[Asked]) -> Receipt:
    """Give a co-department's opinion."""
    return cases.co_sign(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        opinion=body.opinion,
        verdict=body.verdict,
    )


def pause(request: ApiRequest, case: UUID, body: Stop, asked: Header[Asked]) -> Receipt:
    """Begin a special procedure: the clocks its legal basis stops stand still."""
    return cases.pause(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        kind=body.kind,
        reason=body.reason,
        planned_days=body.planned_days,
    )


def resume(request: ApiRequest, case: UUID, body: Resumed, asked: Header[Asked]) -> Receipt:
    """End the special procedure; the clocks run on."""
    return cases.resume(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), result=body.result
    )

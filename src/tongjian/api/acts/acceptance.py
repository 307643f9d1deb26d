"""Acceptance: accept, correct, supplement, reject, turn away, register."""

from typing import Annotated
from uuid import UUID

from ninja import Header, Router
from pydantic import Field

from tongjian import cases
from tongjian.api.acts.bodies import PATH, Reason, Said
from tongjian.api.acts.checking import Checks, Page
from tongjian.api.entry import Asked
from tongjian.api.fields import Body, Line, Text
from tongjian.api.ports import ApiRequest
from tongjian.cases import CorrectionPoint, Receipt


class Point(Body):
    """One thing to supplement: which paper or field, and what is wrong with it."""

    key: Line
    name: Line
    remark: Text
    checks: Checks
    page: Page = 0


class Acceptance(Said):
    """An acceptance; ``judge_rest``: every paper not judged yet is in order."""

    judge_rest: bool = False


class Correction(Body):
    """A correction notice: the papers judged to be corrected, and more points.

    ``judge_rest``: every paper neither judged nor named here is in order.
    """

    points: Annotated[list[Point], Field(default_factory=list, max_length=100)]
    judge_rest: bool = False


class Supplement(Body):
    """Corrected papers: stored file by key of the point."""

    files: dict[Line, UUID] = Field(default_factory=dict)
    remark: Text = ""


def add_acceptance(router: Router) -> None:
    """Add the addresses of these acts."""
    router.post(f"{PATH}accept", response=Receipt, summary="受理")(accept)
    router.post(f"{PATH}correct", response=Receipt, summary="一次性告知补正")(correct)
    router.post(f"{PATH}supplement", response=Receipt, summary="提交补正材料")(supplement)
    router.post(f"{PATH}reject", response=Receipt, summary="不予受理")(reject)
    router.post(f"{PATH}turn_away", response=Receipt, summary="不受理")(turn_away)
    router.post(f"{PATH}register", response=Receipt, summary="予以备案")(register)


def accept(request: ApiRequest, case: UUID, body: Acceptance, asked: Header[Asked]) -> Receipt:
    """Accept: the clocks start on this day."""
    return cases.accept(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        opinion=body.opinion,
        judge_rest=body.judge_rest,
    )


def correct(request: ApiRequest, case: UUID, body: Correction, asked: Header[Asked]) -> Receipt:
    """Tell the applicant once, and completely, what to supplement."""
    return cases.correct(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        points=_points(body),
        judge_rest=body.judge_rest,
    )


def supplement(request: ApiRequest, case: UUID, body: Supplement, asked: Header[Asked]) -> Receipt:
    """Hand in what the correction notice asked for."""
    return cases.supplement(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        files=body.files,
        remark=body.remark,
    )


def reject(request: ApiRequest, case: UUID, body: Reason, asked: Header[Asked]) -> Receipt:
    """Refuse to accept, with reasons and remedy."""
    return cases.reject(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), reason=body.reason
    )


def turn_away(request: ApiRequest, case: UUID, body: Reason, asked: Header[Asked]) -> Receipt:
    """Tell that the matter is not this organ's, or needs no act."""
    return cases.turn_away(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), reason=body.reason
    )


def register(request: ApiRequest, case: UUID, body: Said, asked: Header[Asked]) -> Receipt:
    """File what is complete, without judging its substance."""
    return cases.register(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), opinion=body.opinion
    )


def _points(body: Correction) -> tuple[CorrectionPoint, ...]:
    return tuple(
        CorrectionPoint(one.key, one.name, one.remark, checks=tuple(one.checks), page=one.page)
        for one in body.points
    )

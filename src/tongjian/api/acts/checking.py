"""Judging papers before acceptance, and leave to tell a point that the first notice forgot."""

from typing import Annotated
from uuid import UUID

from ninja import Header, Router
from pydantic import Field

from tongjian import cases
from tongjian.api.acts.bodies import PATH
from tongjian.api.entry import Asked
from tongjian.api.fields import Body, Line, Text
from tongjian.api.ports import ApiRequest
from tongjian.cases import Finding, PaperJudgement, Receipt

Page = Annotated[int, Field(ge=0, le=9999)]
"""A page of a paper, from 1; 0 for the paper as a whole."""

Corners = Annotated[list[Annotated[int, Field(ge=0, le=1000)]], Field(min_length=4, max_length=4)]
"""Left, top, width and height in thousandths of the page."""

Checks = Annotated[list[Line], Field(default_factory=list, max_length=50)]
"""Keys of check points that are not met."""


class Judgement(Body):
    """What an officer says of one paper."""

    key: Line
    finding: Finding
    checks: Checks
    remark: Text = ""
    page: Page = 0
    box: Corners | None = None


class Judgements(Body):
    """What an officer says of some papers; ``judge_rest``: all others are in order."""

    judgements: Annotated[list[Judgement], Field(default_factory=list, max_length=200)]
    judge_rest: bool = False


class Leave(Body):
    """Which point may still be told, and why."""

    key: Line
    name: Line
    reason: Text


def add_checking(router: Router) -> None:
    """Add the addresses of these acts."""
    router.post(f"{PATH}judge_material", response=Receipt, summary="核对材料")(judge_material)
    router.post(f"{PATH}allow_new_point", response=Receipt, summary="允许补充告知")(allow_new_point)


def judge_material(request: ApiRequest, case: UUID, body: Judgements, asked: Header[Asked]) -> Receipt:
    """Say of papers whether they are complete and in the form the law wants."""
    return cases.judge_material(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        judgements=tuple(_judgement(one) for one in body.judgements),
        judge_rest=body.judge_rest,
    )


def allow_new_point(request: ApiRequest, case: UUID, body: Leave, asked: Header[Asked]) -> Receipt:
    """Give leave to tell a point that the first notice forgot."""
    return cases.allow_new_point(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        key=body.key,
        name=body.name,
        reason=body.reason,
    )


def _judgement(one: Judgement) -> PaperJudgement:
    return PaperJudgement(
        key=one.key,
        finding=one.finding,
        checks=tuple(one.checks),
        remark=one.remark,
        page=one.page,
        box=None if one.box is None else tuple(one.box),
    )

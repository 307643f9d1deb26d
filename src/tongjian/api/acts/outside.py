"""Reports of an outside system that decides a case."""

from datetime import date
from uuid import UUID

from ninja import Header, Router

from tongjian import cases
from tongjian.api.acts.bodies import PATH, Said
from tongjian.api.entry import Asked
from tongjian.api.fields import Body, Line, Text
from tongjian.api.ports import ApiRequest
from tongjian.cases import Receipt


class Outcome(Body):
    """What the outside system decided.

    Attributes:
        number: of its document; needed when granted.
        opinion: its reasons; needed when refused.
    """

    granted: bool
    number: Line = ""
    opinion: Text = ""
    issued_on: date | None = None


def add_outside(router: Router) -> None:
    """Add the addresses of these acts."""
    router.post(f"{PATH}outside_accept", response=Receipt, summary="外部系统受理")(outside_accept)
    router.post(f"{PATH}outside_report", response=Receipt, summary="外部系统报送进度")(outside_report)
    router.post(f"{PATH}outside_conclude", response=Receipt, summary="外部系统办结")(outside_conclude)


def outside_accept(request: ApiRequest, case: UUID, body: Said, asked: Header[Asked]) -> Receipt:
    """Report that the outside system has accepted."""
    return cases.outside_accept(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), opinion=body.opinion
    )


def outside_report(request: ApiRequest, case: UUID, body: Said, asked: Header[Asked]) -> Receipt:
    """Report what the outside system does now."""
    return cases.outside_report(
        request.rooms.cases, request.auth, case=case, ticket=asked.ticket(), opinion=body.opinion
    )


def outside_conclude(request: ApiRequest, case: UUID, body: Outcome, asked: Header[Asked]) -> Receipt:
    """Report the outcome; the result keeps the outside number."""
    return cases.outside_conclude(
        request.rooms.cases,
        request.auth,
        case=case,
        ticket=asked.ticket(),
        granted=body.granted,
        number=body.number,
        opinion=body.opinion,
        issued_on=body.issued_on,
    )

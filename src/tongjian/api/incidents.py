"""What running processes cannot do alone: for the system administrator."""

from typing import Annotated
from uuid import UUID

from ninja import Header, Router
from pydantic import Field

from tongjian import cases
from tongjian.api.entry import Asked
from tongjian.api.fields import Body, Line, Text
from tongjian.api.ports import ApiRequest
from tongjian.cases import GivenVariable, IncidentRow, IncidentSheet, Receipt
from tongjian.flow import ValueKind
from tongjian.kit import Page

_ONE = "/incidents/{instance}/{number}"

Number = Annotated[int, Field(ge=0, lt=2**31)]
"""Number of an incident within its instance."""


class Given(Body):
    """A variable put right.

    Attributes:
        text: the value as people write it: a list one text a line, dates and durations as ISO 8601.
    """

    name: Annotated[str, Field(min_length=1, max_length=64)]
    kind: ValueKind = ValueKind.TEXT
    text: Text = ""


class Retrying(Body):
    """How an incident is tried again.

    Attributes:
        reason: needed where variables are changed.
    """

    variables: Annotated[list[Given], Field(default_factory=list, max_length=20)]
    reason: Annotated[str, Field(max_length=1000)] = ""


class GivingUp(Body):
    """Why a process is ended."""

    reason: Annotated[str, Field(max_length=1000)]


def incidents_router() -> Router:
    """Return the addresses of incidents."""
    router = Router(tags=["流程异常 / incidents"])
    router.get("/incidents", response=Page[IncidentRow], summary="流程异常清单")(list_incidents)
    router.get(_ONE, response=IncidentSheet, summary="流程异常详情")(get_incident)
    router.post(f"{_ONE}/retry", response=Receipt, summary="更正并重试")(retry_incident)
    router.post(f"{_ONE}/terminate", response=Receipt, summary="终止流程")(terminate_instance)
    return router


def list_incidents(request: ApiRequest, code: Line = "", after: Line = "") -> Page[IncidentRow]:
    """Return what waits for a person, the longest waiting first."""
    return cases.list_incidents(request.rooms.cases, request.auth, code=code, after=after)


def get_incident(request: ApiRequest, instance: UUID, number: Number) -> IncidentSheet:
    """Return one incident with the variables its node sees, personal values masked."""
    return cases.get_incident(request.rooms.cases, request.auth, instance=instance, number=number)


def retry_incident(
    request: ApiRequest, instance: UUID, number: Number, body: Retrying, asked: Header[Asked]
) -> Receipt:
    """Let the process try again, with variables put right."""
    return cases.retry_incident(
        request.rooms.cases,
        request.auth,
        instance=instance,
        number=number,
        ticket=asked.ticket(),
        variables=tuple(GivenVariable(name=one.name, kind=one.kind, text=one.text) for one in body.variables),
        reason=body.reason,
    )


def terminate_instance(
    request: ApiRequest, instance: UUID, number: Number, body: GivingUp, asked: Header[Asked]
) -> Receipt:
    """End the process the incident stands in; not that of an open case."""
    return cases.terminate_instance(
        request.rooms.cases,
        request.auth,
        instance=instance,
        number=number,
        ticket=asked.ticket(),
        reason=body.reason,
    )

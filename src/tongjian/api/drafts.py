"""Applications being filled in, and handing them in."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from ninja import Header, Router, Status
from pydantic import Field

from tongjian import cases
from tongjian.api.entry import Asked
from tongjian.api.fields import Body, Line
from tongjian.api.pledges import add_pledges
from tongjian.api.ports import ApiRequest
from tongjian.api.problems import told
from tongjian.cases import Draft, DraftSheet, Receipt
from tongjian.identity import Applicant, Role


class CitizenAtCounter(Body):
    """The citizen a clerk has before him."""

    name: Line
    citizen_id: Line
    phone: Line


class CompanyAtCounter(Body):
    """The company whose agent a clerk has before him."""

    name: Line
    credit_code: Line


class NewDraft(Body):
    """An application to begin.

    Attributes:
        items: codes of items of one stage.
        applicant: who applies, one of those I may act for; left out at the counter.
        project: none for items applied for alone.
        unit_project: the unit project it is for, in stages that are decided for each of a split project.
        on_behalf_of: at the counter, who applies.
    """

    items: Annotated[list[Line], Field(max_length=100)]
    applicant: UUID | None = None
    project: UUID | None = None
    unit_project: UUID | None = None
    on_behalf_of: CitizenAtCounter | CompanyAtCounter | None = None


class Saved(Body):
    """What to lay over a draft.

    Attributes:
        version: of the draft this was made from.
        files: stored file by paper key; null takes a file away.
    """

    version: Annotated[int, Field(ge=1, le=2**31 - 1)]
    answers: dict[Line, str] = Field(default_factory=dict)
    files: dict[Line, UUID | None] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DraftProblem:
    """One thing that keeps a draft from being handed in."""

    field: str
    text: str


def drafts_router() -> Router:
    """Return the addresses of drafts."""
    router = Router(tags=["申报 / applications"])
    router.post("/drafts", response={201: Receipt}, summary="新建申报草稿")(begin)
    router.get("/drafts", response=list[Draft], summary="我的草稿")(list_drafts)
    router.get("/drafts/{draft}", response=DraftSheet, summary="查看草稿和材料清单")(get_draft)
    router.patch("/drafts/{draft}", response=Receipt, summary="保存草稿")(save)
    router.get("/drafts/{draft}/problems", response=list[DraftProblem], summary="检查草稿")(check)
    router.post("/drafts/{draft}/submit", response=Receipt, summary="提交申报")(submit)
    add_pledges(router)
    return router


def begin(request: ApiRequest, body: NewDraft, asked: Header[Asked]) -> Status[Receipt]:
    """Begin an application for one or several items of a stage."""
    standing = at_counter(request, body.on_behalf_of)
    if not request.auth.has(Role.CLERK):
        request.rooms.identity.demand_entry(request.auth)
    receipt = cases.begin_draft(
        request.rooms.cases,
        request.auth,
        items=tuple(dict.fromkeys(body.items)),
        ticket=asked.ticket(),
        applicant=standing.id if standing else body.applicant or request.auth.person,
        project=body.project,
        unit_project=body.unit_project,
        on_behalf_of=standing,
    )
    return Status(201, receipt)


def list_drafts(request: ApiRequest, number: str = "") -> list[Draft]:
    """Return the drafts of the applicants I act for; with a number, the one I may see."""
    if number.strip():
        found = cases.find_draft_by_number(request.rooms.cases, request.auth, number=number)
        return [found] if found else []
    return list(cases.list_drafts(request.rooms.cases, request.auth))


def get_draft(request: ApiRequest, draft: UUID) -> DraftSheet:
    """Return a draft with the union of its materials: each asked once, and what need not be handed in."""
    return cases.get_draft(request.rooms.cases, request.auth, draft=draft)


def save(request: ApiRequest, draft: UUID, body: Saved, asked: Header[Asked]) -> Receipt:
    """Save answers and files, right or wrong; nothing is judged before it is handed in."""
    return cases.save_draft(
        request.rooms.cases,
        request.auth,
        draft=draft,
        version=body.version,
        answers=body.answers,
        files=body.files,
        ticket=asked.ticket(),
    )


def check(request: ApiRequest, draft: UUID) -> list[DraftProblem]:
    """Return everything that keeps a draft from being handed in."""
    problems = cases.check_draft(request.rooms.cases, request.auth, draft=draft)
    return [DraftProblem(one.field, told(one)) for one in problems]


def submit(request: ApiRequest, draft: UUID, asked: Header[Asked]) -> Receipt:
    """Hand in an application, once: one case for each item."""
    return cases.submit(request.rooms.cases, request.auth, draft=draft, ticket=asked.ticket())


def at_counter(request: ApiRequest, told: CitizenAtCounter | CompanyAtCounter | None) -> Applicant | None:
    """Return the applicant a clerk has before him, entered if new; None where nobody is named."""
    identity = request.rooms.identity
    match told:
        case CitizenAtCounter(name=name, citizen_id=number, phone=phone):
            return identity.enter_citizen(actor=request.auth, name=name, citizen_id=number, phone=phone)
        case CompanyAtCounter(name=name, credit_code=code):
            return identity.enter_company(actor=request.auth, name=name, credit_code=code)
        case None:
            return None

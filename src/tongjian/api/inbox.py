"""The inbox: open tasks, counts, kept filters, and acts that leave nothing to be judged on many cases."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ninja import Header, Router, Status

from tongjian import cases
from tongjian.api.entry import Asked
from tongjian.api.fields import Body
from tongjian.api.ports import ApiRequest
from tongjian.calendar import Light
from tongjian.cases import BatchLine, InboxFilter, InboxRow, InboxTally, Receipt, SavedFilter
from tongjian.kit import Invalid, Page, Problem

_LONGEST = 200
_MOST = 100


class Wanted(Body):
    """What the inbox is narrowed by; what is left out narrows nothing."""

    text: str = ""
    item: str = ""
    stage: str = ""
    light: Light | None = None
    department: UUID | None = None


class Picked(Body):
    """The cases to act on, fifty at most."""

    cases: list[UUID]


@dataclass(frozen=True, slots=True)
class NewWork:
    """How many tasks have come in; a thousand at most."""

    count: int


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """What became of one case: a receipt, or the code and the sentence of a refusal."""

    case: UUID
    receipt: Receipt | None
    code: str
    says: str


def inbox_router() -> Router:
    """Return the addresses of the inbox."""
    router = Router(tags=["待办 / inbox"])
    router.get("/inbox", response=Page[InboxRow], summary="待办")(list_inbox)
    router.get("/inbox/tally", response=InboxTally, summary="待办数量")(tally_inbox)
    router.get("/inbox/new", response=NewWork, summary="新到的待办")(count_new_work)
    router.get("/inbox/filters", response=list[SavedFilter], summary="常用筛选")(list_filters)
    router.put("/inbox/filters/{name}", response=SavedFilter, summary="保存常用筛选")(save_filter)
    router.delete("/inbox/filters/{name}", response={204: None}, summary="删除常用筛选")(drop_filter)
    router.post("/inbox/acts/{act}", response=list[BatchAnswer], summary="批量办理")(act_on_many)
    return router


def list_inbox(
    request: ApiRequest,
    text: str = "",
    item: str = "",
    stage: str = "",
    light: Light | None = None,
    department: UUID | None = None,
    after: str = "",
    size: int = 20,
) -> Page[InboxRow]:
    """Return the open tasks I may take, most urgent first."""
    narrowed = InboxFilter(
        text=text[:_LONGEST],
        item=item[:_LONGEST],
        light=light,
        after=_cursor(after),
        stage=stage[:_LONGEST],
        department=department,
    )
    return cases.list_inbox(
        request.rooms.cases, request.auth, narrowed=narrowed, size=max(1, min(size, _MOST))
    )


def tally_inbox(request: ApiRequest) -> InboxTally:
    """Return how many open tasks I may take, and how many are due; a thousand at most."""
    return cases.tally_inbox(request.rooms.cases, request.auth)


def count_new_work(request: ApiRequest, since: datetime) -> NewWork:
    """Return how many tasks have come to my posts since a moment with its zone."""
    if since.tzinfo is None:
        raise Invalid(problems=(Problem("since", "时间应当带时区，例如 2026-06-01T09:00:00+08:00"),))
    return NewWork(cases.count_new_work(request.rooms.cases, request.auth, since=since))


def list_filters(request: ApiRequest) -> list[SavedFilter]:
    """Return the filters I keep."""
    return list(cases.list_filters(request.rooms.cases, request.auth))


def save_filter(request: ApiRequest, name: str, body: Wanted) -> SavedFilter:
    """Keep a filter under a name; one of the same name is replaced."""
    wanted = InboxFilter(
        text=body.text,
        item=body.item[:_LONGEST],
        light=body.light,
        stage=body.stage[:_LONGEST],
        department=body.department,
    )
    return cases.save_filter(request.rooms.cases, request.auth, name=name, wanted=wanted)


def drop_filter(request: ApiRequest, name: str) -> Status[None]:
    """Forget a kept filter."""
    cases.drop_filter(request.rooms.cases, request.auth, name=name)
    return Status(204, None)


def act_on_many(request: ApiRequest, act: str, body: Picked, asked: Header[Asked]) -> list[BatchAnswer]:
    """Do an act that leaves nothing to be judged (issue, begin_review) on each of some cases."""
    lines = cases.act_on_many(
        request.rooms.cases, request.auth, act=act, cases=tuple(body.cases), key=asked.ticket().key
    )
    return [_answer(one) for one in lines]


def _answer(line: BatchLine) -> BatchAnswer:
    refused = line.refused
    return BatchAnswer(
        case=line.case,
        receipt=line.receipt,
        code=refused.code if refused else "",
        says=refused.says % refused.facts() if refused else "",
    )


def _cursor(after: str) -> str:
    """Return a key of the inbox as it was given out.

    Raises:
        Invalid: it never was.
    """
    if not after:
        return ""
    due_on, _, task = after.partition("_")
    try:
        return f"{date.fromisoformat(due_on).isoformat()}_{UUID(task)}"
    except ValueError as wrong:
        raise Invalid(problems=(Problem("after", "不是有效的翻页位置"),)) from wrong

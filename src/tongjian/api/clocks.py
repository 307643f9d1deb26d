"""Why a date is that day: the clocks of a case, and any history that anyone pastes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ninja import Router

from tongjian.api.ports import ApiRequest, OpenRequest
from tongjian.calendar import CountedDays, Counting, Explanation, Light, explain, light, read_history
from tongjian.calendar import write_history as written
from tongjian.cases import explain_clocks

_LONGEST = 8000


@dataclass(frozen=True, slots=True)
class CountedSpan:
    """Days in a row that are the same in the count.

    Attributes:
        number: of the first day in the count, ``last_number`` of the last; null where not counted.
        basis: the article or the notice.
    """

    first: date
    last: date
    counting: Counting
    number: int | None
    last_number: int | None
    provisional: bool
    why: str
    basis: str


@dataclass(frozen=True, slots=True)
class ClockAnswer:
    """One clock: its date and the count that led to it.

    Attributes:
        state: running, stopped, not_started or no_limit.
        due_on: null unless it runs; ``earliest`` and ``latest`` bound a provisional one.
        history: lines that give the same date when pasted into the public page.
    """

    clock: str
    name: str
    state: str
    due_on: date | None
    provisional: bool
    earliest: date | None
    latest: date | None
    light: Light
    result: str
    days: list[CountedSpan]
    doubts: list[str]
    passed_over: list[str]
    history: str


def clocks_router() -> Router:
    """Return the addresses of the legal clock."""
    router = Router(tags=["期限 / clocks"])
    router.get("/cases/{case}/clocks", response=list[ClockAnswer], summary="为什么是这一天")(list_clocks)
    router.get("/clock", response=ClockAnswer, auth=None, summary="期限计算")(count_clock)
    return router


def list_clocks(request: ApiRequest, case: UUID) -> list[ClockAnswer]:
    """Return the count of every clock of a case that has begun to run."""
    found = explain_clocks(request.rooms.cases, request.auth, case=case)
    return [_answer(one.explanation, clock=one.clock, name=one.name, shown=one.light) for one in found]


def count_clock(request: OpenRequest, history: str) -> ClockAnswer:
    """Count a pasted history; nothing is kept."""
    desk = request.rooms.cases
    calendar = desk.calendars.current()
    told = read_history(history.replace("\x00", "")[:_LONGEST], today=desk.today())
    found = explain(told, calendar=calendar)
    shown = light(due=found.due, calendar=calendar, today=told.asked_on)
    return _answer(found, clock=told.kind.name.lower(), name=f"{told.kind.value}时限", shown=shown)


def _answer(found: Explanation, *, clock: str, name: str, shown: Light) -> ClockAnswer:
    return ClockAnswer(
        clock=clock,
        name=name,
        state=found.due.state.name.lower(),
        due_on=found.due.on,
        provisional=found.due.provisional,
        earliest=found.due.earliest,
        latest=found.due.latest,
        light=shown,
        result=found.result.text(),
        days=[_span(one) for one in found.days],
        doubts=[one.text() for one in found.doubts],
        passed_over=[one.text() for one in found.passed_over],
        history=written(found.history),
    )


def _span(one: CountedDays) -> CountedSpan:
    return CountedSpan(
        first=one.first,
        last=one.last,
        counting=one.counting,
        number=one.number,
        last_number=one.last_number,
        provisional=one.provisional,
        why=one.why.text(),
        basis=one.why.basis,
    )

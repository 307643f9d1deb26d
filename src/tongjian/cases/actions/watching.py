"""Reading over many cases: a search, the parallel reviews of a coordinator, a supervisor's lists, a tally."""

from enum import StrEnum
from uuid import UUID

from tongjian.calendar import worse
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.reading import case_rows, read_key
from tongjian.cases.actions.supervising import stands_still
from tongjian.cases.actions.texts import sought
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.clocks import clocks_of
from tongjian.cases.domain.readings import ApplicationLine, CaseRow
from tongjian.cases.ports import ApplicationRow
from tongjian.identity import Actor
from tongjian.kit import Page

_FOUND = 20
_PAGE = 30


class Watched(StrEnum):
    """Which cases a supervisor looks at; each is a number of the overview."""

    RUNNING = "running"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    PAUSED = "paused"
    UNDELIVERED = "undelivered"


def search_cases(desk: Desk, actor: Actor, *, text: str) -> tuple[CaseRow, ...]:
    """Return the newest cases the actor may see by number, project, applicant or phone's end.

    None for an empty text.
    """
    words = sought(text)
    if not words:
        return ()
    with desk.begin(actor.access()):
        return case_rows(desk, desk.readings.search_cases(words, size=_FOUND))


def list_applications(desk: Desk, actor: Actor, *, after: str = "") -> Page[ApplicationLine]:
    """Return the parallel reviews the actor may see, newest first.

    Raises:
        Invalid: ``after`` is no place in the list.
    """
    if after:
        read_key(after)
    with desk.begin(actor.access()):
        page = desk.readings.list_applications(after=after, size=_PAGE)
        cases = desk.readings.list_cases_of(tuple(one.id for one in page.rows))
        lines = tuple(
            _line(desk, one, tuple(case for case in cases if case.application == one.id)) for one in page.rows
        )
        return Page(lines, page.next_key)


def list_watched(
    desk: Desk, actor: Actor, *, which: Watched, department: UUID | None = None, stage: str | None = None
) -> tuple[CaseRow, ...]:
    """Return the cases behind a number of the overview, the most urgent first."""
    with desk.begin(actor.access()):
        delivers = which is Watched.UNDELIVERED
        cases = [
            case
            for case in (desk.readings.list_undelivered() if delivers else desk.readings.list_open_cases())
            if (department is None or case.department == department)
            and (stage is None or case.frozen.stage == stage)
            and _is_watched(desk, case, which)
        ]
        rows = case_rows(desk, cases)
    return tuple(sorted(rows, key=lambda row: (row.due_on is None, row.due_on, row.number)))


def _is_watched(desk: Desk, case: Case, which: Watched) -> bool:
    clocks = clocks_of(
        case, received_on=case.received_on, calendar=desk.calendars.current(), today=desk.today()
    )
    due_on = clocks.next_due_on
    match which:
        case Watched.RUNNING | Watched.UNDELIVERED:
            return True
        case Watched.PAUSED:
            return stands_still(case, clocks)
        case Watched.DUE_TODAY:
            return due_on == desk.today()
        case Watched.OVERDUE:
            return due_on is not None and due_on < desk.today()


def _line(desk: Desk, application: ApplicationRow, cases: tuple[Case, ...]) -> ApplicationLine:
    open_cases = [case for case in cases if case.closed_at is None]
    clocks = [
        clocks_of(case, received_on=case.received_on, calendar=desk.calendars.current(), today=desk.today())
        for case in open_cases or cases
    ]
    return ApplicationLine(
        id=application.id,
        parallel_code=application.parallel_code,
        stage=application.stage,
        project_name=cases[0].project_name if cases else "",
        applicant_name=application.applicant_name,
        submitted_at=application.submitted_at,
        cases=len(cases),
        open_cases=len(open_cases),
        light=worse(*(one.light for one in clocks)),
        due_on=min((one.next_due_on for one in clocks if one.next_due_on is not None), default=None),
    )

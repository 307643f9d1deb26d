"""How long a project took so far, and in whose hands it was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tongjian.calendar import MeasuredCase, Measures, measure
from tongjian.cases.actions.desk import Desk
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import NotFound
from tongjian.identity import Actor
from tongjian.kit import local_day

_MANY = 1000
UNMEASURED = frozenset(
    {
        CaseState.RETRACTED,
        CaseState.TURNED_AWAY,
        CaseState.REJECTED,
        CaseState.REFUSED,
        CaseState.WITHDRAWN,
        CaseState.REVOKED,
    }
)
"""States that statistics of time leave out, as the cities' systems do: 2, 4, 5, 13, 14, 15."""


@dataclass(frozen=True, slots=True)
class StageMeasures:
    """The measures of one stage of a project, or of the whole.

    Attributes:
        stage: code of the stage; empty for the whole project.
        cases: number of cases measured.
        limit: working days the project's type allows the stage; None where none is set.
        is_over: the longest items together took longer than the limit.
    """

    stage: str
    name: str
    cases: int
    measures: Measures
    limit: int | None
    is_over: bool


def get_measures(desk: Desk, actor: Actor, *, project: UUID) -> tuple[StageMeasures, ...]:
    """Return the measures of every stage with a case that counts, then of the whole project.

    Raises:
        NotFound: no such project, or not for these eyes.
    """
    with desk.begin(actor.access()):
        found = desk.projects.find_project(project)
        if found is None:
            raise NotFound(what="项目")
        cases = [
            case
            for case in desk.readings.list_cases(project=project, size=_MANY).rows
            if case.state not in UNMEASURED
        ]
        measured = _measured(desk, cases)
        catalogue = desk.catalogue.current()
        kind = catalogue.project_type(found.type)
        lanes = [(stage.id, stage.name, kind.limit_of(stage.id)) for stage in catalogue.stages]
        rows = [
            _row(
                desk, [measured[case.id] for case in cases if case.frozen.stage == stage], stage, name, limit
            )
            for stage, name, limit in lanes
            if any(case.frozen.stage == stage for case in cases)
        ]
        return (*rows, _row(desk, measured.values(), "", "整个项目", kind.total_limit)) if rows else ()


def _row(
    desk: Desk, cases: Iterable[MeasuredCase], stage: str, name: str, limit: int | None
) -> StageMeasures:
    listed = tuple(cases)
    found = measure(listed, calendar=desk.calendars.current(), today=desk.today())
    over = limit is not None and found.longest > limit
    return StageMeasures(stage, name, len(listed), found, limit, over)


def _measured(desk: Desk, cases: list[Case]) -> dict[UUID, MeasuredCase]:
    receipts = desk.dated.list_receipts(tuple(case.id for case in cases))
    return {case.id: _of(case, receipts.get(case.id, ())) for case in cases}


def _of(case: Case, receipts: tuple[tuple[CaseState, datetime], ...]) -> MeasuredCase:
    waiting: list[tuple[date, date | None]] = []
    for state, at in receipts:
        if state is CaseState.CORRECTION_OPEN:
            waiting.append((local_day(at), None))
        elif state is CaseState.CORRECTION_DONE and waiting:
            waiting[-1] = (waiting[-1][0], local_day(at))
    closed_on = local_day(case.closed_at) if case.closed_at else None
    return MeasuredCase(
        instance=case.parallel_code or case.number,
        received_on=local_day(receipts[0][1]) if receipts else case.received_on,
        accepted_on=case.accepted_on,
        ended_on=case.decided_on or closed_on,
        special=tuple((pause.started_on, pause.ended_on) for pause in case.pauses),
        waiting=tuple(waiting),
    )

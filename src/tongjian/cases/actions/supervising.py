"""The supervisor's overview: running, due, overdue, paused, undelivered, by department and by stage."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongjian.calendar import Light
from tongjian.cases.actions.desk import Desk
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.clocks import CaseClocks, clocks_of
from tongjian.cases.domain.pauses import PauseTally, tally_pauses
from tongjian.cases.domain.readings import Overview, OverviewRow
from tongjian.cases.domain.states import CaseState
from tongjian.identity import Actor


@dataclass(slots=True)
class _Tally:
    running: int = 0
    due_today: int = 0
    overdue: int = 0
    paused: int = 0
    concluded: int = 0
    undelivered: int = 0
    silent: int = 0
    deemed: int = 0
    omitted: int = 0
    unchecked: int = 0
    stops: int = 0
    stopped_days: int = 0
    stops_without_basis: int = 0
    stops_overdue: int = 0

    def row(self, key: str, name: str) -> OverviewRow:
        return OverviewRow(
            key=key,
            name=name,
            running=self.running,
            due_today=self.due_today,
            overdue=self.overdue,
            paused=self.paused,
            concluded=self.concluded,
            undelivered=self.undelivered,
            silent=self.silent,
            deemed=self.deemed,
            omitted=self.omitted,
            unchecked=self.unchecked,
            stops=self.stops,
            stopped_days=self.stopped_days,
            stops_without_basis=self.stops_without_basis,
            stops_overdue=self.stops_overdue,
        )


def get_overview(desk: Desk, actor: Actor) -> Overview:
    """Return counts over every case the actor may see, as of today."""
    with desk.begin(actor.access()):
        cases = desk.readings.list_open_cases()
        concluded = desk.readings.count_concluded()
        undelivered = desk.readings.list_undelivered()
        silences = desk.consultations.count_silent()
        deemed, omitted = desk.acceptance.count_deemed(), desk.acceptance.count_omitted()
        names = {case.department: case.department_name for case in cases}
        unchecked = desk.promises.count_overdue_checks(desk.today())
        counted = (*concluded, *deemed, *omitted, *unchecked)
        names |= {one: desk.offices.office(one).name for one, _, _ in counted if one not in names}
        names |= {one.department: one.name for one in silences}
        stages = {stage.id: stage.name for stage in desk.catalogue.current().stages}
        calendar, today = desk.calendars.current(), desk.today()
    tallies: dict[tuple[str, str], _Tally] = defaultdict(_Tally)
    for case in cases:
        for key in _keys(str(case.department), case.frozen.stage):
            clocks = clocks_of(case, received_on=case.received_on, calendar=calendar, today=today)
            _count(tallies[key], case, clocks, today=today)
        _count_stops(tallies, case, tally_pauses(case.pauses, calendar=calendar, today=today))
    _add(tallies, "concluded", concluded)
    _add(tallies, "deemed", deemed)
    _add(tallies, "omitted", omitted)
    _add(tallies, "unchecked", unchecked)
    for case in undelivered:
        for key in _keys(str(case.department), case.frozen.stage):
            tallies[key].undelivered += 1
    for one in silences:
        tallies["total", ""].silent += one.number
        tallies["department", str(one.department)].silent += one.number
    by_name = {str(one): name for one, name in names.items()}
    return Overview(
        on=today,
        total=tallies["total", ""].row("", "合计"),
        by_department=_rows(tallies, "department", by_name),
        by_stage=_rows(tallies, "stage", stages),
    )


def _count_stops(tallies: dict[tuple[str, str], _Tally], case: Case, stops: PauseTally) -> None:
    """Count number and length of the stops of a case: many or long ones may hide a prolonging."""
    if not stops.number:
        return
    for key in _keys(str(case.department), case.frozen.stage):
        tally = tallies[key]
        tally.stops += stops.number
        tally.stopped_days += stops.days
        tally.stops_without_basis += stops.without_basis
        tally.stops_overdue += stops.open_overdue


def stands_still(case: Case, clocks: CaseClocks) -> bool:
    """Return whether a case waits for something else than its officers: a pause, or the applicant."""
    return case.state is CaseState.PAUSED or clocks.light is Light.GREY


def _keys(department: str, stage: str) -> tuple[tuple[str, str], ...]:
    return (("total", ""), ("department", department), ("stage", stage))


def _count(tally: _Tally, case: Case, clocks: CaseClocks, *, today: date) -> None:
    tally.running += 1
    tally.paused += stands_still(case, clocks)
    if clocks.next_due_on is None:
        return
    tally.due_today += clocks.next_due_on == today
    tally.overdue += clocks.next_due_on < today


def _add(
    tallies: dict[tuple[str, str], _Tally], tallied: str, counts: tuple[tuple[UUID, str, int], ...]
) -> None:
    for department, stage, number in counts:
        for key in _keys(str(department), stage):
            setattr(tallies[key], tallied, getattr(tallies[key], tallied) + number)


def _rows(
    tallies: dict[tuple[str, str], _Tally], group: str, names: dict[str, str]
) -> tuple[OverviewRow, ...]:
    rows = [
        tally.row(key, names.get(key, key or "单项申报"))
        for (kind, key), tally in tallies.items()
        if kind == group
    ]
    return tuple(sorted(rows, key=lambda row: (-row.overdue, -row.due_today, -row.running, row.name)))

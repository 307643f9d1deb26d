"""Finding out who holds a project up, from its open tasks, consultations and clocks."""

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.tasks import APPLICANT
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.clocks import clocks_of
from tongjian.cases.domain.consultation import Consultation
from tongjian.cases.domain.holdups import Waiting, holdup_of
from tongjian.cases.domain.readings import PanoramaItem
from tongjian.cases.domain.waiting import Holdup
from tongjian.cases.ports import WorkItem
from tongjian.kit import local_day


def find_holdup(desk: Desk, cases: tuple[Case, ...], items: tuple[PanoramaItem, ...]) -> Holdup | None:
    """Return what a project waits for most, inside an open transaction; None where nothing is left to do."""
    ids = tuple(case.id for case in cases)
    if not ids:
        return holdup_of((), items, today=desk.today())
    work = desk.readings.list_work_of(ids)
    asked: dict[object, tuple[Consultation, ...]] = {}
    for one in desk.consultations.list_of_cases(ids):
        if one.status.is_open:
            asked[one.case] = (*asked.get(one.case, ()), one)
    main = {one.code for one in items if one.line == "main"}
    running = (
        _waiting(desk, case, work.get(case.id, ()), asked.get(case.id, ()), main=main)
        for case in cases
        if work.get(case.id) or (case.id in asked and case.closed_at is None)
    )
    return holdup_of(running, items, today=desk.today())


def _waiting(
    desk: Desk, case: Case, work: tuple[WorkItem, ...], asked: tuple[Consultation, ...], *, main: set[str]
) -> Waiting:
    mine = tuple(one for one in work if one.role == APPLICANT)
    shown = mine or work
    return Waiting(
        case=case,
        clocks=clocks_of(
            case, received_on=case.received_on, calendar=desk.calendars.current(), today=desk.today()
        ),
        who=tuple(dict.fromkeys(f"{one.organisation_name}（{one.node_name}）" for one in shown)),
        since=min((local_day(one.offered_at) for one in shown), default=None),
        applicants=bool(mine),
        main=case.frozen.item_code in main,
        asked=asked if case.closed_at is None else (),
    )

"""What the demo prints at its end: stages and items with their days, papers, numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from tongjian.calendar import ClockKind, Pause, TimeUnit, WorkCalendar, days_used
from tongjian.roles.demo.chapters import Stage, both_words, tell
from tongjian.roles.demo.progress import padded
from tongjian.roles.demo.scene import Journey, Run, Scene
from tongjian.roles.demo.shapes import ApplicationSheet, Case, CaseSheet, Catalogue, Lane, Verified

_RULE = "─" * 100
_ONE_DAY = timedelta(days=1)
_GRANTED = 11
_SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Papers:
    """Papers of one stage.

    Attributes:
        submitted: handed in.
        reused: filled by an earlier result or paper (免提交).
    """

    submitted: int
    reused: int

    def __add__(self, other: "Papers") -> "Papers":
        return Papers(self.submitted + other.submitted, self.reused + other.reused)

    def __str__(self) -> str:
        return f"材料 提交 {self.submitted} 份、免提交 {self.reused} 份"


NO_PAPERS = Papers(0, 0)


def used_days(case: Case, calendar: WorkCalendar) -> int | None:
    """Return the working days from acceptance to decision, the clock's pauses taken out."""
    if case.accepted_on is None or case.decided_on is None:
        return None
    pauses = tuple(
        Pause(
            from_on=one.started_on, to_on=one.ended_on, stops=frozenset(ClockKind(kind) for kind in one.stops)
        )
        for one in case.pauses
    )
    return days_used(
        starts_on=case.accepted_on,
        ends_on=case.decided_on,
        pauses=pauses,
        kind=ClockKind.PROMISED,
        unit=TimeUnit.WORKING_DAYS,
        calendar=calendar,
    )


def report(scene: Scene, stage: Stage | None = None) -> Iterator[str]:
    """Return the lines of the report; ``stage``: the chapters, where they were played."""
    total = NO_PAPERS
    for journey in scene.journeys:
        runs = [run for run in scene.runs if run.journey is journey]
        papers = _papers(journey)
        total = sum(papers.values(), total)
        yield from ("", _RULE, _headline(journey), _RULE)
        lanes = journey.panorama.lanes if journey.panorama else ()
        for lane in lanes:
            yield from _stage(scene, lane, runs, papers.get(lane.stage, NO_PAPERS))
        if not lanes:
            yield f"单项申报　{papers.get('', NO_PAPERS)}"
            yield from (_line(scene, run) for run in runs)
    yield from ("", _RULE, "途中的曲折", _RULE, *sorted(scene.happened))
    if stage is not None:
        yield from ("", _RULE, "期限和办理规则逐一演示（每项一个办件，附两个时钟）", _RULE, *tell(stage))
    yield from _warnings(scene)
    yield from ("", _RULE, _totals(scene, total), _RULE)


def _headline(journey: Journey) -> str:
    plan = journey.plan
    if plan is None:
        return f"{journey.title}　农村村民住宅建设（单项申报）"
    panorama = journey.panorama
    units = "、".join(one.name for one in panorama.unit_projects) if panorama else ""
    return f"{plan.name}（{plan.type}）　{plan.code}\n{plan.address}　工程：{units}"


def _stage(scene: Scene, lane: Lane, runs: list[Run], papers: Papers) -> Iterator[str]:
    own = [run for run in runs if run.sheet and run.sheet.case.frozen.stage == lane.stage]
    if not own:
        return
    days = [days for run in own if (days := _used(scene, run)) is not None]
    longest, in_hand = max(days, default=0), _days_in_hand(scene, own)
    items = len({run.item for run in own})
    yield ""
    yield f"【{lane.name}】{items} 个事项；{papers}"
    yield (
        f"  最长并联事项用时 {longest} 个工作日{_against(longest, lane.limit)}，"
        f"部门在办合计 {in_hand} 个工作日{_against(in_hand, lane.limit)}"
    )
    yield from (_line(scene, run) for run in sorted(own, key=lambda run: run.item))


def _against(days: int, limit: int | None) -> str:
    """Return the days against the limit of the stage; the parallel lines have none."""
    if limit is None:
        return ""
    return f"（时限 {limit}，超出 {days - limit}）" if days > limit else f"（时限 {limit}，未超）"


def _days_in_hand(scene: Scene, runs: list[Run]) -> int:
    """Return the working days on which a department had at least one case in hand and its clock ran.

    What follows one another adds up here, where the longest item alone would hide it. The time of
    utilities and intermediaries is their customers', not the departments'.
    """
    calendar, days = scene.days.calendar, set[date]()
    cases = [run.sheet.case for run in runs if run.sheet and run.sheet.case.frozen.kind != _SERVICE]
    for case in cases:
        day = case.accepted_on
        while day and case.decided_on and day < case.decided_on:
            day += _ONE_DAY
            stopped = any(one.started_on < day <= (one.ended_on or day) for one in case.pauses)
            if calendar.is_working(day) and not stopped:
                days.add(day)
    return len(days)


def _line(scene: Scene, run: Run) -> str:
    sheet = run.sheet
    if sheet is None:
        return f"  {run.item}"
    frozen = sheet.case.frozen
    limit = frozen.promised or frozen.statutory
    used = _used(scene, run)
    time = f"{'—' if used is None else used}/{limit.days if limit else '—'} 日"
    numbers = "；".join(f"{one.title} {one.number}" for one in sheet.results) or "—"
    outside = "（外部系统）" if frozen.source_system else ""
    return (
        f"  {padded(run.item, 6)}{padded(frozen.item_name + outside, 44)} {sheet.case.number} "
        f"{padded(sheet.state_label, 12)} {padded(time, 9)} "
        f"{both_words(sheet.clocks)}　{numbers}{_unit(run)}"
    )


def _unit(run: Run) -> str:
    """Return the unit project of a case where its project is split into several."""
    plan, sheet = run.journey.plan, run.sheet
    names = {one.name for one in plan.units} if plan and len(plan.units) > 1 else set[str]()
    unit = sheet.unit_project if sheet else None
    return f"　{unit.name}" if unit and unit.name in names else ""


def _used(scene: Scene, run: Run) -> int | None:
    return used_days(run.sheet.case, scene.days.calendar) if run.sheet else None


def _papers(journey: Journey) -> dict[str, Papers]:
    """Return the papers by stage, as the house counts them."""
    counted: dict[str, Papers] = {}
    for stage, application in journey.applications:
        sheet = journey.agent.read(_address(application), ApplicationSheet)
        counted[stage] = counted.get(stage, NO_PAPERS) + Papers(sheet.submitted_count, sheet.reused_count)
    return counted


def _address(application: UUID) -> str:
    return f"/applications/{application}"


def _warnings(scene: Scene) -> Iterator[str]:
    catalogue = scene.people.clerk().read("/catalogue", Catalogue)
    yield from (
        "",
        _RULE,
        f"目录的时限冲突（照实提示，未作调整）：{catalogue.title} {catalogue.version}",
        _RULE,
    )
    yield from (f"⚠ {warning}" for warning in catalogue.warnings)


def _totals(scene: Scene, papers: Papers) -> str:
    sheets = [run.sheet for run in scene.runs if run.sheet]
    within = [sheet for sheet in sheets if _within(scene, sheet)]
    granted = [sheet for sheet in sheets if sheet.case.state == _GRANTED]
    results = [one for sheet in sheets for one in sheet.results]
    valid = sum(_is_valid(scene, one.number) for one in results)
    line = scene.people.line
    share = round(100 * papers.reused / max(1, papers.submitted + papers.reused))
    return (
        f"合计：{len(scene.journeys)} 位申请人，{len(sheets)} 个办件（办结通过 {len(granted)}），"
        f"结果文书 {len(results)} 份（公开核验有效 {valid}），承诺时限内办结 {len(within)}/{len(sheets)}；\n"
        f"{papers}（免提交 {share}%）；"
        f"接口请求 {line.requests} 次，操作 {len(line.acknowledged)} 次，"
        f"其中 {line.repeats} 次以同一幂等键重发\n"
        f"虚拟日期至 {scene.days.today}"
    )


def _is_valid(scene: Scene, number: str) -> bool:
    """Ask as any passer-by may."""
    return scene.people.clerk().read("/verify", Verified, code=number).status == "valid"


def _within(scene: Scene, sheet: CaseSheet) -> bool:
    used, limit = used_days(sheet.case, scene.days.calendar), sheet.case.frozen.promised
    return used is None or limit is None or used <= limit.days

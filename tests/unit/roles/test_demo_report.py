"""What the demo's report counts as a department's time."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

import msgspec

from tongjian.roles.demo.client import Caller, Line
from tongjian.roles.demo.days import Days
from tongjian.roles.demo.people import People
from tongjian.roles.demo.report import report
from tongjian.roles.demo.scene import Journey, Run, Scene
from tongjian.roles.demo.shapes import CaseSheet, Lane, Panorama
from tongjian.roles.virtual_clock import FileClock

PERMIT_DAYS = (date(2025, 4, 28), date(2025, 5, 7))
"""Monday to Wednesday after Labour Day, with a working Sunday before: 28, 29, 30 April, 6, 7 May."""


@dataclass
class SilentCaller(Caller):
    """Answers what the report asks of the house: no papers, no warnings, everything valid."""

    def read(self, path: str, shape: type, **_query: str) -> object:
        known = {"/catalogue": {"version": "1", "title": "目录", "warnings": ["时限冲突"]}}
        plain = {"id": str(uuid4()), "parallel_code": "", "submitted_count": 3, "reused_count": 1}
        return msgspec.convert(known.get(path, plain | {"status": "valid"}), shape)


def sheet(*, kind: str, accepted: date, decided: date, item: str = "S1-06") -> CaseSheet:
    frozen = {
        "item_code": item,
        "item_name": "某事项",
        "stage": "1",
        "kind": kind,
        "source_system": "",
        "statutory": None,
        "promised": {"days": 5, "unit": "工作日"},
    }
    case = {
        "id": str(uuid4()),
        "number": "3708",
        "frozen": frozen,
        "application": str(uuid4()),
        "department_name": "某局",
        "applicant": str(uuid4()),
        "state": 11,
        "position": 4,
        "received_on": accepted.isoformat(),
        "accepted_on": accepted.isoformat(),
        "decided_on": decided.isoformat(),
        "delivered_on": None,
        "pauses": [],
    }
    rest = {"state_label": "准予许可", "steps": [], "materials": [], "correction": []}
    clock = {"on": None, "state": 4}
    rest |= {"clocks": {"statutory": clock, "promised": clock, "light": "绿"}}
    results = [{"number": "证1", "title": "许可证", "file": None}]
    return msgspec.convert({"case": case, "results": results, **rest}, CaseSheet)


def report_of(tmp_path: Path, *sheets: CaseSheet, limit: int = 5) -> str:
    line = Line("http://nowhere")
    line.close()
    clerk = SilentCaller(line, "clerk", dict, lambda _: None)
    people = People(line=line, password="", read_code=str, wait=lambda _: None, callers={"clerk": clerk})
    scene = Scene(people=people, days=Days(FileClock(tmp_path / "clock")))
    journey = Journey(key="x", title="某项目", agent=clerk, contact="", phone="")
    journey.panorama = Panorama(lanes=(Lane("1", "第一阶段", (), limit),), unit_projects=())
    journey.applications = [("1", uuid4())]
    scene.journeys.append(journey)
    for one in sheets:
        item = one.case.frozen.item_code
        scene.runs.append(
            Run(journey, one.case.id, item, PERMIT_DAYS[0], PERMIT_DAYS[0], done=True, sheet=one)
        )
    return "\n".join(report(scene))


def test_days_are_counted_without_the_holiday_and_held_against_the_limit(tmp_path: Path) -> None:
    first, last = PERMIT_DAYS
    said = report_of(tmp_path, sheet(kind="permit", accepted=first, decided=last))
    assert "最长并联事项用时 4 个工作日（时限 5，未超）" in said
    assert "4/5 日" in said
    assert "材料 提交 3 份、免提交 1 份" in said


def test_what_follows_one_another_adds_up_and_the_excess_is_told(tmp_path: Path) -> None:
    first, last = PERMIT_DAYS
    said = report_of(
        tmp_path,
        sheet(kind="permit", accepted=first, decided=last),
        sheet(kind="permit", accepted=last, decided=date(2025, 5, 9), item="S1-13"),
    )
    assert "部门在办合计 6 个工作日（时限 5，超出 1）" in said


def test_a_providers_time_is_not_the_departments(tmp_path: Path) -> None:
    first, last = PERMIT_DAYS
    said = report_of(tmp_path, sheet(kind="service", accepted=first, decided=last))
    assert "部门在办合计 0 个工作日" in said


def test_the_catalogues_conflicts_and_the_totals_are_told(tmp_path: Path) -> None:
    first, last = PERMIT_DAYS
    said = report_of(tmp_path, sheet(kind="permit", accepted=first, decided=last))
    assert "⚠ 时限冲突" in said
    assert "承诺时限内办结 1/1" in said
    assert "结果文书 1 份（公开核验有效 1）" in said

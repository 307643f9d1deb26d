"""Cases for the staff pages: the sample city's companies and citizens apply, its officers act."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from uuid import UUID

from tests.database import Database
from tests.store.walk import TurnedClock, Walk
from tests.unit.catalogue.projects import FACTORY, HOUSING, SCHOOL
from tongjian import cases
from tongjian.cases import Building, CorrectionPoint, ProjectForm, Receipt
from tongjian.identity import Actor
from tongjian.rules import Fact

ROAD, TREES, TERMS, SCENIC, HOUSE = "P-08", "P-09", "S1-10", "S1-12", "C-01"
_FIRST = 24
"""So many calendar days before today the first application comes in."""

_SPLIT = 6
"""Which of the works is built in two unit projects."""

_FIRST_KEY, _FIRST_CODE = 1_000_001, 778_801
"""Out of the way of what other tests of the same run enter."""


@dataclass(frozen=True, slots=True)
class Works:
    """A project of the sample city."""

    name: str
    company: str
    type: str
    facts: dict[str, Fact]


_FACTORY, _HOUSING, _SCHOOL = "91370811MA3EX5T705", "91370811MA3WXK2P30", "12370800495200185L"
WORKS = (
    Works("精工制造二期标准厂房", _FACTORY, "T4", FACTORY),
    Works("滨江花园住宅小区", _HOUSING, "T3", HOUSING),
    Works("望潮区第三中学教学楼", _SCHOOL, "T1", SCHOOL),
    Works("人民医院扩建工程配套道路", _SCHOOL, "T1", SCHOOL),
    Works("临湾科创园研发中心", _FACTORY, "T4", FACTORY),
    Works("安居东苑三期", _HOUSING, "T3", HOUSING),
    Works("海堤路幼儿园", _SCHOOL, "T1", SCHOOL),
    Works("精工物流仓储中心（含冷链车间及附属办公楼）", _FACTORY, "T4", FACTORY),
)


@dataclass(frozen=True, slots=True)
class City:
    """What has been applied for, by what became of it.

    Attributes:
        review: ids of the applications for two items of the first stage, one for each of the works.
        road: the cases of the road item, oldest first.
        house: a citizen's case.
        draft: number of a draft that a citizen has begun.
        split: id and code of a project of two unit projects.
        unit: id of one of them.
    """

    walk: Walk
    review: tuple[UUID, ...]
    road: tuple[UUID, ...]
    house: UUID
    draft: str
    split: tuple[UUID, str]
    unit: UUID


def seed(database: Database) -> City:
    """Apply twice for two items for each of the works, once for a house, and act on them in many ways."""
    start = datetime.now(UTC) - timedelta(days=_FIRST)
    walk = Walk(database, clock=TurnedClock(start), keys=count(_FIRST_KEY))
    review, road = [], []
    for at, one in enumerate(WORKS):
        walk.clock.at = start + timedelta(days=_FIRST * at // len(WORKS))
        first, second = _apply(walk, one, serial=at)
        review.append(second.id)
        road.append(dict(first.made)[ROAD])
    for at, case in enumerate(road[:6]):
        walk.clock.at = start + timedelta(days=min(_FIRST - 1, _FIRST * at // len(WORKS) + 1))
        _ACTS[at](walk, case)
    walk.clock.at = datetime.now(UTC) - timedelta(days=1)
    house, draft = _house(walk)
    walk.clock.at = datetime.now(UTC)
    return City(walk, tuple(review), tuple(road), house, draft, *_split(walk, road[_SPLIT]))


def _split(walk: Walk, case: UUID) -> tuple[tuple[UUID, str], UUID]:
    found = cases.get_case(walk.desk, walk.officer("clerk"), case=case).case
    agent = walk.agent_of(WORKS[_SPLIT].company)
    assert found.project is not None
    for name in ("一标段", "二标段"):
        tower = Building(
            UUID(int=0),
            f"{name}1号楼",
            area_above=Decimal(21500),
            area_below=Decimal(3200),
            storeys_above=26,
            storeys_below=1,
            height=Decimal("77.8"),
        )
        cases.add_unit_project(
            walk.desk,
            agent,
            project=found.project,
            name=name,
            scope="住宅楼及地下车库",
            buildings=(tower,),
            ticket=walk.ticket(),
        )
    units = cases.get_panorama(walk.desk, agent, project=found.project).unit_projects
    return (found.project, found.unit_project), units[-1].id


def _apply(walk: Walk, works: Works, *, serial: int) -> list[Receipt]:
    agent = walk.agent_of(works.company)
    applicant = next(one for one in agent.applicants if one.code == works.company)
    form = ProjectForm(
        secret=False,
        emergency=False,
        code=f"2606-370811-04-01-{_FIRST_CODE + serial}",
        name=works.name,
        type=works.type,
        region="370811",
        address=f"临湾区工业路 {serial + 1} 号",
        facts=works.facts | {f"asks.{TERMS}": True, "in_scenic_area": True},
    )
    project = cases.register_project(
        walk.desk, agent, applicant=applicant.id, form=form, ticket=walk.ticket()
    ).id
    return [_hand_in(walk, agent, applicant.id, project, items) for items in ((ROAD, TREES), (TERMS, SCENIC))]


def _hand_in(
    walk: Walk, agent: Actor, applicant: UUID, project: UUID | None, items: tuple[str, ...], **answers: str
) -> Receipt:
    begun = cases.begin_draft(
        walk.desk, agent, items=items, applicant=applicant, project=project, ticket=walk.ticket()
    )
    sheet = cases.get_draft(walk.desk, agent, draft=begun.id)
    paper = walk.pdf(agent, applicant)
    cases.save_draft(
        walk.desk,
        agent,
        draft=begun.id,
        version=1,
        answers=answers or {"contact_name": "赵经办", "contact_phone": "13800000003"},
        files={slot.key: paper for slot in sheet.slots if slot.required and slot.reusable is None},
        ticket=walk.ticket(),
    )
    return cases.submit(walk.desk, agent, draft=begun.id, ticket=walk.ticket())


def accept(walk: Walk, case: UUID) -> None:
    """Accept a case at the counter."""
    cases.accept(
        walk.desk,
        walk.officer("clerk"),
        case=case,
        opinion="材料齐全",
        judge_rest=True,
        ticket=walk.ticket(),
    )


def _correct(walk: Walk, case: UUID) -> None:
    clerk = walk.officer("clerk")
    material = cases.get_case(walk.desk, clerk, case=case).materials[0]
    point = CorrectionPoint(material.key, material.name, "第 3 页缺少建设单位盖章")
    cases.correct(walk.desk, clerk, case=case, points=(point,), judge_rest=True, ticket=walk.ticket())


def review(walk: Walk, case: UUID) -> None:
    """Accept a case and give every opinion it waits for."""
    accept(walk, case)
    clerk = walk.officer("clerk")
    for step in cases.get_case(walk.desk, clerk, case=case).steps:
        act = cases.review if step.node == "review" else cases.co_sign
        act(walk.desk, _holder(walk, step), case=case, opinion="现场踏勘，符合要求。", ticket=walk.ticket())


def _holder(walk: Walk, step: cases.OpenStep) -> Actor:
    assert step.organisation is not None
    return walk.holders_of(step.organisation, step.role)


def _pause(walk: Walk, case: UUID) -> None:
    accept(walk, case)
    officer = walk.officer("reviewer_urban_management")
    cases.pause(
        walk.desk,
        officer,
        case=case,
        kind="1",
        reason="道路占用方案涉及公众利益",
        planned_days=10,
        ticket=walk.ticket(),
    )


def _grant(walk: Walk, case: UUID) -> None:
    review(walk, case)
    officer = walk.officer("approver_urban_management")
    cases.grant(walk.desk, officer, case=case, opinion="同意", ticket=walk.ticket())
    cases.issue(walk.desk, walk.officer("clerk"), case=case, ticket=walk.ticket())


_ACTS = (accept, _pause, _grant, review, accept, _correct)


def _house(walk: Walk) -> tuple[UUID, str]:
    citizen = walk.citizen("13800000001")
    applicant = citizen.applicants[0].id
    form = walk.desk.catalogue.current().form("rural_house")
    special = {
        "choice": "",
        "yes_no": "yes",
        "number": "2",
        "phone": "13800000001",
        "citizen_id": "370811198802143517",
        "date": "2026-06-01",
    }
    answers = {
        one.name: one.choices[0].code if one.choices else special.get(one.kind.value, "临湾区海堤镇望海村")
        for one in form.fields
    } | {"applicant_name": "林海生"}
    case = _hand_in(walk, citizen, applicant, None, (HOUSE,), **answers).made[0][1]
    other = cases.begin_draft(walk.desk, citizen, items=("C-03",), applicant=applicant, ticket=walk.ticket())
    return case, other.number

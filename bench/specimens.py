"""Specimen projects, brought to a state by the acts themselves; the load is copies of them."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

from bench.people import People
from tongjian import cases
from tongjian.cases import Desk, ProjectForm, Ticket
from tongjian.identity import Actor
from tongjian.rules import Fact

COMPANY = "91370811MA3EX5T705"
APPLICATIONS = (
    ("P-04", "P-05", "P-06", "P-08", "P-09", "P-12", "P-14", "P-24", "P-25"),
    ("S1-10", "S1-12"),
    ("S2-06", "S2-07"),
)
ITEMS = sum(len(items) for items in APPLICATIONS)
_FACTS: dict[str, Fact] = {
    "site_area_ha": 3,
    "earthwork_m3": 20000,
    "in_flood_or_river_area": True,
    "takes_water_directly": True,
    "major_seismic_project": True,
    "in_scenic_area": True,
    "in_heritage_zone": True,
    "large_basic_construction": False,
    "archaeology_done": False,
    "overlimit_highrise": True,
    "asks.P-14": True,
    "asks.P-24": True,
    "asks.P-25": True,
    "asks.S1-10": True,
}
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n162\n%%EOF\n"
)


@dataclass
class PastClock:
    """A clock that stands so many days before now; set forward between the acts."""

    days_ago: int = 12

    def now(self) -> datetime:
        """Return the moment in the past."""
        return datetime.now(UTC) - timedelta(days=self.days_ago)


@dataclass
class Maker:
    """Brings cases to a state, each act by someone whose it is."""

    desk: Desk
    people: People
    clock: PastClock
    keys: "count[int]" = field(default_factory=lambda: count(1))

    def received(self, serial: int) -> UUID:
        """Register a project and apply for everything; nobody at the counter has looked yet."""
        self.clock.days_ago = 4
        return self._register(serial)

    def under_review(self, serial: int) -> UUID:
        """Also accept everything; the reviewers have opened the cases."""
        self.clock.days_ago = 9
        project = self._register(serial)
        self.clock.days_ago = 7
        self._each(project, self._accept)
        self._each(project, self._begin)
        return project

    def to_decide(self, serial: int) -> UUID:
        """Also give every opinion: the approvers are to decide."""
        project = self.under_review(serial)
        self.clock.days_ago = 3
        self._each(project, self._review)
        return project

    def delivered(self, serial: int) -> UUID:
        """Also grant, make out and deliver: everything is over."""
        project = self.to_decide(serial)
        self.clock.days_ago = 2
        self._each(project, self._grant)
        self._each(project, self._hand_over)
        return project

    def _register(self, serial: int) -> UUID:
        agent = self.people.agent_of(COMPANY)
        company = next(one.id for one in agent.applicants if one.code == COMPANY)
        form = ProjectForm(
            secret=False,
            emergency=False,
            code=f"2606-370811-04-01-{900000 + serial}",
            name="临湾区工业园标准厂房",
            type="T4",
            region="370811",
            address="临湾区工业路 1 号",
            facts=_FACTS,
        )
        project = cases.register_project(
            self.desk, agent, applicant=company, form=form, ticket=self._ticket()
        ).id
        for items in APPLICATIONS:
            self._apply(agent, company, project, items)
        return project

    def _apply(self, agent: Actor, company: UUID, project: UUID, items: tuple[str, ...]) -> None:
        desk = self.desk
        begun = cases.begin_draft(
            desk, agent, items=items, applicant=company, project=project, ticket=self._ticket()
        )
        sheet = cases.get_draft(desk, agent, draft=begun.id)
        paper = cases.store_file(desk, agent, stream=io.BytesIO(_PDF), name="材料.pdf", holder=company).id
        cases.save_draft(
            desk,
            agent,
            draft=begun.id,
            version=1,
            answers={"contact_name": "赵经办", "contact_phone": "13800000003"},
            files={slot.key: paper for slot in sheet.slots if slot.required and slot.reusable is None},
            ticket=self._ticket(),
        )
        cases.submit(desk, agent, draft=begun.id, ticket=self._ticket())

    def _each(self, project: UUID, act: Callable[[UUID], None]) -> None:
        for (case,) in self.people.loader.execute(
            "SELECT id FROM cases_case WHERE project_id = %s ORDER BY id", (project,)
        ).fetchall():
            act(case)

    def _accept(self, case: UUID) -> None:
        cases.accept(
            self.desk,
            self._clerk(),
            case=case,
            opinion="材料齐全",
            judge_rest=True,
            ticket=self._ticket(),
        )

    def _begin(self, case: UUID) -> None:
        officer = self.people.in_post(self._department(case), "reviewer")
        cases.begin_review(self.desk, officer, case=case, ticket=self._ticket())

    def _review(self, case: UUID) -> None:
        for step in cases.get_case(self.desk, self._clerk(), case=case).steps:
            act = cases.review if step.node == "review" else cases.co_sign
            officer = self.people.in_post(step.organisation or self._department(case), step.role)
            act(self.desk, officer, case=case, opinion="经现场踏勘，符合要求。", ticket=self._ticket())

    def _grant(self, case: UUID) -> None:
        officer = self.people.in_post(self._department(case), "approver")
        cases.grant(self.desk, officer, case=case, opinion="同意", ticket=self._ticket())

    def _hand_over(self, case: UUID) -> None:
        cases.issue(self.desk, self._clerk(), case=case, ticket=self._ticket())
        cases.deliver(
            self.desk, self._clerk(), case=case, how="online", receiver="赵经办", ticket=self._ticket()
        )

    def _clerk(self) -> Actor:
        return self.people.officer("clerk")

    def _department(self, case: UUID) -> UUID:
        row = self.people.loader.execute(
            "SELECT department FROM cases_case WHERE id = %s", (case,)
        ).fetchone()
        return UUID(str(row[0])) if row else case

    def _ticket(self) -> Ticket:
        return Ticket(key=f"specimen-{next(self.keys)}")

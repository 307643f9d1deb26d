"""A project and its cases, brought quickly to any point of their way; what the tables then hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from tests.database import Database
from tests.store.walk import PDF, Walk
from tests.unit.catalogue.projects import FACTORY
from tongjian import cases
from tongjian.cases import ProjectForm, Receipt, Ticket, Verdict
from tongjian.evidence import Document, Documents, LogEntry
from tongjian.evidence.store.entries import entry_of
from tongjian.identity import Actor
from tongjian.kit import AccessContext
from tongjian.rules import Fact

FIRM, OTHER_FIRM = "91370811MA3EX5T705", "91370811MA3WXK2P30"
CONTACT = {"contact_name": "赵经办", "contact_phone": "13800000003"}
PERMIT, PLAIN_PERMIT, FILING, SERVICE, INSPECTION = "P-08", "P-04", "P-29", "P-16", "S4-13"
"""A permit that two departments co-sign, one without, and one item of each other kind."""


class BlankPaper:
    """A typesetter that sets every document as one empty page."""

    def check(self, document: Document) -> None:
        """Let every character pass."""

    def typeset(self, document: Document) -> bytes:
        return PDF + f"% {document.number}\n".encode()


@dataclass
class Play:
    """The sample city with one firm's project in it."""

    walk: Walk
    code: str = "2606-370811-04-01-123456"
    firm: str = FIRM
    facts: dict[str, Fact] = field(default_factory=lambda: dict(FACTORY))

    def __post_init__(self) -> None:
        self.desk = replace(self.walk.desk, documents=Documents(BlankPaper()))
        self.agent = self.walk.agent_of(self.firm)
        self.applicant = next(one.id for one in self.agent.applicants if one.code == self.firm)
        self.clerk = self.walk.officer("clerk")
        self.project = self.register()
        self.paper = self.walk.pdf(self.agent, self.applicant)

    def register(self, **changes: object) -> UUID:
        form = ProjectForm(
            secret=False,
            emergency=False,
            code=self.code,
            name="精工制造厂房",
            type="T4",
            region="370811",
            address="临湾区工业路 1 号",
            facts=self.facts,
        )
        form = replace(form, **changes)  # type: ignore[arg-type]
        return cases.register_project(
            self.desk, self.agent, applicant=self.applicant, form=form, ticket=self.ticket()
        ).id

    def ticket(self, position: int | None = None) -> Ticket:
        return self.walk.ticket(position)

    def draft(self, *items: str, unit_project: UUID | None = None) -> UUID:
        """Begin an application and fill it in, every paper with the same file."""
        begun = cases.begin_draft(
            self.desk,
            self.agent,
            items=items,
            applicant=self.applicant,
            project=self.project,
            unit_project=unit_project,
            ticket=self.ticket(),
        )
        sheet = cases.get_draft(self.desk, self.agent, draft=begun.id)
        files = {slot.key: self.paper for slot in sheet.slots if slot.reusable is None and slot.required}
        cases.save_draft(
            self.desk,
            self.agent,
            draft=begun.id,
            version=1,
            answers=CONTACT,
            files=files,
            ticket=self.ticket(),
        )
        return begun.id

    def submit(self, *items: str, unit_project: UUID | None = None) -> Receipt:
        draft = self.draft(*items, unit_project=unit_project)
        return cases.submit(self.desk, self.agent, draft=draft, ticket=self.ticket())

    def apply(self, item: str, *, unit_project: UUID | None = None) -> UUID:
        return self.submit(item, unit_project=unit_project).made[0][1]

    def accepted(self, item: str) -> UUID:
        case = self.apply(item)
        cases.accept(self.desk, self.clerk, case=case, judge_rest=True, ticket=self.ticket())
        return case

    def reviewed(self, item: str) -> UUID:
        """Bring a case to where only its decision is open."""
        case = self.accepted(item)
        for step in self.sheet(case).steps:
            assert step.organisation is not None
            officer = self.walk.holders_of(step.organisation, "reviewer")
            act = cases.review if step.node == "review" else cases.co_sign
            act(self.desk, officer, case=case, opinion="同意", verdict=Verdict.AGREE, ticket=self.ticket())
        return case

    def granted(self, item: str) -> UUID:
        case = self.reviewed(item)
        cases.grant(self.desk, self.approver(case), case=case, ticket=self.ticket())
        return case

    def issued(self, item: str) -> UUID:
        case = self.granted(item)
        cases.issue(self.desk, self.clerk, case=case, ticket=self.ticket())
        return case

    def delivered(self, item: str) -> UUID:
        case = self.issued(item)
        cases.deliver(self.desk, self.clerk, case=case, how="online", receiver="赵经办", ticket=self.ticket())
        return case

    def refused(self, item: str) -> UUID:
        case = self.reviewed(item)
        cases.refuse(self.desk, self.approver(case), case=case, reason="不符合条件", ticket=self.ticket())
        return case

    def paused(self, item: str, *, kind: str = "6") -> UUID:
        case = self.accepted(item)
        cases.pause(
            self.desk,
            self.reviewer(case),
            case=case,
            kind=kind,
            reason="需要论证",
            planned_days=5,
            ticket=self.ticket(),
        )
        return case

    def correcting(self, item: str) -> tuple[UUID, cases.CorrectionPoint]:
        case = self.apply(item)
        first = self.sheet(case).materials[0]
        point = cases.CorrectionPoint(first.key, first.name, "请盖章")
        cases.correct(
            self.desk, self.clerk, case=case, points=(point,), judge_rest=True, ticket=self.ticket()
        )
        return case, point

    def opened(self, item: str) -> UUID:
        """Open a case by the provider or inspector that holds the item."""
        return cases.open_by_holder(
            self.desk, self.holder(item), project=self.project, item=item, ticket=self.ticket()
        ).id

    def holder(self, item: str) -> Actor:
        spec = self.desk.catalogue.current().item(item)
        organisation = self.desk.offices.department(spec.handling.lead_department).id
        return self.walk.holders_of(organisation, "provider" if spec.kind.value == "service" else "reviewer")

    def sheet(self, case: UUID, actor: Actor | None = None) -> cases.CaseSheet:
        return cases.get_case(self.desk, actor or self.agent, case=case)

    def reviewer(self, case: UUID) -> Actor:
        return self.walk.holders_of(self.sheet(case).case.department, "reviewer")

    def approver(self, case: UUID) -> Actor:
        return self.walk.holders_of(self.sheet(case).case.department, "approver")

    def has_result(self, item: str, *, unit_project: str = "", valid_until: str | None = None) -> None:
        put_result(
            self.walk.database,
            (self.project, self.applicant),
            item,
            unit_project=unit_project,
            valid_until=valid_until,
        )


def put_result(
    database: Database,
    project: tuple[UUID, UUID],
    item: str,
    *,
    unit_project: str = "",
    valid_until: str | None = None,
) -> None:
    """Put a result of an item on a project of an applicant, as if it had been gained long ago."""
    with psycopg.connect(database.urls.loader, autocommit=True) as loader:
        loader.execute(
            "INSERT INTO cases_result (id, case_id, project_id, item, title, kind, number,"
            " verification_code, issued_on, valid_until, holder, holder_name, organ, organ_code,"
            " source_system, unit_project, entry) VALUES (%s, %s, %s, %s, '批复', '批文', %s, %s,"
            " '2026-01-05', %s, %s, '某公司', '某局', 'x', '', %s, %s)",
            (
                *(uuid4(), uuid4(), project[0], item, f"{item}-{uuid4()}", uuid4().hex),
                *(valid_until, project[1], unit_project, uuid4()),
            ),
        )


@contextmanager
def seen_by(database: Database, access: AccessContext) -> Iterator[psycopg.Connection]:
    """Open the web's own connection under someone's rights, past all code; nothing it does stays."""
    with psycopg.connect(database.urls.app) as connection:
        connection.execute(
            "SELECT set_config('tongjian.person', %s, true), set_config('tongjian.holders', %s, true),"
            " set_config('tongjian.audits', %s, true)",
            (
                "" if access.person is None else str(access.person),
                "{" + ",".join(map(str, access.holders)) + "}",
                "on" if access.audits else "",
            ),
        )
        yield connection
        connection.rollback()


def tables_of_cases(connection: psycopg.Connection) -> tuple[str, ...]:
    rows = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        " AND tablename LIKE 'cases\\_%' ORDER BY tablename"
    )
    return tuple(name for (name,) in rows)


_LOGGED = ("evidence_entry", "evidence_disclosure")


def count_rows(database: Database) -> dict[str, int]:
    """Return how many rows every table of the house holds."""
    with psycopg.connect(database.urls.loader) as loader:
        names = [
            name
            for (name,) in loader.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                " AND tablename ~ '^(cases|flow|evidence)_' ORDER BY tablename"
            )
        ]
        counts = [
            sql.SQL("SELECT {}, count(*) FROM {}").format(sql.Literal(name), sql.Identifier(name))
            for name in names
        ]
        return dict(loader.execute(sql.SQL(" UNION ALL ").join(counts)).fetchall())


def all_but_the_log(database: Database) -> dict[str, int]:
    """Return how many rows every table holds but those of the log, which keeps what was refused."""
    return {table: rows for table, rows in count_rows(database).items() if table not in _LOGGED}


def refusals_kept(database: Database) -> list[tuple[str, UUID]]:
    """Return the act and the object of every refused act in the log, oldest first."""
    with psycopg.connect(database.urls.loader) as loader:
        found = loader.execute(
            "SELECT act, object_id FROM evidence_entry WHERE object_kind = 'cases.refused_act' ORDER BY id"
        )
        return [(act.removeprefix("cases."), object_id) for act, object_id in found]


def log_of_cases(database: Database) -> tuple[LogEntry, ...]:
    """Return every log entry about a change of a case's state."""
    columns = ", ".join(one for one in LogEntry.__dataclass_fields__)
    query = sql.SQL("SELECT {} FROM evidence_entry WHERE object_kind = 'cases.case'").format(
        sql.SQL(columns)  # type: ignore[arg-type]
    )
    with psycopg.connect(database.urls.loader) as loader:
        return tuple(entry_of(row) for row in loader.execute(query))

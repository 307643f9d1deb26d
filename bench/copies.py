"""Copies of specimen projects with all that hangs on them, made by the database itself.

A copy of a row has ids of its own, made from the specimen's and the number of the copy, so that
rows of one copy refer to each other; numbers get a suffix, days and moments lie further back.
What is not copied truly is said in ``docs/benchmarks.md``.
"""

from dataclasses import dataclass
from uuid import UUID

import psycopg

_FRESH = "(c.prefix || overlay(substr(md5({0}::text || c.n), 1, 20) PLACING '7' FROM 1 FOR 1))::uuid"
_COMPANY = (
    _FRESH.replace("c.n", "(n / 10)").replace("c.prefix", "repeat('0', 12)").format("%(applicant)s::uuid")
)
COPIES = f"""
(SELECT n, days, prefix, ward, {_COMPANY} AS applicant FROM (
  SELECT n, days, CASE WHEN %(crowded)s AND n %% 3 < 2 THEN 0 ELSE n %% %(wards)s END AS ward,
    lpad(to_hex((extract(epoch FROM now() - make_interval(days => days)) * 1000)::bigint), 12, '0') prefix
  FROM (SELECT n, (%(youngest)s + (%(last)s - n)::float / %(count)s * %(over)s)::int AS days
        FROM generate_series(%(first)s::int, %(last)s::int) n) aged
) timed)
"""  # noqa: S608  # our own words
"""One row a copy: its number, how much older it is than the specimen, the beginning of its ids, its ward."""

WARD = "overlay(md5({0}::text || '/' || {1}) PLACING '7' FROM 13 FOR 1)::uuid"
"""Id of the organisation that stands for one of the city's in a ward."""

_COMPANIES = f"""
INSERT INTO identity_organisation (id, code, name, kind, region, credit_code, parent)
SELECT DISTINCT ON (c.applicant) c.applicant, o.code || '-' || c.n, o.name || c.n, o.kind, o.region,
  NULL, o.parent
FROM {COPIES} c, identity_organisation o WHERE o.id = %(applicant)s
ON CONFLICT DO NOTHING
"""  # noqa: S608  # our own words

_OF_CASES = "t.case_id = ANY(%(cases)s)"
_OF_PROJECT = "t.project_id = %(project)s"
_ID = _FRESH
_HOLDER = (
    f"CASE WHEN {{0}} = ANY(%(applications)s) THEN {_FRESH} WHEN {{0}} = %(applicant)s THEN c.applicant"
    f" WHEN c.ward > 0 AND {{0}} = ANY(%(organs)s) THEN {WARD.format('{0}', 'c.ward')} ELSE {{0}} END"
)
_HOLDERS = f"ARRAY(SELECT {_HOLDER.replace('{0}', 'u')} FROM unnest({{0}}) u)"  # noqa: S608  # our own words
_SUFFIX = "{0} || '-' || c.n"
_CODE = "left({0}, 18) || lpad(c.n::text, 6, '0')"
_NAME = "{0} || c.n || '号'"
_DAY = "{0} - c.days"
_DATE = "CASE WHEN {0} = '9999-12-31' THEN {0} ELSE {0} - c.days END"
_MOMENT = "{0} - make_interval(days => c.days)"


@dataclass(frozen=True, slots=True)
class Table:
    """How the rows of one table are copied.

    Attributes:
        rows: which rows hang on the specimen.
        changed: expression of each column that differs in a copy; ``{0}`` is the specimen's value.
    """

    name: str
    rows: str
    changed: dict[str, str]


TABLES = (
    Table(
        "cases_project",
        "t.id = %(project)s",
        {"id": _ID, "code": _CODE, "name": _NAME, "applicant": _HOLDER, "registered_at": _MOMENT},
    ),
    Table("cases_project_access", _OF_PROJECT, {"project_id": _ID, "holder": _HOLDER}),
    Table("cases_unit_project", _OF_PROJECT, {"id": _ID, "project_id": _ID, "code": _CODE}),
    Table(
        "cases_draft",
        _OF_PROJECT,
        {
            "id": _ID,
            "number": "right({0}, 6) || '-' || c.n",
            "holders": _HOLDERS,
            "applicant": _HOLDER,
            "project_id": _ID,
            "submitted": _ID,
            "updated_at": _MOMENT,
        },
    ),
    Table(
        "cases_application",
        _OF_PROJECT,
        {
            "id": _ID,
            "draft_id": _ID,
            "holders": _HOLDERS,
            "parallel_code": _SUFFIX,
            "project_id": _ID,
            "applicant": _HOLDER,
            "submitted_at": _MOMENT,
        },
    ),
    Table("cases_access", _OF_CASES, {"case_id": _ID, "holder": _HOLDER}),
    Table(
        "cases_case",
        _OF_PROJECT,
        {
            "id": _ID,
            "number": _SUFFIX,
            "application_id": _ID,
            "parallel_code": _SUFFIX,
            "project_id": _ID,
            "project_name": _NAME,
            "unit_project": _CODE,
            "applicant": _HOLDER,
            "department": _HOLDER,
            "counter": _HOLDER,
            "received_on": _DAY,
            "accepted_on": _DAY,
            "decided_on": _DAY,
            "delivered_on": _DAY,
            "closed_at": _MOMENT,
        },
    ),
    Table("cases_record", _OF_CASES, {"case_id": _ID, "at": _MOMENT, "entry": _ID}),
    Table(
        "cases_opinion",
        _OF_CASES,
        {"id": _ID, "case_id": _ID, "organisation": _HOLDER, "given_at": _MOMENT, "entry": _ID},
    ),
    Table(
        "cases_document",
        _OF_CASES,
        {"id": _ID, "case_id": _ID, "number": _SUFFIX, "made_at": _MOMENT, "entry": _ID},
    ),
    Table(
        "cases_material",
        _OF_PROJECT,
        {
            "id": _ID,
            "application_id": _ID,
            "project_id": _ID,
            "applicant": _HOLDER,
            "handed_in_at": _MOMENT,
        },
    ),
    Table("cases_material_case", _OF_CASES, {"case_id": _ID, "material_id": _ID}),
    Table(
        "cases_result",
        _OF_CASES,
        {
            "id": _ID,
            "case_id": _ID,
            "project_id": _ID,
            "number": _SUFFIX,
            "verification_code": "md5({0} || c.n)",
            "issued_on": _DAY,
            "valid_until": _DAY,
            "holder": _HOLDER,
            "entry": _ID,
        },
    ),
    Table(
        "cases_result_file",
        "t.result_id IN (SELECT r.id FROM cases_result r WHERE r.case_id = ANY(%(cases)s))",
        {"result_id": _ID, "at": _MOMENT, "entry": _ID},
    ),
    Table("cases_delivery", _OF_CASES, {"case_id": _ID, "at": _MOMENT, "entry": _ID}),
    Table("messages_message", _OF_CASES, {"id": _ID, "holder": _HOLDER, "case_id": _ID, "sent_at": _MOMENT}),
    Table(
        "cases_work",
        _OF_CASES,
        {
            "task": _ID,
            "case_id": _ID,
            "organisation": _HOLDER,
            "department": _HOLDER,
            "words": _NAME,
            "due_on": _DATE,
            "yellow_on": _DATE,
            "red_on": _DATE,
            "offered_at": _MOMENT,
        },
    ),
    Table("evidence_entry", "t.object_id = ANY(%(cases)s)", {"id": _ID, "object_id": _ID, "at": _MOMENT}),
)

ENDED = Table(
    "flow_instance",
    "t.id = ANY(%(cases)s)",
    {"id": _ID, "holders": _HOLDERS, "ended_at": _MOMENT},
)
"""Process instances that are over; their states are never read again and stay the specimen's."""


@dataclass(frozen=True, slots=True)
class Specimen:
    """A project and the ids that hang on it."""

    project: UUID
    applicant: UUID
    applications: list[UUID]
    cases: list[UUID]
    organs: list[UUID]

    def values(self) -> dict[str, object]:
        """Return the ids as values of a statement."""
        return {
            "project": self.project,
            "applicant": self.applicant,
            "applications": self.applications,
            "cases": self.cases,
            "organs": self.organs,
        }


@dataclass(frozen=True, slots=True)
class Batch:
    """Which copies are made, and how old they are.

    Attributes:
        first: number of the first copy; numbers are never used twice.
        youngest: days the last copy lies before its specimen.
        over: days over which the copies are spread, backwards.
        wards: sets of organisations among which the copies are dealt; the first is the city's own.
        crowded: two thirds of the copies are the city's own.
    """

    first: int
    count: int
    youngest: int
    over: int
    wards: int = 1
    crowded: bool = False

    def values(self) -> dict[str, object]:
        """Return the numbers as values of a statement that reads ``COPIES``."""
        return {
            "first": self.first,
            "last": self.first + self.count - 1,
            "count": self.count,
            "youngest": self.youngest,
            "over": self.over,
            "wards": self.wards,
            "crowded": self.crowded,
        }


def read_specimen(loader: psycopg.Connection, project: UUID) -> Specimen:
    """Return a project's ids."""
    row = loader.execute(
        "SELECT p.applicant,"
        " ARRAY(SELECT a.id FROM cases_application a WHERE a.project_id = p.id ORDER BY a.id),"
        " ARRAY(SELECT c.id FROM cases_case c WHERE c.project_id = p.id ORDER BY c.id),"
        " ARRAY(SELECT o.id FROM identity_organisation o WHERE o.kind IN ('department', 'counter'))"
        " FROM cases_project p WHERE p.id = %s",
        (project,),
    ).fetchone()
    if row is None:
        raise LookupError(project)
    return Specimen(project, row[0], row[1], row[2], row[3])


def copy_specimen(
    loader: psycopg.Connection, specimen: Specimen, batch: Batch, *, tables: tuple[Table, ...] = TABLES
) -> None:
    """Copy a specimen so many times."""
    values = specimen.values() | batch.values()
    loader.execute(_COMPANIES.encode(), values)
    for table in tables:
        loader.execute(_copying(loader, table).encode(), values)


def _copying(loader: psycopg.Connection, table: Table) -> str:
    """Return the statement that copies one table's rows, a copy's rows together."""
    columns = [
        name
        for (name,) in loader.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = %s AND table_schema = 'public' ORDER BY ordinal_position",
            (table.name,),
        ).fetchall()
    ]
    values = [table.changed.get(name, "{0}").format(f't."{name}"') for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    return (
        f"INSERT INTO {table.name} ({names}) SELECT {', '.join(values)}"  # noqa: S608  # our own names
        f" FROM {COPIES} c CROSS JOIN {table.name} t WHERE {table.rows} ORDER BY c.n"
    )

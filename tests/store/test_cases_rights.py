"""Row-level rights on the tables of cases, with the code's own checks out of the way (I8)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql

from tests.database import Database
from tests.store.cases_play import FILING, OTHER_FIRM, PERMIT, PLAIN_PERMIT, Play, seen_by, tables_of_cases
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.identity import Actor
from tongjian.kit import AccessContext

pytestmark = pytest.mark.database

DENIED = psycopg.errors.InsufficientPrivilege


@dataclass
class City:
    """Two firms with a project each and a citizen with a case, all brought some way."""

    walk: Walk
    first: Play
    second: Play
    permit: UUID
    plain: UUID
    foreign: UUID
    citizens: UUID

    def sees(self, actor: Actor | AccessContext, table: str, column: str) -> set[UUID]:
        access = actor if isinstance(actor, AccessContext) else actor.access()
        with seen_by(self.walk.database, access) as connection:
            query = sql.SQL("SELECT {} FROM {}").format(sql.Identifier(column), sql.Identifier(table))
            return {row[0] for row in connection.execute(query)}

    def cases_of(self, actor: Actor | AccessContext) -> set[UUID]:
        return self.sees(actor, "cases_case", "id")


def citizens_case(walk: Walk, phone: str) -> UUID:
    citizen = walk.citizen(phone)
    applicant = citizen.applicants[0].id
    begun = cases.begin_draft(walk.desk, citizen, items=("C-03",), applicant=applicant, ticket=walk.ticket())
    form = walk.desk.catalogue.current().form(walk.desk.catalogue.current().item("C-03").form)
    answers = {
        one.name: {
            "choice": one.choices[0].code if one.choices else "",
            "yes_no": "yes",
            "number": "2",
            "phone": phone,
            "citizen_id": "370811198802143517",
            "date": "2026-06-01",
        }.get(one.kind.value, "临湾区某街")
        for one in form.fields
    }
    walk.fill(citizen, begun.id, answers)
    return cases.submit(walk.desk, citizen, draft=begun.id, ticket=walk.ticket()).made[0][1]


@pytest.fixture(scope="module")
def city(database: Database) -> Iterator[City]:
    load_city(database)
    walk = Walk(database)
    first = Play(walk)
    second = Play(walk, code="2606-370811-04-01-654321", firm=OTHER_FIRM)
    permit = first.delivered(PERMIT)
    plain = first.paused(PLAIN_PERMIT)
    first.correcting("P-09")
    first.draft(FILING)
    foreign = second.apply(FILING)
    citizens = citizens_case(walk, "13800000001")
    yield City(walk, first, second, permit, plain, foreign, citizens)
    database.empty()


OWN_COLUMNS = {
    "cases_case": "applicant",
    "cases_project": "applicant",
    "cases_draft": "applicant",
    "cases_application": "applicant",
    "cases_material": "applicant",
    "messages_message": "holder",
    "cases_result": "holder",
    "cases_access": "holder",
    "cases_project_access": "holder",
}
OF_A_CASE = (
    "cases_record",
    "cases_pause",
    "cases_opinion",
    "cases_document",
    "cases_correction",
    "cases_material_case",
    "cases_delivery",
    "cases_work",
)


def test_a_visitor_sees_no_row_of_any_table(city: City) -> None:
    with seen_by(city.walk.database, AccessContext()) as connection:
        for table in tables_of_cases(connection):
            query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            assert connection.execute(query).fetchone() == (0,), table


def test_a_table_of_this_room_is_forgotten_by_no_test_here(city: City) -> None:
    known = {*OWN_COLUMNS, *OF_A_CASE, "cases_ledger", "cases_unit_project", "cases_building"}
    known = known - {"messages_message"} | {"cases_result_file", "cases_revocation"}
    known |= {"cases_consultation", "cases_consultation_letter", "cases_consultation_step", "cases_reply"}
    known |= {"cases_extension", "cases_party", "cases_hearing_step"}
    known |= {  # tests/store/test_cases_further_rights.py
        "cases_credit_note",
        "cases_deferral",
        "cases_document_reading",
        "cases_new_point",
        "cases_opinion_draft",
        "cases_paper_verdict",
        "cases_phrase",
        "cases_pledge",
        "cases_pledge_check",
        "cases_review_mark",
        "cases_saved_filter",
    }
    with seen_by(city.walk.database, AccessContext()) as connection:
        assert set(tables_of_cases(connection)) == known


@pytest.mark.parametrize("table", OWN_COLUMNS)
def test_an_applicant_sees_only_rows_of_its_own(city: City, table: str) -> None:
    agent = city.first.agent
    own = {one.id for one in agent.applicants}
    seen = city.sees(agent, table, OWN_COLUMNS[table])
    assert city.first.applicant in seen
    assert seen <= own


@pytest.mark.parametrize("table", OF_A_CASE)
def test_what_hangs_on_a_case_is_seen_by_its_applicant_only_of_own_cases(city: City, table: str) -> None:
    own = city.cases_of(city.first.agent)
    seen = city.sees(city.first.agent, table, "case_id")
    assert seen
    assert seen <= own
    assert not city.sees(city.second.agent, table, "case_id") & own


def test_citizens_do_not_see_each_other(city: City) -> None:
    assert city.citizens in city.cases_of(city.walk.citizen("13800000001"))
    assert city.permit not in city.cases_of(city.walk.citizen("13800000001"))
    assert not city.cases_of(city.walk.citizen("13800000005"))


@pytest.mark.parametrize(
    ("username", "sees"),
    [
        ("clerk", {"permit", "plain", "foreign", "citizens"}),
        ("supervisor", {"permit", "plain", "foreign", "citizens"}),
        ("approver_urban_management", {"permit", "citizens"}),
        ("reviewer_traffic_police", {"permit"}),
        ("approver_water", {"plain"}),
        ("approver_housing", {"foreign"}),
        ("reviewer_meteorology", set()),
        ("sysadmin", set()),
        ("secadmin", set()),
        ("auditor", set()),
        ("investment_platform", set()),
    ],
)
def test_an_officer_sees_the_cases_of_his_organ_alone(city: City, username: str, sees: set[str]) -> None:
    named = {name: getattr(city, name) for name in ("permit", "plain", "foreign", "citizens")}
    seen = city.cases_of(city.walk.officer(username))
    assert {name for name, case in named.items() if case in seen} == sees


def test_a_project_is_seen_by_those_who_have_or_may_begin_a_case_of_it_and_nobody_else(city: City) -> None:
    project = city.first.project

    def sees(username: str) -> bool:
        return project in city.sees(city.walk.officer(username), "cases_project", "id")

    assert sees("clerk")
    assert sees("supervisor")
    assert sees("reviewer_water")
    assert sees("reviewer_traffic_police")
    assert sees("provider_utilities")
    assert sees("investment_platform")
    assert not sees("reviewer_heritage")
    assert not sees("reviewer_public_security")
    assert not sees("reviewer_civil_affairs")
    assert not sees("provider_cable_tv")
    assert project not in city.sees(city.second.agent, "cases_project", "id")


def test_a_helper_with_a_mandate_sees_exactly_the_one_application(city: City) -> None:
    sheet = cases.get_case(city.walk.desk, city.walk.officer("clerk"), case=city.citizens)
    giver = city.walk.citizen("13800000001").person
    city.walk.identity.authorise_relative(
        giver=giver, helper_phone="13800000002", application=sheet.case.application
    )
    other = citizens_case(city.walk, "13800000001")
    helper = city.walk.citizen("13800000002")
    assert city.cases_of(helper) == {city.citizens}
    assert other not in city.sees(helper, "cases_work", "case_id")
    assert city.sees(helper, "cases_application", "id") == {sheet.case.application}
    for table in ("cases_project", "cases_draft", "messages_message"):
        assert not city.sees(helper, table, "id")
    acts = {one.act for one in cases.get_case(city.walk.desk, helper, case=city.citizens).acts}
    assert acts == {"withdraw"}


WRITES = {
    "change the state of a case": "UPDATE cases_case SET state = 11 WHERE id = %(permit)s",
    "change the facts of a project": "UPDATE cases_project SET facts = '{}' WHERE id = %(project)s",
    "end a pause": "UPDATE cases_pause SET ended_on = '2026-06-01' WHERE case_id = %(plain)s",
    "rewrite a draft": "UPDATE cases_draft SET answers = '{}' WHERE applicant = %(applicant)s",
    "take a task out of an inbox": "DELETE FROM cases_work WHERE case_id = %(plain)s",
    "put off a task": "UPDATE cases_work SET due_on = '2030-01-01' WHERE case_id = %(plain)s",
}


@pytest.mark.parametrize("what", WRITES)
@pytest.mark.parametrize("who", ["other firm", "supervisor", "reviewer_meteorology", "auditor", "visitor"])
def test_rows_of_others_cannot_be_changed_past_the_code(city: City, what: str, who: str) -> None:
    values = {
        "permit": city.permit,
        "plain": city.plain,
        "project": city.first.project,
        "applicant": city.first.applicant,
    }
    with seen_by(city.walk.database, _access(city, who)) as connection:
        assert connection.execute(WRITES[what], values).rowcount == 0
    with seen_by(city.walk.database, _owner(city)) as connection:
        assert connection.execute(WRITES[what], values).rowcount > 0, "the test tries nothing"


RESULT = (
    "INSERT INTO cases_result (id, case_id, item, title, kind, number, verification_code, issued_on, holder,"
    " holder_name, organ, organ_code, source_system, entry) VALUES (%(new)s, %(plain)s, 'P-04', 'x', 'x',"
    " 'x', '0000', '2026-06-01', %(applicant)s, 'x', 'x', 'x', '', %(new)s)"
)
INSERTS = {
    "a result": RESULT,
    "a paper": (
        "INSERT INTO cases_document (id, case_id, kind, title, number, addressee, paragraphs, rows, basis,"
        " remedy, organ, made_at, entry) VALUES (%(new)s, %(plain)s, 'x', 'x', '1', 'x', '[]',"
        " '[]', '', '', 'x', now(), %(new)s)"
    ),
    "a delivery": (
        "INSERT INTO cases_delivery (case_id, how, receiver, at, entry)"
        " VALUES (%(plain)s, 'x', 'x', now(), %(new)s)"
    ),
    "a correction": (
        "INSERT INTO cases_correction (case_id, round, key, name, remark)"
        " VALUES (%(plain)s, 9, 'x', 'x', 'x')"
    ),
    "an opinion": (
        "INSERT INTO cases_opinion (id, case_id, node, organisation, organisation_name, person, person_name,"
        " verdict, text, given_at, entry) VALUES (%(new)s, %(plain)s, 'review', %(organ)s, 'x', %(new)s, 'x',"
        " 'agree', 'x', now(), %(new)s)"
    ),
    "a process record in another's name": (
        "INSERT INTO cases_record (case_id, position, state, act, opinion, person, person_name, office,"
        " organisation_name, organisation_code, source_system, at, entry) VALUES (%(plain)s, 99, 11, 'grant',"
        " '', %(new)s, 'x', 'x', 'x', 'x', 'x', now(), %(new)s)"
    ),
    "a pause": (
        "INSERT INTO cases_pause (id, case_id, kind, kind_name, basis, reason, planned_days, stops,"
        " started_on) VALUES (%(new)s, %(plain)s, '6', 'x', '', 'x', 5, '{}', '2026-06-01')"
    ),
    "a reader of a case": "INSERT INTO cases_access (case_id, holder) VALUES (%(plain)s, %(new)s)",
    "an editor of a project": (
        "INSERT INTO cases_project_access (project_id, holder, edits) VALUES (%(project)s, %(new)s, true)"
    ),
    "a message to somebody else": (
        "INSERT INTO messages_message (id, kind, holder, case_id, title, text, sent_at)"
        " VALUES (%(new)s, 'case.news', %(new)s, %(plain)s, 'x', 'x', now())"
    ),
    "a revocation": (
        "INSERT INTO cases_revocation (result_id, reason, at, entry)"
        " SELECT id, 'x', now(), id FROM cases_result WHERE case_id = %(permit)s"
    ),
}


@pytest.mark.parametrize("what", INSERTS)
@pytest.mark.parametrize("who", ["own firm", "reviewer_traffic_police", "supervisor", "other firm"])
def test_nothing_that_binds_is_written_by_who_only_takes_part_or_watches(
    city: City, what: str, who: str
) -> None:
    values = {
        "new": uuid4(),
        "plain": city.permit if who == "reviewer_traffic_police" else city.plain,
        "permit": city.permit,
        "project": city.first.project,
        "applicant": city.first.applicant,
        "organ": city.first.sheet(city.plain).case.department,
    }
    with seen_by(city.walk.database, _access(city, who)) as connection:
        try:
            written = connection.execute(INSERTS[what], values).rowcount
        except DENIED:
            return
        # a selection of results that shows none writes none
        assert written == 0


def test_who_watches_a_project_cannot_let_others_in(city: City) -> None:
    with (
        seen_by(city.walk.database, city.walk.officer("supervisor").access()) as connection,
        pytest.raises(DENIED),
    ):
        connection.execute(
            "INSERT INTO cases_project_access (project_id, holder) VALUES (%s, %s)",
            (city.first.project, uuid4()),
        )


def test_the_holders_of_a_foreign_case_are_told_to_nobody(city: City) -> None:
    for access, told in ((city.first.agent.access(), True), (city.second.agent.access(), False)):
        with seen_by(city.walk.database, access) as connection:
            row = connection.execute("SELECT cases_holders(%s)", (city.plain,)).fetchone()
        assert row is not None
        assert bool(row[0]) is told


def test_a_case_is_not_made_up_for_another_applicant(city: City) -> None:
    """A row copied from one's own case, for an applicant, organ and counter that are not one's own."""
    access = city.second.agent.access()
    new, columns = uuid4(), "item_code, item_version"
    with seen_by(city.walk.database, access) as connection:
        columns = ", ".join(
            name
            for (name,) in connection.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'cases_case'"
                " AND column_name NOT IN ('id', 'number', 'applicant')"
            )
        )
        connection.execute(
            "INSERT INTO cases_access (case_id, holder) VALUES (%s, %s)", (new, city.second.applicant)
        )
        with pytest.raises(DENIED):
            connection.execute(
                f"INSERT INTO cases_case (id, number, applicant, {columns})"  # type: ignore[arg-type]  # noqa: S608
                f" SELECT %s, 'made up', %s, {columns} FROM cases_case LIMIT 1",
                (new, city.first.applicant),
            )


def test_the_keys_of_another_person_stay_hidden(city: City) -> None:
    assert city.sees(city.first.agent, "cases_ledger", "person") == {city.first.agent.person}


def _access(city: City, who: str) -> AccessContext:
    known = {
        "own firm": city.first.agent.access(),
        "other firm": city.second.agent.access(),
        "visitor": AccessContext(),
    }
    return known[who] if who in known else city.walk.officer(who).access()


def _owner(city: City) -> AccessContext:
    agent, clerk = city.first.agent.access(), city.walk.officer("clerk").access()
    return replace(agent, holders=(*agent.holders, *clerk.holders))

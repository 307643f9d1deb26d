"""Row-level rights on consultations: who is asked sees what it was sent and nothing else of the case."""

from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from tests.database import Database
from tests.store.cases_play import OTHER_FIRM, Play, seen_by
from tests.store.consultation_play import ASKED, Asked
from tests.store.walk import Walk, load_city
from tongjian.cases.consultations import AnswerKind
from tongjian.identity import Actor

pytestmark = pytest.mark.database

DENIED = psycopg.errors.InsufficientPrivilege


@pytest.fixture(scope="module")
def asked(database: Database) -> Iterator[tuple[Asked, UUID]]:
    load_city(database)
    one = Asked.on(Play(Walk(database)))
    consultation = one.asked()
    one.answer(consultation, AnswerKind.CONDITIONAL, "汛期停工")
    yield one, consultation
    database.empty()


def rows(asked: Asked, actor: Actor, table: str) -> int:
    with seen_by(asked.play.walk.database, actor.access()) as connection:
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        found = connection.execute(query).fetchone()
    assert found is not None
    return int(found[0])


def test_who_is_asked_sees_its_own_consultation_and_no_row_of_the_case(asked: tuple[Asked, UUID]) -> None:
    one, _ = asked
    consulted = one.officer(ASKED)
    for table in ("cases_consultation", "cases_consultation_letter"):
        assert rows(one, consulted, table) == 1
    assert rows(one, consulted, "cases_consultation_step") == 2
    for table in (
        "cases_case",
        "cases_record",
        "cases_material",
        "cases_project",
        "cases_work",
        "cases_access",
    ):
        assert rows(one, consulted, table) == 0, table


def test_the_applicant_knows_who_is_asked_but_not_what_is_said(asked: tuple[Asked, UUID]) -> None:
    one, _ = asked
    assert rows(one, one.play.agent, "cases_consultation") == 1
    assert rows(one, one.play.agent, "cases_consultation_letter") == 0
    assert rows(one, one.play.agent, "cases_consultation_step") == 0


@pytest.mark.parametrize("username", ["reviewer_heritage", "reviewer_housing", "sysadmin", "auditor"])
def test_everybody_else_sees_nothing_of_it(asked: tuple[Asked, UUID], username: str) -> None:
    one, _ = asked
    stranger = one.play.walk.officer(username)
    tables = ("cases_consultation", "cases_consultation_letter", "cases_consultation_step")
    assert [rows(one, stranger, table) for table in tables] == [0, 0, 0]
    assert rows(one, one.play.walk.agent_of(OTHER_FIRM), "cases_consultation") == 0


WRITES = {
    "ask in another organ's name": (
        "INSERT INTO cases_consultation SELECT gen_random_uuid(), case_id, number || 'x', type, type_name,"
        " basis, silence, unreasoned, positive, limit_days, limit_unit, department, lead_name, lead,"
        " department_name, department_code, case_number, item_name, project_name, asked_by_name, asked_at,"
        " starts_on, due_on, status, answer, settled_on, returned, silent, overruled FROM cases_consultation"
    ),
    "answer in another's name": (
        "INSERT INTO cases_consultation_step SELECT consultation, 9, kind, answer, text, gen_random_uuid(),"
        " person_name, organisation, organisation_name, at, entry FROM cases_consultation_step LIMIT 1"
    ),
    "rewrite an answer": "UPDATE cases_consultation_step SET text = '同意'",
    "rewrite a question": "UPDATE cases_consultation_letter SET question = 'x'",
    "take a step back": "DELETE FROM cases_consultation_step",
}


@pytest.mark.parametrize("what", WRITES)
def test_the_asked_department_writes_nothing_but_its_own_answer(asked: tuple[Asked, UUID], what: str) -> None:
    one, _ = asked
    with (
        seen_by(one.play.walk.database, one.officer(ASKED).access()) as connection,
        pytest.raises(DENIED),
    ):
        connection.execute(WRITES[what])


def test_the_applicant_moves_no_consultation(asked: tuple[Asked, UUID]) -> None:
    one, consultation = asked
    with seen_by(one.play.walk.database, one.play.agent.access()) as connection:
        moved = "UPDATE cases_consultation SET status = 'withdrawn' WHERE id = %s"
        assert connection.execute(moved, [consultation]).rowcount == 0

"""Rows of verdicts, promises, notes and filters: seen by those concerned, and by nobody else."""

from collections.abc import Callable
from uuid import UUID

import pytest
from psycopg import sql

from tests.database import Database
from tests.store.cases_play import OTHER_FIRM, PERMIT, Play
from tests.store.promise_play import applied_owing, falsely_pledged
from tests.store.test_cases_acceptance import allow, told_twice
from tests.store.test_cases_rights import seen_by
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.cases import InboxFilter
from tongjian.identity import Actor
from tongjian.kit import AccessContext

pytestmark = pytest.mark.database

OF_SUBJECTS = {
    "cases_paper_verdict",
    "cases_new_point",
    "cases_deferral",
    "cases_pledge",
    "cases_pledge_check",
    "cases_credit_note",
    "cases_opinion_draft",
    "cases_review_mark",
    "cases_phrase",
    "cases_saved_filter",
    "cases_document_reading",
}
"""Tables whose rows are told apart here, or in the tests of their subject (readings, notes at the desk)."""


@pytest.fixture
def play(clean: Database) -> Play:
    load_city(clean)
    return Play(Walk(clean))


def rows_for(play: Play, viewer: Actor, table: str) -> int:
    with seen_by(play.walk.database, viewer.access()) as connection:
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])


def judged(play: Play) -> Actor:
    case, known = told_twice(play)
    allow(play, case, known[2])
    return play.clerk


def owing(play: Play) -> Actor:
    applied_owing(play)
    return play.agent


def untrue(play: Play) -> Actor:
    case: UUID = falsely_pledged(play)
    return play.approver(case)


def phrased(play: Play) -> Actor:
    reviewer = play.reviewer(play.accepted(PERMIT))
    cases.add_phrase(play.desk, reviewer, text="现场踏勘，符合要求。")
    return reviewer


def filtered(play: Play) -> Actor:
    cases.save_filter(play.desk, play.clerk, name="急件", wanted=InboxFilter(item=PERMIT))
    return play.clerk


@pytest.mark.parametrize(
    ("bring", "tables"),
    [
        (judged, ("cases_paper_verdict", "cases_new_point")),
        (owing, ("cases_deferral",)),
        (untrue, ("cases_pledge", "cases_pledge_check", "cases_credit_note")),
        (phrased, ("cases_phrase",)),
        (filtered, ("cases_saved_filter",)),
    ],
)
def test_rows_of_a_subject_are_seen_by_those_concerned_and_by_no_other_firm_or_department(
    play: Play, bring: Callable[[Play], Actor], tables: tuple[str, ...]
) -> None:
    concerned = bring(play)
    stranger, other = play.walk.officer("approver_heritage"), play.walk.agent_of(OTHER_FIRM)
    for table in tables:
        assert rows_for(play, concerned, table) > 0, table
        assert rows_for(play, stranger, table) == 0, table
        assert rows_for(play, other, table) == 0, table
    with seen_by(play.walk.database, AccessContext()) as connection:
        for table in OF_SUBJECTS:
            query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            assert connection.execute(query).fetchone() == (0,), table

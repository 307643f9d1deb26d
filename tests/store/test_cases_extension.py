"""Extension (延长审批): once, in time, by the head; it lengthens the limit and is no pause."""

from datetime import UTC, date, datetime

import psycopg
import pytest

from tests.database import Database
from tests.store.cases_play import PLAIN_PERMIT, Play
from tests.store.procedures_play import ask, grant, head, turn_to
from tests.store.test_cases_races import at_once, split
from tests.store.walk import TurnedClock, Walk, load_city
from tongjian import cases
from tongjian.cases import Ticket
from tongjian.kit import Invalid

pytestmark = pytest.mark.database


@pytest.fixture
def play(clean: Database) -> Play:
    load_city(clean)
    return Play(Walk(clean, clock=TurnedClock(datetime(2026, 3, 2, 2, tzinfo=UTC))))


def refuse(play: Play, case: object) -> None:
    cases.refuse_extension(
        play.desk,
        head(play, case),  # type: ignore[arg-type]
        case=case,  # type: ignore[arg-type]
        reason="可以按期办结",
        ticket=play.ticket(),
    )


def test_an_extension_lengthens_both_clocks_is_no_pause_and_its_reasons_are_told(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    before = play.sheet(case).clocks
    assert (before.promised.on, before.statutory.on) == (date(2026, 3, 9), date(2026, 3, 16))
    turn_to(play, date(2026, 3, 5))
    ask(play, case)
    assert play.sheet(case).clocks.statutory.on == date(2026, 3, 16)
    receipt = grant(play, case)
    sheet = play.sheet(case)
    assert (sheet.clocks.promised.on, sheet.clocks.statutory.on) == (date(2026, 3, 23), date(2026, 3, 30))
    assert sheet.case.pauses == ()
    assert [int(one.state) for one in sheet.records] == [1, 3, 8]
    notice = next(one for one in sheet.documents if one.id == dict(receipt.made)["document"])
    assert (notice.title, notice.kind) == ("延长办理期限告知书", "extension_notice")
    assert "方案复杂，需要核算" in "".join(notice.paragraphs)
    assert "10工作日延长至20工作日" in notice.paragraphs[0]
    assert not any(str(day) in "".join(notice.paragraphs) for day in (date(2026, 3, 30), "2026"))


def test_an_extension_leaves_a_promised_date_that_has_passed(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    turn_to(play, date(2026, 3, 10))
    ask(play, case, days=5)
    receipt = grant(play, case)
    assert "承诺期限不变" in receipt.says
    clocks = play.sheet(case).clocks
    assert (clocks.promised.on, clocks.statutory.on) == (date(2026, 3, 9), date(2026, 3, 23))


def test_an_extension_is_granted_once(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    ask(play, case, days=3)
    with pytest.raises(cases.ExtensionPending):
        ask(play, case)
    grant(play, case)
    with pytest.raises(cases.AlreadyExtended):
        ask(play, case)


def test_a_refused_request_does_not_use_up_the_one_extension(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    ask(play, case)
    refuse(play, case)
    assert play.sheet(case).clocks.statutory.on == date(2026, 3, 16)
    ask(play, case, days=4)
    grant(play, case)
    assert [one.granted for one in play.sheet(case).procedures.extensions] == [False, True]
    assert play.sheet(case).clocks.statutory.on == date(2026, 3, 20)


def test_an_extension_is_granted_on_the_statutory_date_and_not_after_it(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    ask(play, case)
    turn_to(play, date(2026, 3, 17))
    with pytest.raises(cases.ExtensionTooLate):
        grant(play, case)
    turn_to(play, date(2026, 3, 16))
    grant(play, case)
    other = play.accepted("P-09")
    turn_to(play, date(2026, 6, 1))
    with pytest.raises(cases.ExtensionTooLate):
        ask(play, other)


def test_no_more_days_are_asked_for_than_the_law_allows(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    for days in (0, 11):
        with pytest.raises(Invalid) as refused:
            ask(play, case, days=days)
        assert "最多可以延长 10 工作日" in refused.value.problems[0].text()


def test_only_the_head_rules_and_not_on_a_request_of_its_own(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    ask(play, case)
    for other in (play.reviewer(case), play.approver(case)):
        with pytest.raises(cases.NotYourTask) as refused:
            cases.grant_extension(play.desk, other, case=case, ticket=play.ticket())
        assert refused.value.who == "水行政主管部门负责人"
    (row,) = [one for one in cases.list_inbox(play.desk, head(play, case)).rows if one.case == case]
    assert (row.node, row.acts) == ("extension", ("grant_extension", "refuse_extension"))
    assert row.due_on == date(2026, 3, 16)
    both = play.accepted("P-09")
    ask(play, both, actor=play.approver(both))
    with pytest.raises(cases.SamePersonAsksAndRules):
        grant(play, both)


def test_the_request_falls_away_with_the_case(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    ask(play, case)
    cases.withdraw(play.desk, play.agent, case=case, ticket=play.ticket())
    assert play.sheet(case).steps == ()
    with pytest.raises(cases.ActNotAllowed):
        grant(play, case)


def test_of_two_grants_of_one_extension_at_once_one_holds(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    ask(play, case, days=5)
    ruler = head(play, case)
    done, refused = split(
        at_once(
            *[
                lambda key=key: cases.grant_extension(play.desk, ruler, case=case, ticket=Ticket(key=key))  # type: ignore[misc]
                for key in ("one", "two")
            ]
        )
    )
    assert len(done) == len(refused) == 1
    assert isinstance(refused[0], cases.ActNotAllowed)
    assert play.sheet(case).clocks.statutory.on == date(2026, 3, 23)


def test_the_database_itself_keeps_a_second_extension_out(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    ask(play, case)
    grant(play, case)
    with (
        psycopg.connect(play.walk.database.urls.loader) as loader,
        pytest.raises(psycopg.errors.UniqueViolation),
    ):
        loader.execute(
            "INSERT INTO cases_extension SELECT gen_random_uuid(), case_id, gen_random_uuid(), step, days,"
            " reason, person, person_name, \"on\", at, entry FROM cases_extension WHERE step = 'granted'"
        )

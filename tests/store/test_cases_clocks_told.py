"""What is told of the clocks of real cases: why a date is that day, and how long a project took."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from tests.database import Database
from tests.store.cases_play import PLAIN_PERMIT, Play
from tests.store.walk import TurnedClock, Walk, load_city
from tongjian import cases
from tongjian.calendar import Counting, Measures, explain, read_history, write_history
from tongjian.cases import NotFound

pytestmark = pytest.mark.database

ROAD = "P-08"


@pytest.fixture
def play(clean: Database) -> Play:
    load_city(clean)
    return Play(Walk(clean, clock=TurnedClock(datetime(2026, 3, 2, 2, tzinfo=UTC))))


def turn_to(play: Play, day: date) -> None:
    play.walk.clock.at = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def stopped_from_4_to_11_march(play: Play) -> UUID:
    case = play.accepted(PLAIN_PERMIT)
    turn_to(play, date(2026, 3, 4))
    cases.pause(
        play.desk,
        play.reviewer(case),
        case=case,
        kind="6",
        reason="需要专家论证",
        planned_days=5,
        ticket=play.ticket(),
    )
    turn_to(play, date(2026, 3, 11))
    cases.resume(play.desk, play.reviewer(case), case=case, result="论证通过", ticket=play.ticket())
    return case


def test_the_count_of_a_case_names_the_stop_with_its_article_and_can_be_pasted(play: Play) -> None:
    case = stopped_from_4_to_11_march(play)
    told = {one.clock: one for one in cases.explain_clocks(play.desk, play.agent, case=case)}
    clocks = play.sheet(case).clocks
    assert set(told) == {"statutory", "promised"}
    for name, due in (("statutory", clocks.statutory), ("promised", clocks.promised)):
        found = told[name].explanation
        assert found.due == due
        stops = [one for one in found.days if one.counting is Counting.PAUSED]
        assert [(one.first, one.last) for one in stops] == [(date(2026, 3, 5), date(2026, 3, 11))]
        assert "第四十五条" in stops[0].why.basis
        pasted = read_history(write_history(found.history), today=date(2026, 1, 1))
        assert explain(pasted, calendar=play.desk.calendars.current()) == found


def test_the_count_of_a_foreign_case_is_hidden(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    with pytest.raises(NotFound):
        cases.explain_clocks(play.desk, play.walk.citizen("13800000002"), case=case)


def test_the_days_of_a_project_divide_between_authorities_special_procedures_and_the_applicant(
    play: Play,
) -> None:
    case = stopped_from_4_to_11_march(play)
    turn_to(play, date(2026, 3, 13))
    for step in play.sheet(case).steps:
        assert step.organisation is not None
        officer = play.walk.holders_of(step.organisation, "reviewer")
        act = cases.review if step.node == "review" else cases.co_sign
        act(play.desk, officer, case=case, opinion="同意", ticket=play.ticket())
    cases.grant(play.desk, play.approver(case), case=case, ticket=play.ticket())
    turn_to(play, date(2026, 3, 17))
    road, point = play.correcting(ROAD)
    turn_to(play, date(2026, 3, 19))
    cases.supplement(play.desk, play.agent, case=road, files={point.key: play.paper}, ticket=play.ticket())
    turn_to(play, date(2026, 3, 20))

    *stages, whole = cases.get_measures(play.desk, play.agent, project=play.project)

    # of 9 working days to 13 March 5 are stopped; nothing on 16 and 17; corrected on 18 and 19; back on 20
    assert whole.measures == Measures(span=14, approval=5, special=5, applicant=4, longest=4)
    assert sum(one.cases for one in stages) == whole.cases == 2
    assert all(
        one.measures.approval + one.measures.special + one.measures.applicant == one.measures.span
        for one in (*stages, whole)
    )


def test_a_foreign_project_is_not_measured(play: Play) -> None:
    for project in (play.project, uuid4()):
        with pytest.raises(NotFound):
            cases.get_measures(play.desk, play.walk.citizen("13800000002"), project=project)

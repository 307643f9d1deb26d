"""Parallel review: one refusal stops nobody else; the coordinator replies once for all items."""

from collections.abc import Iterator

import pytest

from tests.access.consulted import parallel
from tests.database import Database
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.cases import Receipt, consultations

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def walk(database: Database) -> Iterator[Walk]:
    load_city(database)
    yield Walk(database)
    database.empty()


def test_one_refusal_stops_no_other_and_one_reply_tells_of_all(walk: Walk) -> None:
    play, first = parallel(walk)
    application = play.sheet(first).case.application
    both = cases.get_application(play.desk, play.agent, application=application).cases
    (second,) = (one.case for one in both if one.case != first)
    coordinator = walk.officer("coordinator")

    def reply(*, interim: bool = False) -> Receipt:
        return consultations.reply_comprehensively(
            play.desk, coordinator, application=application, ticket=play.ticket(), interim=interim
        )

    cases.reject(play.desk, play.clerk, case=first, reason="不符合受理条件", ticket=play.ticket())
    cases.accept(play.desk, play.clerk, case=second, judge_rest=True, ticket=play.ticket())
    assert play.sheet(second).state_label == "已受理", "the other goes on"
    with pytest.raises(consultations.CasesStillOpen):
        reply()
    with pytest.raises(cases.NotYourTask):
        consultations.reply_comprehensively(
            play.desk, play.clerk, application=application, ticket=play.ticket(), interim=True
        )
    assert "阶段性" in reply(interim=True).says
    cases.withdraw(play.desk, play.agent, case=second, ticket=play.ticket())
    reply()
    told = consultations.list_replies(play.desk, play.agent, application=application)
    assert [one.interim for one in told] == [True, False]
    assert len(told[-1].rows) == 2
    assert told[0].number != told[1].number
    foreign = walk.agent_of("91370811MA3WXK2P30")
    assert consultations.list_replies(play.desk, foreign, application=application) == ()

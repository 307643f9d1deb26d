"""A case's task that was handed to named persons is theirs alone to do."""

from uuid import UUID

import pytest

from tests.database import Database
from tests.store.cases_play import PLAIN_PERMIT, Play
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.cases import NotYourTask
from tongjian.flow import FlowActs
from tongjian.identity import Actor

pytestmark = pytest.mark.database


@pytest.fixture
def play(clean: Database) -> Play:
    load_city(clean)
    return Play(Walk(clean))


def offered(play: Play, case: UUID, actor: Actor) -> set[str]:
    return {one.act for one in play.sheet(case, actor).acts if one.task}


def test_a_task_handed_to_a_colleague_is_theirs_alone(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    reviewer, colleague = play.reviewer(case), play.approver(case)
    assert ("review" in offered(play, case, reviewer), "review" in offered(play, case, colleague)) == (
        True,
        False,
    )
    with play.desk.begin(reviewer.access()):
        (task,) = play.desk.flow.open_tasks(case)
        FlowActs(play.desk.flow, reviewer.person, play.desk.now()).reassign(
            task=task.id, persons=(colleague.person,)
        )
    assert ("review" in offered(play, case, reviewer), "review" in offered(play, case, colleague)) == (
        False,
        True,
    )
    with pytest.raises(NotYourTask) as refused:
        cases.review(play.desk, reviewer, case=case, opinion="同意", ticket=play.ticket())
    assert refused.value.who == "指定的办理人"
    with pytest.raises(NotYourTask):
        cases.begin_review(play.desk, reviewer, case=case, ticket=play.ticket())
    cases.review(play.desk, colleague, case=case, opinion="同意", ticket=play.ticket())
    assert "review" not in offered(play, case, colleague)

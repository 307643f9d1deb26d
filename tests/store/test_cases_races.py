"""Two at once over PostgreSQL, each with a connection of its own: one wins, nothing happens twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from tests.database import Database
from tests.store.cases_play import FILING, PERMIT, PLAIN_PERMIT, Play
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.cases import CaseState, Receipt, Ticket
from tongjian.kit import Refusal

pytestmark = pytest.mark.database

Outcome = Receipt | Refusal


@pytest.fixture
def play(clean: Database) -> Play:
    load_city(clean)
    return Play(Walk(clean))


def at_once(*acts: Callable[[], Receipt]) -> list[Outcome]:
    """Do all acts at the same moment; return what became of each. Anything but a refusal is raised."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Receipt]) -> Outcome:
        start.wait(10)
        try:
            return act()
        except Refusal as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [running.result(60) for running in [pool.submit(run, act) for act in acts]]


def split(outcomes: list[Outcome]) -> tuple[list[Receipt], list[Refusal]]:
    done = [one for one in outcomes if isinstance(one, Receipt)]
    return done, [one for one in outcomes if isinstance(one, Refusal)]


def column(play: Play, query: str) -> list[object]:
    with psycopg.connect(play.walk.database.urls.loader) as loader:
        return [row[0] for row in loader.execute(query)]


@pytest.mark.parametrize("fresh", [True, False])
def test_of_two_decisions_at_once_one_holds_and_the_other_learns_the_state(
    play: Play, *, fresh: bool
) -> None:
    case = play.reviewed(PERMIT)
    approver = play.approver(case)
    position = play.sheet(case).case.position if fresh else None
    done, refused = split(
        at_once(
            lambda: cases.grant(
                play.desk, approver, case=case, ticket=Ticket(key="grants", position=position)
            ),
            lambda: cases.refuse(
                play.desk,
                approver,
                case=case,
                reason="不符合",
                ticket=Ticket(key="refuses", position=position),
            ),
        )
    )
    assert len(done) == len(refused) == 1
    assert isinstance(refused[0], cases.StaleCase if fresh else cases.ActNotAllowed)
    assert refused[0].facts()["state_label"] == done[0].state_label
    sheet = play.sheet(case)
    assert [record.state for record in sheet.records][-1] == done[0].state
    assert len(sheet.results) == (done[0].state == CaseState.GRANTED)


def test_the_same_key_sent_many_times_at_once_gets_the_one_answer(play: Play) -> None:
    draft = play.draft(PERMIT)
    key = Ticket(key="pressed four times")
    done, refused = split(
        at_once(*[lambda: cases.submit(play.desk, play.agent, draft=draft, ticket=key)] * 4)
    )
    assert not refused
    assert done == [done[0]] * 4
    assert len(column(play, "SELECT id FROM cases_case")) == 1


def test_a_key_whose_first_act_was_refused_is_free_again(play: Play) -> None:
    case = play.apply(PERMIT)
    key = Ticket(key="again")
    with pytest.raises(cases.ActNotAllowed):
        cases.grant(play.desk, play.approver(case), case=case, ticket=key)
    cases.accept(play.desk, play.clerk, case=case, judge_rest=True, ticket=play.ticket())
    for step in play.sheet(case).steps:
        assert step.organisation is not None
        officer = play.walk.holders_of(step.organisation, "reviewer")
        act = cases.review if step.node == "review" else cases.co_sign
        act(play.desk, officer, case=case, opinion="", ticket=play.ticket())
    assert cases.grant(play.desk, play.approver(case), case=case, ticket=key).state == CaseState.GRANTED


def test_a_draft_submitted_from_two_sessions_opens_its_cases_once(play: Play) -> None:
    draft = play.draft(PERMIT, PLAIN_PERMIT)
    done, refused = split(
        at_once(
            *[lambda: cases.submit(play.desk, play.agent, draft=draft, ticket=play.ticket())] * 3,
        )
    )
    assert len(done) == 1
    assert [type(one) for one in refused] == [cases.AlreadySubmitted] * 2
    assert len(column(play, "SELECT id FROM cases_case")) == 2


def test_two_applications_for_one_item_at_once_open_one_case(play: Play) -> None:
    drafts = [play.draft(PERMIT), play.draft(PERMIT)]

    def submit(draft: UUID) -> Callable[[], Receipt]:
        return lambda: cases.submit(play.desk, play.agent, draft=draft, ticket=play.ticket())

    done, refused = split(at_once(*map(submit, drafts)))
    assert len(done) == 1
    assert [type(one) for one in refused] == [cases.CaseAlreadyRunning]


def test_a_save_and_a_save_from_the_same_page_do_not_overwrite_each_other(play: Play) -> None:
    draft = play.draft(PERMIT)

    def save(answer: str) -> Callable[[], Receipt]:
        return lambda: cases.save_draft(
            play.desk,
            play.agent,
            draft=draft,
            version=2,
            answers={"contact_name": answer},
            files={},
            ticket=play.ticket(),
        )

    done, refused = split(at_once(save("甲"), save("乙")))
    assert len(done) == 1
    assert [type(one) for one in refused] == [cases.StaleDraft]


def test_facts_told_in_two_sessions_at_once_are_both_kept(play: Play) -> None:
    def tell(name: str) -> Callable[[], Receipt]:
        return lambda: cases.declare_facts(
            play.desk, play.agent, project=play.project, facts={name: True}, ticket=play.ticket()
        )

    done, _ = split(at_once(tell("takes_farmland"), tell("geohazard_area")))
    assert len(done) == 2
    facts = cases.get_panorama(play.desk, play.agent, project=play.project).project.facts
    assert facts["takes_farmland"] is True
    assert facts["geohazard_area"] is True


def test_unit_projects_split_off_at_once_get_codes_of_their_own(play: Play) -> None:
    def split_off(name: str) -> Callable[[], Receipt]:
        return lambda: cases.add_unit_project(
            play.desk, play.agent, project=play.project, name=name, scope="", ticket=play.ticket()
        )

    done, refused = split(at_once(*map(split_off, ("一期", "二期", "三期"))))
    assert not refused
    assert len({one.number for one in done}) == 3


def test_a_supplement_and_a_withdrawal_at_once_leave_one_lawful_history(play: Play) -> None:
    case, point = play.correcting(PERMIT)
    done, _ = split(
        at_once(
            lambda: cases.supplement(
                play.desk, play.agent, case=case, files={point.key: play.paper}, ticket=play.ticket()
            ),
            lambda: cases.withdraw(play.desk, play.agent, case=case, ticket=play.ticket()),
        )
    )
    states = [int(record.state) for record in play.sheet(case).records]
    assert states in ([1, 6, 2], [1, 6, 7, 2])
    assert len(done) == len(states) - 2
    assert not play.sheet(case).steps


def test_opinions_of_all_departments_at_once_are_all_kept(play: Play) -> None:
    case = play.accepted(PERMIT)

    def sign(step: cases.OpenStep) -> Callable[[], Receipt]:
        assert step.organisation is not None
        officer = play.walk.holders_of(step.organisation, "reviewer")
        act = cases.review if step.node == "review" else cases.co_sign
        return lambda: act(play.desk, officer, case=case, opinion="同意", ticket=play.ticket())

    done, refused = split(at_once(*map(sign, play.sheet(case).steps)))
    assert not refused
    assert len(done) == 3
    sheet = play.sheet(case)
    assert [step.node for step in sheet.steps] == ["decide"]
    assert [int(record.state) for record in sheet.records] == [1, 3, 8]


def test_numbers_have_no_gap_and_no_double_through_races_and_rollbacks(play: Play) -> None:
    """Four filings of four projects at once, each registered and, in another session, corrected."""
    made = [play.apply(FILING)]
    for place in range(3):
        play.code = f"2606-370811-04-01-20000{place}"
        play.project = play.register()
        made.append(play.apply(FILING))

    def register(case: UUID) -> Callable[[], Receipt]:
        return lambda: cases.register(play.desk, play.clerk, case=case, ticket=play.ticket())

    def correct(case: UUID) -> Callable[[], Receipt]:
        point = cases.CorrectionPoint("x", "材料", "请盖章")
        return lambda: cases.correct(
            play.desk, play.clerk, case=case, points=(point,), judge_rest=True, ticket=play.ticket()
        )

    done, refused = split(at_once(*map(register, made), *map(correct, made)))
    assert len(done) == len(refused) == 4
    for table in ("cases_result", "cases_document"):
        numbers = column(play, f"SELECT number FROM {table}")  # noqa: S608  # our own names
        serials = sorted(int(str(one).rpartition("〕")[2].removesuffix("号")) for one in numbers)
        assert serials == list(range(1, len(numbers) + 1))
    registered = sum(one.act == "register" for one in done)
    assert len(column(play, "SELECT number FROM cases_result")) == registered

"""The case desk: marks, drafts of opinions and phrases; who keeps them and who sees them."""

from collections.abc import Iterator
from itertools import count
from uuid import UUID, uuid4

import pytest

from tests.database import Database
from tests.store.cases_play import PERMIT, PLAIN_PERMIT, Play, seen_by
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.cases import NotFound, NotYourTask, Place, PointNote, PointVerdict, StaleOpinion
from tongjian.identity import Actor
from tongjian.kit import Invalid

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def walk(database: Database) -> Iterator[Walk]:
    load_city(database)
    yield Walk(database)
    database.empty()


_codes = count(100_001)


@pytest.fixture
def play(walk: Walk) -> Play:
    """A project of its own, for an item runs once in a project."""
    return Play(walk, code=f"2606-370811-04-01-{next(_codes)}")


def _points(play: Play, reader: Actor, case: UUID) -> dict[str, cases.JudgedPoint]:
    return {one.point.key: one for one in cases.get_judging(play.desk, reader, case=case).points}


def test_the_desk_of_a_five_material_permit_shows_its_points_papers_and_facts(play: Play) -> None:
    case = play.accepted(PERMIT)
    shown = cases.get_judging(play.desk, play.reviewer(case), case=case)
    assert [one.point.key for one in shown.points] == ["range", "plan", "planning", "traffic", "fee"]
    assert {one.paper.key for one in shown.papers} == {one.key for one in shown.sheet.materials}
    assert shown.node == "review"
    assert shown.facts["in_city"] is play.facts["in_city"]
    assert shown.draft.version == 0


def test_marks_and_the_draft_are_kept_and_survive(play: Play) -> None:
    case = play.accepted(PERMIT)
    officer = play.reviewer(case)
    paper = cases.get_judging(play.desk, officer, case=case).papers[0].paper
    notes = (
        PointNote("range", PointVerdict.MET),
        PointNote("plan", PointVerdict.UNMET, "缺少管线保护措施", Place(paper.id, 2, (100, 200, 300, 50))),
    )
    kept = cases.save_judging(
        play.desk, officer, case=case, notes=notes, text="方案需要补充", choice="review.conditional"
    )
    assert kept.version == 1
    shown = cases.get_judging(play.desk, officer, case=case)
    assert (shown.draft.text, shown.draft.choice, shown.draft.version) == (
        "方案需要补充",
        "review.conditional",
        1,
    )
    points = _points(play, officer, case)
    assert points["range"].mine is not None
    assert points["plan"].mine is not None
    assert points["plan"].mine.place == Place(paper.id, 2, (100, 200, 300, 50))
    assert points["fee"].mine is None


def test_an_empty_note_takes_a_mark_back(play: Play) -> None:
    case = play.accepted(PERMIT)
    officer = play.reviewer(case)
    cases.save_judging(play.desk, officer, case=case, notes=(PointNote("fee", PointVerdict.MET),))
    cases.save_judging(play.desk, officer, case=case, notes=(PointNote("fee"),), version=1)
    assert _points(play, officer, case)["fee"].mine is None


def test_a_draft_saved_elsewhere_meanwhile_is_not_overwritten(play: Play) -> None:
    case = play.accepted(PERMIT)
    officer = play.reviewer(case)
    cases.save_judging(play.desk, officer, case=case, text="第一稿")
    with pytest.raises(StaleOpinion) as refused:
        cases.save_judging(
            play.desk, officer, case=case, text="另一页", notes=(PointNote("fee", PointVerdict.MET),)
        )
    assert refused.value.version == 1
    shown = cases.get_judging(play.desk, officer, case=case)
    assert shown.draft.text == "第一稿"
    assert all(one.mine is None for one in shown.points)


def test_who_has_no_task_of_the_case_keeps_nothing(play: Play) -> None:
    case = play.accepted(PERMIT)
    with pytest.raises(NotYourTask):
        cases.save_judging(play.desk, play.approver(case), case=case, text="不该保存")
    with pytest.raises(NotFound):
        cases.save_judging(play.desk, play.reviewer(case), case=uuid4(), text="没有的办件")


def test_what_cannot_be_noted_is_named_at_once(play: Play) -> None:
    case = play.accepted(PERMIT)
    officer = play.reviewer(case)
    paper = cases.get_judging(play.desk, officer, case=case).papers[0].paper
    notes = (
        PointNote("nothing", PointVerdict.MET),
        PointNote("plan", remark="长" * 1001),
        PointNote("fee", place=Place(uuid4(), 1)),
        PointNote("range", place=Place(paper.id, 1, (900, 0, 200, 10))),
        PointNote("traffic", place=Place(paper.id, 0, (0, 0, 10, 10))),
    )
    with pytest.raises(Invalid) as refused:
        cases.save_judging(play.desk, officer, case=case, notes=notes, text="x" * 10_001)
    assert [one.field for one in refused.value.problems] == ["opinion"]
    with pytest.raises(Invalid) as refused:
        cases.save_judging(play.desk, officer, case=case, notes=notes)
    assert [one.field for one in refused.value.problems] == [
        "points.nothing",
        "points.plan.remark",
        "points.fee.place",
        "points.range.place",
        "points.traffic.place",
    ]


def test_earlier_decisions_of_the_same_item_by_the_same_organ_are_listed_newest_first(play: Play) -> None:
    refused, again = play.refused(PLAIN_PERMIT), play.refused(PLAIN_PERMIT)
    case = play.accepted(PLAIN_PERMIT)
    earlier = cases.get_judging(play.desk, play.reviewer(case), case=case).earlier
    assert [one.case for one in earlier] == [again, refused]
    assert [one.verdict for one in earlier] == [cases.Verdict.AGREE] * 2
    own = cases.get_judging(play.desk, play.reviewer(again), case=again).earlier
    assert [one.case for one in own] == [refused]


def test_a_colleague_sees_the_marks_and_other_organs_and_the_applicant_do_not(play: Play) -> None:
    case = play.accepted(PERMIT)
    officer = play.reviewer(case)
    cases.save_judging(
        play.desk, officer, case=case, notes=(PointNote("fee", PointVerdict.MET),), text="只有我看"
    )
    approver = play.approver(case)
    assert [one.person for one in _points(play, approver, case)["fee"].others] == [officer.person]
    assert cases.get_judging(play.desk, approver, case=case).draft.text == ""
    for other in (play.clerk, play.agent):
        with seen_by(play.walk.database, other.access()) as connection:
            assert connection.execute("SELECT count(*) FROM cases_review_mark").fetchone() == (0,)
            assert connection.execute("SELECT count(*) FROM cases_opinion_draft").fetchone() == (0,)


def test_phrases_are_ones_own_or_shared_in_the_organisation(play: Play) -> None:
    case = play.accepted(PERMIT)
    officer, colleague = play.reviewer(case), play.approver(case)
    own = cases.add_phrase(play.desk, officer, text=" 现场踏勘，符合要求。 ")
    shared = cases.add_phrase(play.desk, officer, text="占道范围应避开公交站台。", shared=True)
    mine = cases.list_phrases(play.desk, officer)
    assert [(one.text, one.shared) for one in mine] == [
        ("现场踏勘，符合要求。", False),
        ("占道范围应避开公交站台。", True),
    ]
    assert [one.id for one in cases.list_phrases(play.desk, colleague)] == [shared]
    with pytest.raises(NotFound):
        cases.remove_phrase(play.desk, colleague, phrase=shared)
    cases.remove_phrase(play.desk, officer, phrase=own)
    cases.remove_phrase(play.desk, officer, phrase=shared)
    assert cases.list_phrases(play.desk, officer) == ()


@pytest.mark.parametrize("text", ["", "  ", "长" * 301])
def test_a_phrase_has_some_words_and_not_too_many(play: Play, text: str) -> None:
    with pytest.raises(Invalid):
        cases.add_phrase(play.desk, play.clerk, text=text)


def test_an_applicant_has_no_phrases(play: Play) -> None:
    with pytest.raises(NotYourTask):
        cases.add_phrase(play.desk, play.agent, text="你好")


def test_a_given_opinion_leaves_no_draft(play: Play) -> None:
    case = play.accepted(PERMIT)
    officer = play.reviewer(case)
    cases.save_judging(play.desk, officer, case=case, text="同意")
    cases.end_judging(play.desk, officer, case=case, node="review")
    assert cases.get_judging(play.desk, officer, case=case).draft.version == 0

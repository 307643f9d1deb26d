"""The inbox over PostgreSQL: narrowed, counted, kept filters, and many results made out at once."""

from datetime import timedelta

import pytest

from tests.database import Database
from tests.store.cases_play import PERMIT, PLAIN_PERMIT, Play, refusals_kept
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.calendar import Light
from tongjian.cases import InboxFilter, SavedFilter
from tongjian.kit import Invalid

pytestmark = pytest.mark.database


@pytest.fixture
def play(clean: Database) -> Play:
    load_city(clean)
    return Play(Walk(clean))


def listed(play: Play, **narrowed: object) -> set[object]:
    page = cases.list_inbox(play.desk, play.clerk, narrowed=InboxFilter(**narrowed))  # type: ignore[arg-type]
    return {row.case for row in page.rows}


def test_each_filter_narrows_the_inbox_and_its_counts_alike(play: Play) -> None:
    permit, plain = play.apply(PERMIT), play.apply(PLAIN_PERMIT)
    of_permit, of_plain = play.sheet(permit).case, play.sheet(plain).case
    assert of_permit.department != of_plain.department
    asked: list[tuple[dict[str, object], set[object]]] = [
        ({}, {permit, plain}),
        ({"item": PERMIT}, {permit}),
        ({"department": of_plain.department}, {plain}),
        ({"stage": of_permit.frozen.stage}, {permit, plain}),
        ({"stage": "4"}, set()),
        ({"text": of_permit.number}, {permit}),
        ({"text": "精工 厂房"}, {permit, plain}),
        ({"text": f"精工 {of_plain.frozen.item_name[:6]}"}, {plain}),
        ({"text": "没有这样的项目"}, set()),
        ({"text": "%"}, set()),
    ]
    for narrowed, expected in asked:
        assert listed(play, **narrowed) == expected, narrowed
        wanted = InboxFilter(**narrowed)  # type: ignore[arg-type]
        assert cases.tally_inbox(play.desk, play.clerk, narrowed=wanted).total == len(expected)


def test_the_light_asked_for_is_the_light_shown_as_days_go_by(play: Play) -> None:
    made = {play.apply(PERMIT), play.apply(PLAIN_PERMIT)}
    shown: set[Light] = set()
    for _ in range(10):
        rows = cases.list_inbox(play.desk, play.clerk).rows
        for light in Light:
            assert listed(play, light=light) == {row.case for row in rows if row.light is light}
        shown |= {row.light for row in rows}
        assert {row.case for row in rows} == made
        play.walk.clock.forward(1)
    assert shown == {Light.GREEN, Light.YELLOW, Light.RED}


def test_what_stands_still_comes_last_and_is_found_under_its_own_light(play: Play) -> None:
    still, runs = play.paused(PLAIN_PERMIT), play.accepted(PERMIT)
    reviewer = play.reviewer(still)
    play.walk.clock.forward(1)
    mine = cases.list_inbox(play.desk, reviewer).rows
    grey = cases.list_inbox(play.desk, reviewer, narrowed=InboxFilter(light=Light.GREY)).rows
    assert [row.case for row in grey] == [still]
    assert mine[-1].case == still
    assert runs != still


def test_new_work_is_counted_from_a_moment_on(play: Play) -> None:
    play.apply(PERMIT)
    since = play.walk.clock.now()
    assert cases.count_new_work(play.desk, play.clerk, since=since) == 0
    assert cases.count_new_work(play.desk, play.clerk, since=since - timedelta(minutes=1)) == 1
    play.walk.clock.forward(1)
    play.apply(PLAIN_PERMIT)
    assert cases.count_new_work(play.desk, play.clerk, since=since) == 1
    assert cases.count_new_work(play.desk, play.agent, since=since) == 0


def test_a_kept_filter_comes_back_as_it_was_and_is_its_owners_alone(play: Play) -> None:
    wanted = InboxFilter(text="厂房", item=PERMIT, stage="P", light=Light.RED, department=play.applicant)
    cases.save_filter(play.desk, play.clerk, name=" 急件 ", wanted=wanted)
    assert cases.list_filters(play.desk, play.clerk) == (SavedFilter("急件", wanted),)
    changed = InboxFilter(item=PLAIN_PERMIT)
    cases.save_filter(play.desk, play.clerk, name="急件", wanted=changed)
    assert cases.list_filters(play.desk, play.clerk) == (SavedFilter("急件", changed),)
    other = play.walk.officer("reviewer_water")
    assert cases.list_filters(play.desk, other) == ()
    cases.drop_filter(play.desk, other, name="急件")
    assert len(cases.list_filters(play.desk, play.clerk)) == 1
    cases.drop_filter(play.desk, play.clerk, name="急件")
    assert cases.list_filters(play.desk, play.clerk) == ()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("", InboxFilter(item=PERMIT)),
        ("名" * 21, InboxFilter(item=PERMIT)),
        ("什么都没有选", InboxFilter()),
        ("太长", InboxFilter(text="长" * 101)),
        ("\x00", InboxFilter(item=PERMIT)),
    ],
)
def test_a_filter_that_cannot_be_kept_is_refused_with_what_is_wrong(
    play: Play, name: str, wanted: InboxFilter
) -> None:
    with pytest.raises(Invalid):
        cases.save_filter(play.desk, play.clerk, name=name, wanted=wanted)
    assert cases.list_filters(play.desk, play.clerk) == ()


def test_nobody_keeps_more_than_twenty_filters(play: Play) -> None:
    for at in range(20):
        cases.save_filter(play.desk, play.clerk, name=f"第{at}组", wanted=InboxFilter(item=PERMIT))
    with pytest.raises(Invalid):
        cases.save_filter(play.desk, play.clerk, name="第二十一组", wanted=InboxFilter(item=PERMIT))
    cases.save_filter(play.desk, play.clerk, name="第3组", wanted=InboxFilter(item=PLAIN_PERMIT))
    assert len(cases.list_filters(play.desk, play.clerk)) == 20


def test_many_results_are_made_out_at_once_and_one_refusal_leaves_the_others(play: Play) -> None:
    ready, too_early = play.granted(PLAIN_PERMIT), play.reviewed(PERMIT)
    lines = cases.act_on_many(play.desk, play.clerk, act="issue", cases=(ready, too_early, ready), key="all")
    assert [one.case for one in lines] == [ready, too_early]
    assert lines[0].receipt is not None
    assert isinstance(lines[1].refused, cases.ActNotAllowed)
    assert ("issue", too_early) in refusals_kept(play.walk.database)
    again = cases.act_on_many(play.desk, play.clerk, act="issue", cases=(ready,), key="all")
    assert again[0].receipt == lines[0].receipt


def test_what_has_to_be_judged_is_never_done_on_many(play: Play) -> None:
    case = play.reviewed(PLAIN_PERMIT)
    for act in ("grant", "refuse", "review", "accept", "reject", "nothing"):
        with pytest.raises(cases.NotInBatch):
            cases.act_on_many(play.desk, play.approver(case), act=act, cases=(case,), key="all")
    with pytest.raises(Invalid):
        cases.act_on_many(play.desk, play.clerk, act="issue", cases=(), key="all")

"""The yearly notice is imported: dates that were provisional are worked out anew, and people are told."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.database import Database
from tests.store.test_cases_walk import _rural_house
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.calendar import InvalidCalendarYear, fixed_holidays, shipped_years
from tongjian.cases import NotFound, NoticeForm, NotYourTask

pytestmark = pytest.mark.database

NEXT = shipped_years()[-1].year + 1


def notice(*more: str) -> NoticeForm:
    lines = [f"{day} 休" for day in sorted(fixed_holidays(NEXT))]
    return NoticeForm(
        year=NEXT,
        source=f"国务院办公厅关于{NEXT}年部分节假日安排的通知（虚构）",
        effective_on=date(NEXT - 1, 11, 20),
        text="\n".join([*lines, *more]),
    )


@pytest.fixture
def walk(clean: Database) -> Walk:
    load_city(clean)
    walk = Walk(clean)
    walk.clock.at = datetime(NEXT - 1, 12, 21, 2, tzinfo=UTC)
    return walk


def accepted(walk: Walk) -> tuple[object, object]:
    receipt, citizen = _rural_house(walk)
    case = receipt.made[0][1]
    cases.accept(
        walk.desk, walk.officer("clerk"), case=case, opinion="材料齐全", judge_rest=True, ticket=walk.ticket()
    )
    return case, citizen


def days_off_after_new_year() -> list[str]:
    """Return lines that make the working days after New Year's Day days off."""
    first = date(NEXT, 1, 2)
    return [f"{first}..{first + timedelta(days=5)} 休"]


def test_a_date_in_a_year_not_loaded_is_provisional_and_worked_out_anew_when_the_notice_is_imported(
    walk: Walk,
) -> None:
    case, citizen = accepted(walk)
    before = cases.get_case(walk.desk, citizen, case=case)  # type: ignore[arg-type]
    told = len(walk.rooms.messages.list_of(citizen).rows)  # type: ignore[arg-type]
    assert before.clocks.promised.provisional
    administrator = walk.officer("sysadmin")
    coming = notice(*days_off_after_new_year())
    preview = cases.preview_notice(walk.desk, administrator, notice=coming)
    assert (preview.looked_at, preview.moved, preview.replaces) == (1, 1, False)
    assert cases.missing_year(walk.desk) == NEXT

    done = cases.import_notice(walk.desk, administrator, notice=coming, ticket=walk.ticket())

    after = cases.get_case(walk.desk, citizen, case=case)  # type: ignore[arg-type]
    assert "已导入" in done.says
    assert not after.clocks.promised.provisional
    assert after.clocks.promised.on is not None
    assert before.clocks.promised.on is not None
    assert before.clocks.promised.on < after.clocks.promised.on <= before.clocks.promised.latest  # type: ignore[operator]
    assert cases.missing_year(walk.desk) is None
    work = [row.due_on for row in cases.list_inbox(walk.desk, walk.officer("clerk")).rows if row.case == case]
    assert set(work) <= {after.clocks.next_due_on}
    messages = walk.rooms.messages.list_of(citizen).rows  # type: ignore[arg-type]
    assert len(messages) == told + 1
    assert "期限已重新计算" in messages[0].title
    assert [one.notice.year for one in cases.list_notices(walk.desk, administrator)] == [NEXT]


def test_importing_the_same_notice_twice_tells_nobody_twice(walk: Walk) -> None:
    _, citizen = accepted(walk)
    administrator, coming, ticket = (
        walk.officer("sysadmin"),
        notice(*days_off_after_new_year()),
        walk.ticket(),
    )
    first = cases.import_notice(walk.desk, administrator, notice=coming, ticket=ticket)
    told = len(walk.rooms.messages.list_of(citizen).rows)  # type: ignore[arg-type]
    assert cases.import_notice(walk.desk, administrator, notice=coming, ticket=ticket) == first
    cases.import_notice(walk.desk, administrator, notice=coming, ticket=walk.ticket())
    assert len(walk.rooms.messages.list_of(citizen).rows) == told  # type: ignore[arg-type]


def test_only_the_system_administrator_imports_a_notice_and_none_that_cannot_be_right(walk: Walk) -> None:
    for username in ("clerk", "supervisor"):
        with pytest.raises(NotYourTask):
            cases.import_notice(walk.desk, walk.officer(username), notice=notice(), ticket=walk.ticket())
        with pytest.raises(NotYourTask):
            cases.preview_notice(walk.desk, walk.officer(username), notice=notice())
    with pytest.raises(InvalidCalendarYear, match="第 1 行"):
        cases.import_notice(
            walk.desk,
            walk.officer("sysadmin"),
            notice=NoticeForm(NEXT, "通知", date(NEXT - 1, 11, 1), "元旦放三天"),
            ticket=walk.ticket(),
        )
    assert cases.missing_year(walk.desk) == NEXT
    assert not walk.desk.years.list_imported()


def test_the_administrator_learns_how_many_cases_move_and_sees_none_of_them(walk: Walk) -> None:
    case, _ = accepted(walk)
    with pytest.raises(NotFound):
        cases.get_case(walk.desk, walk.officer("sysadmin"), case=case)  # type: ignore[arg-type]

"""Reading a yearly notice as an administrator pastes it."""

from datetime import date

import pytest

from tongjian.calendar import (
    CalendarYear,
    InvalidCalendarYear,
    WorkCalendar,
    read_notice,
    shipped_years,
    write_notice,
)

SOURCE = "国务院办公厅关于2027年部分节假日安排的通知（样例）"
DAYS_OF_2027 = """
2027-01-01..2027-01-03 休
2027-02-05..2027-02-11 休
2027-01-30 班
2027-02-14 班
2027-04-03 至 2027-04-05 放假
2027-05-01..2027-05-05 休
2027-05-08 上班
2027-06-09 休
2027-09-15..2027-09-17 休
2027-10-01..2027-10-07 休
2027-10-09 班
"""


def read(text: str, *, year: int = 2027, source: str = SOURCE) -> CalendarYear:
    return read_notice(year=year, source=source, effective_on=date(2026, 11, 10), text=text)


def problems(text: str, **head: object) -> list[str]:
    with pytest.raises(InvalidCalendarYear) as refused:
        read(text, **head)  # type: ignore[arg-type]
    return [one.text() for one in refused.value.problems]


def test_a_pasted_notice_is_read_and_written_back() -> None:
    found = read(DAYS_OF_2027)
    assert date(2027, 10, 7) in found.rest_days
    assert found.make_up_days == {
        date(2027, 1, 30),
        date(2027, 2, 14),
        date(2027, 5, 8),
        date(2027, 10, 9),
    }
    assert read(write_notice(found)) == found


@pytest.mark.parametrize("year", shipped_years(), ids=lambda year: str(year.year))
def test_every_shipped_year_could_be_pasted(year: CalendarYear) -> None:
    read_back = read_notice(
        year=year.year, source=year.source, effective_on=year.effective_on, text=write_notice(year)
    )
    assert read_back == year


def test_every_line_that_cannot_be_right_is_named_with_its_rule() -> None:
    text = DAYS_OF_2027 + (
        "2027-02-30 休\n2027-01-02 休\n2027-03-01 班\n2028-01-01 休\n2027-08-01..2027-08-30 休\n国庆放七天\n"
        "2027-10-02 班\n2027-12-31..2027-12-30 休"
    )
    assert problems(text) == [
        "第 13 行：应写作“2027-01-01..2027-01-03 休”或“2027-01-09 班”",
        "第 14 行：2027-01-02 重复列出",
        "第 15 行：2027-03-01 不是周六、周日，不能作调休上班日",
        "第 16 行：2028-01-01 不在该年度内（上一年 12 月 25 日以后的除外）",
        "第 17 行：起止日期应先后相连，最多 16 天",
        "第 18 行：应写作“2027-01-01..2027-01-03 休”或“2027-01-09 班”",
        "第 19 行：2027-10-02 重复列出",
        "第 20 行：起止日期应先后相连，最多 16 天",
    ]


def test_a_fixed_holiday_that_the_notice_leaves_out_or_works_is_named() -> None:
    assert problems(DAYS_OF_2027.replace("2027-06-09 休\n", "")) == [
        "2027-06-09 是法定节假日，通知应当列为放假（《全国年节及纪念日放假办法》第二条）"
    ]
    worked = DAYS_OF_2027.replace("2027-05-01..2027-05-05 休", "2027-05-01 班\n2027-05-02..2027-05-05 休")
    assert problems(worked) == [
        "第 7 行：2027-05-01 是法定节假日，不能作调休上班日（《全国年节及纪念日放假办法》第二条）"
    ]


def test_a_notice_needs_a_year_and_a_source() -> None:
    assert problems("", year=1999, source=" ") == [
        "年度应在 2014 至 2099 之间",
        "请填写通知的名称和文号，不超过 200 个字",
    ]


def test_a_later_notice_for_a_year_replaces_the_earlier_one() -> None:
    calendar = WorkCalendar(shipped_years())
    newer = calendar.with_years([read(DAYS_OF_2027)])
    assert newer.knows(2027)
    corrected = read(DAYS_OF_2027.replace("2027-10-09 班\n", ""))
    assert not newer.with_years([corrected]).is_working(date(2027, 10, 9))
    assert newer.is_working(date(2027, 10, 9))

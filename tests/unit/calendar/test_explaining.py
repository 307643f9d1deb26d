"""The count in words: why a due date is that day."""

from datetime import date

import pytest

from tongjian.calendar import (
    ClockHistory,
    ClockKind,
    Counting,
    Explanation,
    Extension,
    InvalidHistory,
    Pause,
    TimeLimit,
    TimeUnit,
    WorkCalendar,
    explain,
    read_history,
    shipped_years,
    write_history,
)

CALENDAR = WorkCalendar(shipped_years())
BOTH = frozenset(ClockKind)
ARTICLE_45 = "《中华人民共和国行政许可法》第四十五条"


def explained(text: str) -> Explanation:
    return explain(read_history(text, today=date(2026, 12, 1)), calendar=CALENDAR)


def told(found: Explanation) -> list[tuple[str, str, Counting, int | None]]:
    return [(f"{span.first:%m-%d}", f"{span.last:%m-%d}", span.counting, span.number) for span in found.days]


def test_the_count_begins_the_day_after_and_leaves_out_rest_days() -> None:
    found = explained("时限 | 7 | 工作日\n起算 | 2026-04-30 | 受理")
    assert told(found) == [
        ("04-30", "04-30", Counting.START, None),
        ("05-01", "05-05", Counting.HOLIDAY, None),
        ("05-06", "05-08", Counting.COUNTED, 1),
        ("05-09", "05-09", Counting.MADE_UP, 4),
        ("05-10", "05-10", Counting.WEEKEND, None),
        ("05-11", "05-13", Counting.COUNTED, 5),
    ]
    assert found.days[0].why.text() == "受理之日，不计入；之后的第一个工作日是 2026-05-06"
    assert found.days[1].why.basis.startswith("国务院办公厅关于2026年部分节假日安排的通知")
    assert found.result.text() == "7 个工作日，届满日是 2026-05-13"
    assert not found.doubts


def test_a_stop_is_told_with_its_article_and_overlapping_stops_together() -> None:
    found = explained(
        "时限 | 15 | 工作日\n起算 | 2026-03-02 | 受理\n"
        f"停止 | 2026-03-04 | 2026-03-11 | 法定、承诺 | 听证 | {ARTICLE_45}\n"
        f"停止 | 2026-03-09 | 2026-03-16 | 法定、承诺 | 鉴定 | {ARTICLE_45}"
    )
    stops = [span for span in found.days if span.counting is Counting.PAUSED]
    assert [span.why.text() for span in stops] == [
        "听证期间，不计入",
        "听证、鉴定期间，不计入",
        "鉴定期间，不计入",
    ]
    assert {span.why.basis for span in stops} == {ARTICLE_45}
    assert found.due.on == date(2026, 4, 2)


def test_a_stop_without_a_basis_in_law_is_passed_over_by_the_statutory_clock() -> None:
    text = "时限 | 7 | 工作日\n起算 | 2026-03-02 | 受理\n停止 | 2026-03-04 | 2026-03-11 | 承诺 | 现场勘验"
    statutory, promised = explained(f"时钟 | 法定\n{text}"), explained(f"时钟 | 承诺\n{text}")
    assert [one.text() for one in statutory.passed_over] == [
        "2026-03-04 开始的现场勘验没有法律依据，不停止法定时限"
    ]
    assert not promised.passed_over
    assert (statutory.due.on, promised.due.on) == (date(2026, 3, 11), date(2026, 3, 18))
    assert "法定时限照算" in "".join(span.why.text() for span in promised.days)


def test_a_limit_in_days_tells_why_it_ends_later() -> None:
    found = explained("时限 | 5 | 日\n起算 | 2026-03-02 | 收到材料")
    assert told(found)[1:] == [
        ("03-03", "03-07", Counting.COUNTED, 1),
        ("03-08", "03-08", Counting.CARRIED, None),
        ("03-09", "03-09", Counting.CARRIED, None),
    ]
    assert found.days[-1].why.basis == "《中华人民共和国民法典》第二百零三条"


def test_an_extension_is_told_on_its_day_and_one_too_late_is_passed_over() -> None:
    text = "时限 | 5 | 工作日\n起算 | 2026-03-02 | 受理\n延长 | 10 | "
    found = explained(f"{text}2026-03-05")
    assert [(one.first.day, one.why.text()) for one in found.days if one.counting is Counting.EXTENDED] == [
        (5, "批准延长 10 个工作日")
    ]
    late = explained(f"{text}2026-03-10")
    assert late.due.on == date(2026, 3, 9)
    assert [one.text() for one in late.passed_over] == [
        "2026-03-10 批准延长时这个期限已经届满，不因延长而推迟"
    ]


def test_a_provisional_date_tells_which_notice_is_missing_and_its_bounds() -> None:
    found = explained("时限 | 10 | 工作日\n起算 | 2026-12-22 | 受理")
    assert found.due.provisional
    assert [one.text() for one in found.doubts] == [
        "2027 年的放假安排尚未公布，也可能调整上一年 12 月最后几天",
        f"公布后重新计算，最早 {found.due.earliest}，最迟 {found.due.latest}",
    ]
    assert [span.provisional for span in found.days][:3] == [False, False, True]


def test_while_the_clock_stands_the_count_ends_on_the_day_of_asking() -> None:
    found = explained("时限 | 5 | 工作日\n起算 | 2026-03-02\n停止 | 2026-03-04 | 至今\n截至 | 2026-03-09")
    assert found.days[-1].last == date(2026, 3, 9)
    assert found.days[-1].counting is Counting.PAUSED
    assert found.result.text() == "期限正在停止计算，停止结束后才有届满日（5 个工作日）"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("时限 | 无\n起算 | 2026-03-02", "没有规定法定时限，没有届满日"),
        ("时限 | 5 | 工作日\n起算 | 未发生 | 受理", "还没有受理，期限尚未起算（5 个工作日）"),
    ],
)
def test_a_clock_without_limit_or_start_tells_so(text: str, result: str) -> None:
    found = explained(text)
    assert found.result.text() == result
    assert not found.days


def test_a_history_is_read_back_as_it_was_written() -> None:
    history = ClockHistory(
        TimeLimit(20, TimeUnit.CALENDAR_DAYS),
        date(2026, 3, 2),
        ClockKind.PROMISED,
        date(2026, 4, 1),
        (
            Pause(date(2026, 3, 4), None, BOTH, name="专家 | 评审", basis=ARTICLE_45),
            Pause(date(2026, 3, 4), date(2026, 3, 5), frozenset()),
        ),
        (Extension(3, date(2026, 3, 9)),),
        "收到材料",
    )
    assert read_history(write_history(history), today=date(2000, 1, 1)) == history


def test_every_line_that_cannot_be_read_is_named() -> None:
    with pytest.raises(InvalidHistory) as refused:
        read_history(
            "时限 | -3 | 工作日\n时限 | 9999 | 日\n起算 | 3月2日\n随便\n"
            "停止 | 2026-03-04 | 2026-03-03 | 口头\n停止 | 2026-03-04 | 2026-03-03\n"
            "延长 | 0 | 2026-03-03\n截至 | 9999-12-31",
            today=date(2026, 1, 1),
        )
    assert [one.text() for one in refused.value.problems] == [
        "第 1 行：天数应为数字",
        "第 2 行：“时限”只能写一行",
        "第 3 行：日期应写作 2026-03-02",
        "第 4 行：不认识“随便”；每行以时钟、时限、起算、停止、延长或截至开头",
        "第 5 行：时钟应为“法定”或“承诺”",
        "第 6 行：结束日期 2026-03-03 早于开始日期 2026-03-04",
        "第 7 行：天数 0 应在 1 至 3660 之间",
        "第 8 行：日期应在 2000 年至 2099 年之间",
    ]
    with pytest.raises(InvalidHistory, match="缺少“时限”一行"):
        read_history("", today=date(2026, 1, 1))
    with pytest.raises(InvalidHistory, match="最多 60 行"):
        read_history("\n" * 90, today=date(2026, 1, 1))

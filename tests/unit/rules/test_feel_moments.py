"""Dates, times and durations: what reads as one, what lies between, and what compares."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from tests.unit.rules.feel_answers import answer, each, faults
from tongjian.rules.feel.values import DateAndTime, DayTimeDuration, Fault, Time, text_of


@each("""
    date("2012-12-25") = date(2012, 12, 25)
    date(date and time("2012-12-25T11:00:00Z")) = @"2012-12-25"
    date("-2018-12-06").year = -2018
    date("999999999-12-31").year = 999999999
    date("2000-02-29").day = 29
    time("23:59:00z") = time(23, 59, 0, duration("PT0H"))
    time(11, 59, 1.3, @"-PT1H") = @"11:59:01.3-01:00"
    time(12, 0, 0) = @"12:00:00"
    time(date and time("2012-12-25T11:00:00Z")) = @"11:00:00Z"
    time(@"2017-08-10") = @"00:00:00Z"
    time("24:00:00") = @"00:00:00"
    date and time("2012-12-24T24:00:00") = @"2012-12-25T00:00:00"
    date and time("2018-12-08") = @"2018-12-08T00:00:00"
    date and time(@"2012-12-24", @"23:59:00") = @"2012-12-24T23:59:00"
    date and time(@"2012-12-24T10:00:00Z", @"23:59:00") = @"2012-12-24T23:59:00"
    duration("P2Y2M") = duration("P26M")
    duration("P0DT25H") = @"P1DT1H"
    duration("PT0.000000001S").seconds = 0.000000001
    years and months duration(@"2011-12-22", @"2013-08-24") = @"P1Y8M"
    years and months duration(@"2013-08-24", @"2011-12-22") = @"-P1Y8M"
    years and months duration(@"2020-01-31T12:00:00", @"2020-02-29T12:00:00") = @"P0M"
    years and months duration(@"2020-01-15T12:00:00", @"2020-02-15T11:59:59") = @"P1M"
    years and months duration(@"2020-01-15T12:00:00Z", @"2020-02-14T23:59:59") = @"P0M"
    years and months duration(@"2011-12-22", @"2013-08-24T00:00:00") = @"P1Y8M"
    now() = @"2026-03-01T09:30:00Z"
    today() = @"2026-03-01"
""")
def test_moments_are_made(text: str) -> None:
    assert answer(text) is True


@each(r"""
    date("2017-13-01")
    date("2017-02-29")
    date("1900-02-29")
    date("998-12-31")
    date("01211-12-31")
    date("+99999-12-01")
    date("9999999999-12-25")
    date("2017-12-31T00:00:00")
    date("2017-12-31Z")
    date("\uFF12017-12-31")
    date(2017, 2, 29)
    date(2017, 12, 1.5)
    date(null)
    date("")
    time("24:00:01")
    time("23:59:60")
    time("7:00:00")
    time("07:00")
    time("13:20:00+19:00")
    time("13:20:00+5:00")
    time("13:20:00@xyz/abc")
    time("13:20:00+02:00@Europe/Paris")
    time("10:00:00.1234567891")
    time(24, 0, 0)
    time(10, 60, 0)
    time(10, 0, 60)
    time(10, 0, 1.00000000000000000000000000000001)
    time(null, 0, 0)
    date and time("2017-12-31T24:00:01")
    date and time("2017-00-31T10:00:00")
    date and time("2017-12-31 10:00:00")
    date and time(@"2017-12-31", null)
    duration("P")
    duration("PT")
    duration("P1Y1D")
    duration("P1H")
    duration("1Y")
    duration("P-1D")
    duration("")
    years and months duration(@"2011-12-22", "2013-08-24")
    @"foo"
""")
def test_what_is_no_moment_is_null_with_a_reason(text: str) -> None:
    assert faults(text)


@each("""
    @"2012-12-25" - @"2012-12-24" = @"P1D"
    @"2012-12-24T23:59:00" + @"PT1M" = @"2012-12-25T00:00:00"
    @"2012-12-24T23:59:00" - @"2012-12-22T03:45:00" = @"P2DT20H14M"
    @"2016-12-24T23:59:00-08:00" - @"2015-12-24T00:00:01-01:00" = @"P367DT6H58M59S"
    @"2021-01-12T10:00:00Z" - @"2021-01-12" = @"PT10H"
    @"2021-01-12" + @"PT36H" = @"2021-01-13"
    @"2021-01-12" - @"PT1H" = @"2021-01-11"
    @"2021-01-31" + @"P1M" = @"2021-02-28"
    @"2020-02-29" + @"P1Y" = @"2021-02-28"
    @"2021-03-31" - @"P13M" = @"2020-02-29"
    @"P1M" + @"2021-12-31T10:00:00+08:00" = @"2022-01-31T10:00:00+08:00"
    @"23:59:00Z" + @"PT2M" = @"00:01:00@Etc/UTC"
    @"00:30:00" - @"PT1H" = @"23:30:00"
    @"10:00:00" - @"11:30:00" = @"-PT1H30M"
    @"10:00:00Z" - @"10:00:00+01:00" = @"PT1H"
    @"2021-03-28T01:30:00@Europe/Paris" + @"PT1H" = @"2021-03-28T03:30:00@Europe/Paris"
    @"2021-03-28T12:00:00@Europe/Paris" - @"2021-03-27T12:00:00@Europe/Paris" = @"PT23H"
    @"P1Y" + @"P2M" = @"P14M" and @"P1D" - @"PT1H" = @"PT23H"
    @"P1D" * 1.5 = @"PT36H" and 2 * @"P1Y" = @"P2Y"
    @"P1Y" / 5 = @"P2M" and @"P1D" / 2 = @"PT12H"
    @"P1D" / @"PT1H" = 24 and @"P1Y" / @"P5M" = 2.4
    -@"P1D" = @"-P1D" and --@"P1Y" = @"P1Y"
    "项目" + "代码" = "项目代码"
""")
def test_the_table_of_arithmetic(text: str) -> None:
    assert answer(text) is True


@each("""
    @"2012-12-25" + @"2012-12-24"
    @"2021-01-12T10:00:00" - @"2021-01-12T10:00:00Z"
    @"2021-01-12T10:00:00" - @"2021-01-12"
    @"10:00:00" - @"10:00:00Z"
    @"10:00:00" + @"P1M"
    @"P1D" + @"P1M"
    @"P1D" - @"2021-01-12"
    @"P1D" * @"P1D"
    2 / @"P1D"
    @"P1D" / 0
    @"P1Y" / @"P0M"
    @"999999999-12-31" + @"P1D"
    @"-999999999-01-01" - @"P1M"
    "a" + 1
    "a" - "a"
    [1] + 1
    true + 1
    null + 1
    -"a"
    -@"2021-01-12"
""")
def test_what_the_table_lacks_is_null_with_a_reason(text: str) -> None:
    assert faults(text)


@each("""
    @"2002-04-02T12:00:00-01:00" = @"2002-04-02T17:00:00+04:00"
    @"2018-10-08T00:00:00+02:00" = @"2018-10-08T00:00:00@Europe/Paris"
    @"10:30:00Z" = @"10:30:00+00:00"
    @"10:30:00Z" = @"11:30:00+01:00"
    @"10:30:00+08:00" = @"10:30:00@Asia/Shanghai"
    @"10:00:00.5" > @"10:00:00.4"
    @"10:00:00Z" > @"10:00:00+01:00"
    @"10:00:00" < @"10:30:00+01:00"
    @"2020-01-01T00:00:00Z" < @"2020-01-01T00:00:00-01:00"
    @"-0044-03-15" < @"0001-01-01"
    @"PT24H" = @"P1D" and @"P1Y" = @"P12M"
    not(is(@"2002-04-02T12:00:00-01:00", @"2002-04-02T17:00:00+04:00"))
    is(@"23:00:50z", @"23:00:50+00:00")
    not(is(@"23:00:50z", @"23:00:50"))
    not(is(@"P0Y", @"P0D"))
    @"2020-06-15" between @"2020-01-01" and @"2020-12-31"
    @"P1D" in (@"PT1H".. @"P2D"]
""")
def test_moments_compare_by_what_they_mean(text: str) -> None:
    assert answer(text) is True


@each("""
    @"2020-01-01" = @"2020-01-01T00:00:00"
    @"2020-01-01" < @"10:00:00"
    @"P1Y" < @"P366D"
    @"P1Y" = @"P365D"
    @"10:00:00@Europe/Paris" < @"10:00:00Z"
    1 < "2"
    true < false
    [1] < [2]
    1 < null
    null < null
    1 = "1"
    true = 1
    {} = []
""")
def test_kinds_that_do_not_compare_give_null_with_a_reason(text: str) -> None:
    assert faults(text)


@each("""
    @"2018-12-10".weekday = 1 and @"2018-12-16".weekday = 7
    @"2018-12-10T10:30:01.25+05:00".second = 1.25
    @"2018-12-10T10:30:01+05:00".time offset = @"PT5H"
    @"2018-07-10T10:30:01@Europe/Paris".time offset = @"PT2H"
    @"2018-12-10T10:30:01@Europe/Paris".timezone = "Europe/Paris"
    @"10:30:01@Asia/Shanghai".time offset = @"PT8H"
    @"99999-07-10T10:30:01@Europe/Paris".time offset = @"PT2H"
    @"-P1Y2M".years = -1 and @"-P1Y2M".months = -2
    @"P1DT2H3M4.5S".hours = 2 and @"P1DT2H3M4.5S".seconds = 4.5
    day of year(@"2020-12-31") = 366
    day of week(date(2019, 9, 17)) = "Tuesday"
    month of year(@"2019-09-17T10:00:00") = "September"
    week of year(date(2019, 9, 17)) = 38
    week of year(date(2003, 12, 29)) = 1
    week of year(date(2004, 1, 4)) = 1
    week of year(date(2005, 1, 1)) = 53
    week of year(date(2005, 1, 3)) = 1
    week of year(date(2005, 1, 9)) = 1
""")
def test_properties_and_calendars(text: str) -> None:
    assert answer(text) is True


@each("""
    @"2018-12-10".hour
    @"10:30:01".year
    @"10:30:01".time offset
    @"10:30:01+05:00".timezone
    @"10:30:01@Europe/Paris".time offset
    @"P1Y".days
    @"P1D".months
    "2018-12-10".year
    day of week("2019-09-17")
""")
def test_properties_that_are_not_there_are_null_with_a_reason(text: str) -> None:
    assert faults(text)


def test_moments_come_from_and_go_to_the_standard_library() -> None:
    shanghai = datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert text_of(DateAndTime.of(shanghai)) == "2026-03-01T09:30:00.123456@Asia/Shanghai"
    assert DateAndTime.of(shanghai).to_datetime() == shanghai
    offset = datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=-3)))
    assert text_of(DateAndTime.of(offset)) == "2026-03-01T09:30:00-03:00"
    naive = offset.replace(tzinfo=None)
    assert DateAndTime.of(naive).to_datetime() == naive
    assert DayTimeDuration.of(timedelta(days=1, microseconds=1)).to_timedelta() == timedelta(
        days=1, microseconds=1
    )


def test_the_second_coming_of_an_hour_in_autumn_keeps_its_instant() -> None:
    again = datetime(2021, 10, 31, 2, 30, tzinfo=ZoneInfo("Europe/Paris"), fold=1)
    moment = DateAndTime.of(again)
    assert text_of(moment) == "2021-10-31T02:30:00+01:00"
    assert moment.instant == int(again.astimezone(UTC).timestamp()) * 10**9


def test_a_time_outside_the_day_cannot_be_made() -> None:
    with pytest.raises(Fault):
        Time(86_400 * 10**9)

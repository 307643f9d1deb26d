"""When a sending is tried again, on which channels a message goes out, and what systems may ask for."""

from datetime import UTC, datetime, timedelta

import pytest

from tongjian.messages import CHANGED, KINDS, NEWS, PAPER, Audience, Preference
from tongjian.messages.domain.deliveries import GIVE_UP_AFTER, LONGEST_WAIT, next_try
from tongjian.messages.domain.kinds import kinds_for
from tongjian.messages.domain.preferences import channels_for
from tongjian.messages.domain.webhooks import problems_of

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def test_the_wait_doubles_from_half_a_minute_to_an_hour() -> None:
    waits = [next_try(attempts=number, first_at=NOW, now=NOW) for number in range(1, 12)]
    seconds = [(at - NOW).total_seconds() for at in waits if at is not None]
    assert seconds[:4] == [30, 60, 120, 240]
    assert seconds[-1] == LONGEST_WAIT.total_seconds()


def test_a_channel_that_is_down_for_days_loses_nothing_and_after_a_week_a_person_looks() -> None:
    almost = NOW + GIVE_UP_AFTER - timedelta(seconds=1)
    assert next_try(attempts=170, first_at=NOW, now=almost) == almost + LONGEST_WAIT
    assert next_try(attempts=171, first_at=NOW, now=NOW + GIVE_UP_AFTER) is None


def test_what_nobody_touched_follows_the_kind_and_a_tick_overrides_it() -> None:
    assert channels_for(PAPER, audience=Audience.APPLICANT, chosen=()) == ("sms", "smtp")
    off = (Preference(PAPER, "sms", on=False), Preference(NEWS, "smtp", on=False))
    assert channels_for(PAPER, audience=Audience.APPLICANT, chosen=off) == ("smtp",)
    assert channels_for(NEWS, audience=Audience.STAFF, chosen=(Preference(NEWS, "sms", on=True),)) == ("sms",)


def test_people_are_never_told_what_is_for_systems_alone() -> None:
    for audience in (Audience.APPLICANT, Audience.STAFF):
        assert channels_for(CHANGED, audience=audience, chosen=(Preference(CHANGED, "sms", on=True),)) == ()


def test_kinds_have_one_code_each_and_systems_may_ask_for_every_one_about_cases() -> None:
    assert len({one.code for one in KINDS}) == len(KINDS)
    assert {one.code for one in kinds_for(Audience.SYSTEM)} == {
        one.code for one in KINDS if one.code.startswith("case.")
    }


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example.cn/",
        "https://u:p@a.example.cn/",
        "https://a.example.cn/#x",
        "ftp://a",
        "",
        "https://",
    ],
)
def test_an_address_that_could_leak_or_hide_is_not_subscribed(url: str) -> None:
    assert [one.field for one in problems_of(url, (CHANGED,), plain=False)] == ["url"]


def test_all_that_is_wrong_with_a_subscription_is_named_at_once() -> None:
    assert [one.field for one in problems_of("x", ("case.unknown",), plain=False)] == ["url", "kinds"]
    assert problems_of("https://a.example.cn:8443/x?y=1", (CHANGED,), plain=False) == ()
    assert problems_of("http://10.0.0.1/x", (CHANGED,), plain=True) == ()

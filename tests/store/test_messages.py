"""Messages on a real database: with the act or not at all, kept while a channel is down, sent once."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connections

from tests.database import Database
from tests.store.cases_play import PLAIN_PERMIT, Play
from tests.store.messages_play import Post, rows
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.identity import Actor
from tongjian.kit import Invalid
from tongjian.messages import (
    CHANGED,
    NEWS,
    PAPER,
    RESULT,
    AddressRefused,
    ChannelDown,
    DeliveryAbsent,
    DeliveryUnderWay,
    OnlyAdministratorsResend,
    OnlySystemsSubscribe,
    SubscriptionAbsent,
)
from tongjian.roles.notify_works import keep_sending
from tongjian.roles.unit_of_work import postgres_work

pytestmark = pytest.mark.database

PHONE = "13800000001"


@pytest.fixture
def post(database: Database) -> Iterator[Post]:
    load_city(database)
    yield Post(Walk(database))
    database.empty()


@pytest.fixture
def citizen(post: Post) -> Actor:
    return post.walk.citizen(PHONE)


@pytest.fixture
def admin(post: Post) -> Actor:
    return post.walk.officer("sysadmin")


def machine(post: Post) -> Actor:
    return post.walk._actor("SELECT person FROM identity_grant WHERE role = 'system_account' LIMIT 1")


def accept(play: Play, case: UUID) -> None:
    cases.accept(play.desk, play.clerk, case=case, judge_rest=True, ticket=play.ticket())


def test_an_act_that_is_rolled_back_told_nobody(post: Post, citizen: Actor) -> None:
    room = post.walk.rooms.messages

    def told_and_failed() -> None:
        with postgres_work(citizen.access()):
            room.post(kind=PAPER, holder=citizen.person, title="题", text="文", at=post.now())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        told_and_failed()
    assert post.work() == 0
    assert room.list_of(citizen).rows == ()
    assert post.sms.got == []


def test_a_message_is_in_the_inbox_at_once_and_goes_out_on_the_kinds_channels(
    post: Post, citizen: Actor
) -> None:
    message = post.tell(citizen, PAPER, "请查收")
    (found,) = post.walk.rooms.messages.list_of(citizen).rows
    assert (found.id, found.text, found.read_at) == (message, "请查收", None)
    post.work()
    ((out, address),) = post.sms.got
    assert (out.message, out.text, address.value) == (message, "请查收", PHONE)
    assert post.mail.got == []
    post.work()
    assert len(post.sms.got) == 1


def test_nothing_is_lost_while_a_channel_is_down(post: Post, citizen: Actor) -> None:
    post.sms.fault = ChannelDown("网关没有回答")
    for number in range(25):
        post.tell(citizen, PAPER, f"第 {number} 条")
    for _ in range(20):
        post.work()
        post.turn(timedelta(hours=2))
    assert post.sms.got == []
    assert rows(post.walk.database, "SELECT count(*) FROM messages_delivery WHERE state = 'queued'") == [
        (25,)
    ]
    post.sms.fault = None
    post.work()
    assert sorted(out.text for out, _ in post.sms.got) == sorted(f"第 {number} 条" for number in range(25))


def test_when_a_channel_is_down_the_rest_of_the_batch_is_not_tried_one_by_one(
    post: Post, citizen: Actor
) -> None:
    post.sms.fault = ChannelDown("x")
    for _ in range(10):
        post.tell(citizen, PAPER)
    post.work()
    assert rows(post.walk.database, "SELECT count(*) FROM messages_attempt") == [(1,)]


def test_a_channel_that_is_down_holds_up_no_other(post: Post, citizen: Actor) -> None:
    post.mail.fault = ChannelDown("x")
    confirmed(post, citizen)
    post.tell(citizen, PAPER)
    post.work()
    assert len(post.sms.got) == 1


def test_two_workers_send_each_message_once(post: Post, citizen: Actor) -> None:
    for number in range(40):
        post.tell(citizen, PAPER, str(number))
    with post.as_worker() as sender:

        def run() -> None:
            try:
                while sender.spread() + sender.send_due(post.sms):
                    pass
            finally:
                connections.close_all()

        threads = [threading.Thread(target=run) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    post.work()
    assert sorted(int(out.text) for out, _ in post.sms.got) == list(range(40))


def test_the_worker_spreads_and_sends_by_itself_until_it_is_told_to_stop(post: Post, citizen: Actor) -> None:
    post.tell(citizen, PAPER)
    stop, done = threading.Event(), threading.Event()
    with post.as_worker() as sender:

        def keep() -> None:
            keep_sending(sender, stop)
            connections.close_all()
            done.set()

        threading.Thread(target=keep, daemon=True).start()
        for _ in range(100):
            if post.sms.got:
                break
            stop.wait(0.1)
        stop.set()
        assert done.wait(20)
    assert len(post.sms.got) == 1


def test_what_a_worker_claimed_and_died_with_is_sent_by_another_under_the_same_id(
    post: Post, citizen: Actor
) -> None:
    post.tell(citizen, PAPER)
    with post.as_worker() as sender:
        sender.spread()
        with postgres_work(replace(citizen.access(), holders=())):
            (lost,) = sender.outbox.claim(
                "sms", now=post.now(), until=post.now() + timedelta(minutes=2), size=9
            )
    post.work()
    assert post.sms.got == []
    post.turn(timedelta(minutes=3))
    post.work()
    ((out, _),) = post.sms.got
    assert out.id == lost.id


def test_a_refused_address_is_given_up_at_once_and_an_administrator_has_it_sent_again(
    post: Post, citizen: Actor, admin: Actor
) -> None:
    post.sms.fault = AddressRefused("空号")
    post.tell(citizen, PAPER)
    post.work()
    room = post.walk.rooms.deliveries
    (dead,) = room.list_failed(admin).rows
    assert (dead.says, dead.channel, dead.kind, dead.attempts) == ("空号", "sms", PAPER, 1)
    assert [(one.channel, one.dead) for one in room.tally(admin)] == [("sms", 1)]
    post.sms.fault = None
    room.resend(admin, delivery=dead.id)
    with pytest.raises(DeliveryUnderWay):
        room.resend(admin, delivery=dead.id)
    post.work()
    assert len(post.sms.got) == 1
    assert room.list_failed(admin).rows == ()
    tried = [(one.ok, one.says) for one in room.list_tries(admin, delivery=dead.id)]
    assert tried == [(False, "空号"), (True, "")]
    logged = rows(post.walk.database, "SELECT act FROM evidence_entry WHERE object_id = %s", dead.id)
    assert logged == [("messages.resend",)]


def test_a_channel_down_for_a_week_becomes_a_persons_matter(post: Post, citizen: Actor, admin: Actor) -> None:
    post.sms.fault = ChannelDown("x")
    post.tell(citizen, PAPER)
    post.work()
    post.turn(timedelta(days=7, hours=1))
    post.work()
    assert len(post.walk.rooms.deliveries.list_failed(admin).rows) == 1


def test_failed_sendings_are_the_system_administrators_alone(
    post: Post, citizen: Actor, admin: Actor
) -> None:
    post.sms.fault = AddressRefused("x")
    post.tell(citizen, PAPER)
    post.work()
    room = post.walk.rooms.deliveries
    (dead,) = room.list_failed(admin).rows
    for other in (citizen, post.walk.officer("secadmin"), post.walk.officer("clerk")):
        with pytest.raises(OnlyAdministratorsResend):
            room.list_failed(other)
        with pytest.raises(OnlyAdministratorsResend):
            room.resend(other, delivery=dead.id)
        with pytest.raises(DeliveryAbsent):
            room.list_tries(other, delivery=dead.id)


def test_a_person_chooses_channels_by_kind(post: Post, citizen: Actor) -> None:
    room = replace(post.walk.rooms.messages, channels=post.channels)
    shown = room.get_settings(citizen)
    assert shown.channels == ("短信", "电子邮件")
    on = {tick.field for row in shown.rows for tick in row.ticks if tick.on}
    assert f"{PAPER}/sms" in on
    assert f"{NEWS}/sms" not in on
    room.save_settings(citizen, on=frozenset(on - {f"{PAPER}/sms"} | {f"{NEWS}/sms"}), email="")
    post.tell(citizen, PAPER, "文书")
    post.tell(citizen, NEWS, "进展")
    post.tell(citizen, RESULT, "结果")
    post.work()
    assert sorted(out.text for out, _ in post.sms.got) == sorted(["进展", "结果"])


def confirmed(post: Post, actor: Actor, address: str = "li@example.cn") -> None:
    room = replace(post.walk.rooms.messages, channels=post.channels)
    fault, post.mail.fault = post.mail.fault, None
    on = frozenset(t.field for r in room.get_settings(actor).rows for t in r.ticks if t.on)
    room.save_settings(actor, on=on, email=address)
    post.work()
    (link,) = [out.text for out, to in post.mail.got if to.value == address][-1:]
    assert room.confirm_email(actor, token=link.rsplit("/", 1)[1])
    post.mail.got.clear()
    post.mail.fault = fault


def test_mail_goes_to_an_address_only_once_its_owner_confirmed_it(post: Post, citizen: Actor) -> None:
    room = replace(post.walk.rooms.messages, channels=post.channels)
    with pytest.raises(Invalid):
        room.save_settings(citizen, on=frozenset(), email="li@@example")
    on = frozenset(t.field for r in room.get_settings(citizen).rows for t in r.ticks if t.on)
    kept = room.save_settings(citizen, on=on, email="li@example.cn")
    assert kept.mailbox is not None
    assert kept.mailbox.confirmed_at is None
    post.tell(citizen, PAPER)
    post.work()
    (confirmation,) = [out for out, _ in post.mail.got]
    assert "/messages/confirm/" in confirmation.text
    assert all("confirm" not in one.text for one in room.list_of(citizen).rows)
    token = confirmation.text.rsplit("/", 1)[1]
    assert not room.confirm_email(post.walk.officer("clerk"), token=token)
    assert not room.confirm_email(citizen, token="x")
    assert room.confirm_email(citizen, token=token)
    post.tell(citizen, PAPER, "第二封")
    post.work()
    assert [out.text for out, _ in post.mail.got][1:] == ["第二封"]


def test_each_reader_of_an_inbox_has_an_own_mark(post: Post, citizen: Actor) -> None:
    room = post.walk.rooms.messages
    message = post.tell(citizen, NEWS)
    assert room.count_unread(citizen) == 1
    assert room.read(post.walk.officer("clerk"), message=message) is None
    assert room.read(citizen, message=message) is not None
    first = room.list_of(citizen).rows[0].read_at
    post.turn(timedelta(minutes=1))
    room.read(citizen, message=message)
    assert room.list_of(citizen).rows[0].read_at == first is not None
    assert room.count_unread(citizen) == 0


def test_the_inbox_goes_on_from_page_to_page(post: Post, citizen: Actor) -> None:
    room = post.walk.rooms.messages
    made = [post.tell(citizen, NEWS) for _ in range(60)]
    first = room.list_of(citizen)
    second = room.list_of(citizen, after=first.next_key or "")
    assert [one.id for one in (*first.rows, *second.rows)] == sorted(made, reverse=True)
    assert second.next_key is None
    with pytest.raises(Invalid):
        room.list_of(citizen, after="x")


FORGED = """
INSERT INTO messages_message (id, kind, holder, title, text, sent_at)
VALUES (gen_random_uuid(), 'case.news', %(citizen)s, 'x', 'x', now());
INSERT INTO messages_reading (message_id, person, at) VALUES (%(message)s, %(other)s, now());
INSERT INTO messages_delivery (id, message_id, channel, target, state, first_at, next_at)
VALUES (gen_random_uuid(), %(message)s, 'sms', %(other)s, 'queued', now(), now());
SELECT secret FROM messages_subscription;
UPDATE messages_message SET text = 'x'
"""


def test_the_web_cannot_read_write_or_forge_what_is_not_its_own(post: Post, citizen: Actor) -> None:
    other = post.walk.citizen("13800000002")
    message = post.tell(citizen, NEWS)
    for statement in FORGED.split(";"):
        with (
            seen(post.walk.database, other) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(
                statement, {"citizen": citizen.person, "message": message, "other": other.person}
            )
    with seen(post.walk.database, other) as connection:
        assert connection.execute("SELECT count(*) FROM messages_message").fetchone() == (0,)


def seen(database: Database, actor: Actor) -> Any:
    connection = psycopg.connect(database.urls.app)
    access = actor.access()
    connection.execute(
        "SELECT set_config('tongjian.person', %s, true), set_config('tongjian.holders', %s, true)",
        (str(access.person), "{" + ",".join(map(str, access.holders)) + "}"),
    )
    return connection


def test_a_system_is_told_of_its_cases_alone_and_may_have_an_event_pushed_again(post: Post) -> None:
    room, system = post.walk.rooms.deliveries, machine(post)
    organisation = system.grants[0].organisation
    made = room.subscribe(system, url="https://hooks.example.cn/x", kinds=(CHANGED,))
    assert made.secret.startswith("whsec_")
    play = Play(post.walk)
    case = play.apply(PLAIN_PERMIT)
    post.work()
    assert post.hook.got == []
    with psycopg.connect(post.walk.database.urls.loader, autocommit=True) as loader:
        loader.execute("INSERT INTO cases_access (case_id, holder) VALUES (%s, %s)", (case, organisation))
    accept(play, case)
    post.work()
    ((out, address),) = post.hook.got
    assert (out.kind, out.case, out.facts["state"], out.facts["act"]) == (CHANGED, case, "3", "accept")
    assert (address.value, address.secret) == ("https://hooks.example.cn/x", made.secret)
    (sent,) = room.list_pushed(system, subscription=made.subscription.id).rows
    again = room.replay(system, delivery=sent.id)
    post.work()
    (first, _), (second, _) = post.hook.got
    assert (second.id, second.message, second.facts) == (again, first.message, first.facts)
    room.unsubscribe(system, subscription=made.subscription.id)
    with pytest.raises(SubscriptionAbsent):
        room.unsubscribe(system, subscription=made.subscription.id)


def test_an_event_nobody_listens_to_costs_no_row(post: Post) -> None:
    play = Play(post.walk)
    accept(play, play.apply(PLAIN_PERMIT))
    assert rows(post.walk.database, "SELECT count(*) FROM messages_message WHERE NOT shown") == [(0,)]


def test_only_accounts_of_systems_subscribe_and_each_sees_its_own(post: Post, citizen: Actor) -> None:
    room, system = post.walk.rooms.deliveries, machine(post)
    for other in (citizen, post.walk.officer("sysadmin")):
        with pytest.raises(OnlySystemsSubscribe):
            room.subscribe(other, url="https://hooks.example.cn/", kinds=(CHANGED,))
    with pytest.raises(Invalid):
        room.subscribe(system, url="http://127.0.0.1/", kinds=(CHANGED,))
    with pytest.raises(SubscriptionAbsent):
        room.list_pushed(system, subscription=uuid4())
    with pytest.raises(DeliveryAbsent):
        room.replay(system, delivery=uuid4())


def test_a_system_whose_account_has_ended_is_told_nothing_more(post: Post) -> None:
    room, system = post.walk.rooms.deliveries, machine(post)
    room.subscribe(system, url="https://hooks.example.cn/x", kinds=(CHANGED,))
    play = Play(post.walk)
    case: UUID = play.apply(PLAIN_PERMIT)
    with psycopg.connect(post.walk.database.urls.loader, autocommit=True) as loader:
        loader.execute(
            "INSERT INTO cases_access (case_id, holder) VALUES (%s, %s)",
            (case, system.grants[0].organisation),
        )
        loader.execute("UPDATE identity_grant SET to_on = from_on WHERE person = %s", (system.person,))
    accept(play, case)
    post.work()
    assert post.hook.got == []


def test_the_office_that_waits_is_told_that_the_applicant_answered(post: Post) -> None:
    play = Play(post.walk)
    case, point = play.correcting(PLAIN_PERMIT)
    cases.supplement(
        play.desk, play.agent, case=case, files={point.key: play.paper}, remark="已改", ticket=play.ticket()
    )
    room = post.walk.rooms.messages
    (told,) = room.list_of(play.clerk).rows
    assert (told.title, told.case) == ("申请人提交了补正材料", case)
    reviewer = play.reviewer(case)
    assert room.list_of(reviewer).rows == ()
    cases.withdraw(play.desk, play.agent, case=case, ticket=play.ticket())
    assert [one.title for one in room.list_of(reviewer).rows] == ["申请人撤回了申请"]


def test_an_applicants_case_tells_its_agents_and_the_department_its_own_people(post: Post) -> None:
    play = Play(post.walk)
    case = play.apply(PLAIN_PERMIT)
    accept(play, case)
    titles = {one.title for one in post.walk.rooms.messages.list_of(play.agent).rows}
    assert {"申请已收到", "受理通知书"} <= titles
    post.work()
    assert {out.title for out, _ in post.sms.got} == {"受理通知书"}
    assert post.walk.rooms.messages.list_of(post.walk.officer("clerk")).rows == ()

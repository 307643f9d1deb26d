"""The three ways out, against real servers on this machine."""

import email
import email.policy
import json
import ssl
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import pytest

from tests.unit.messages.servers import certificate, http_server, smtp_server
from tongjian.messages import Address, AddressRefused, ChannelDown, Outgoing, payload_of, signature_of
from tongjian.messages.clients.sms_gateway import SmsGateway, sms_channel
from tongjian.messages.clients.smtp import Smtp, smtp_channel
from tongjian.messages.clients.webhook import Webhook, webhook_channel

NOW = datetime(2026, 6, 1, 1, 2, 3, tzinfo=UTC)
MESSAGE = Outgoing(
    id=UUID(int=7),
    message=UUID(int=8),
    kind="case.paper",
    title="受理通知书",
    text="您的“建筑工程施工许可”申请已受理。",
    url="http://127.0.0.1:8000/messages",
    sent_at=NOW,
    case=UUID(int=9),
    facts={"state": "3", "case_number": "370800-1"},
)
SOMEBODY = Address("li@example.cn")


def smtp(address: str, trust: ssl.SSLContext | None = None) -> Smtp:
    return Smtp(urlsplit(address), "notice@example.cn", trust)


def test_mail_arrives_with_subject_text_and_the_deliverys_own_id() -> None:
    with smtp_server() as server:
        smtp(f"smtp+plain://127.0.0.1:{server.port}").send(MESSAGE, SOMEBODY)
    mail = email.message_from_bytes(server.posts[0].body, policy=email.policy.default)
    assert mail["Subject"] == "受理通知书"
    assert mail["To"] == "li@example.cn"
    assert mail["Message-ID"] == f"<{MESSAGE.id}@example.cn>"
    assert "已受理" in mail.get_content()


@pytest.mark.parametrize("scheme", ["smtp", "smtp+plain"])
def test_mail_signs_in_and_is_encrypted_where_the_address_says_so(tmp_path: Path, scheme: str) -> None:
    serving, trust = certificate(tmp_path)
    with smtp_server(serving) as server:
        smtp(f"{scheme}://user:secret@127.0.0.1:{server.port}", trust).send(MESSAGE, SOMEBODY)
    assert ("STARTTLS" in [one.upper() for one in server.commands]) == (scheme == "smtp")
    assert any(one.startswith("AUTH") for one in server.commands)
    assert len(server.posts) == 1


def test_mail_is_not_sent_to_a_server_with_a_certificate_nobody_knows(tmp_path: Path) -> None:
    serving, _ = certificate(tmp_path)
    with smtp_server(serving) as server, pytest.raises(ChannelDown):
        smtp(f"smtp://127.0.0.1:{server.port}").send(MESSAGE, SOMEBODY)
    assert server.posts == []


def test_a_mailbox_that_does_not_exist_is_refused_for_good_and_a_full_one_for_now() -> None:
    with smtp_server() as server:
        server.rcpt = "550 no such mailbox"
        with pytest.raises(AddressRefused, match="no such mailbox"):
            smtp(f"smtp+plain://127.0.0.1:{server.port}").send(MESSAGE, SOMEBODY)
        server.rcpt = "452 full"
        with pytest.raises(ChannelDown, match="full"):
            smtp(f"smtp+plain://127.0.0.1:{server.port}").send(MESSAGE, SOMEBODY)


def test_wrong_credentials_and_a_closed_port_are_the_channels_fault_not_the_addresss() -> None:
    with smtp_server() as server, pytest.raises(ChannelDown, match="535"):
        smtp(f"smtp+plain://user:wrong@127.0.0.1:{server.port}").send(MESSAGE, SOMEBODY)
    with pytest.raises(ChannelDown):
        smtp("smtp+plain://127.0.0.1:1").send(MESSAGE, SOMEBODY)


def test_a_title_with_a_line_break_puts_no_header_into_a_mail() -> None:
    hostile = Outgoing(
        id=MESSAGE.id, message=MESSAGE.message, kind="case.news", title="a\r\nBcc: x@example.cn",
        text="b", url="", sent_at=NOW,
    )  # fmt: skip
    with smtp_server() as server:
        smtp(f"smtp+plain://127.0.0.1:{server.port}").send(hostile, SOMEBODY)
    mail = email.message_from_bytes(server.posts[0].body, policy=email.policy.default)
    assert mail["Bcc"] is None


def test_an_sms_is_posted_as_the_gateway_wants_it_and_signed() -> None:
    with http_server() as server:
        gateway = SmsGateway(
            f"http://127.0.0.1:{server.port}/send",
            secret="s3cret",
            body='{"mobile": "{to}", "vars": ["{text}"], "batch": "{id}"}',
        )
        gateway.send(MESSAGE, Address("13800000003"))
    (post,) = server.posts
    body = json.loads(post.body)
    assert body["mobile"] == "13800000003"
    assert body["batch"] == str(MESSAGE.id)
    assert "受理通知书" in body["vars"][0]
    signed_at = datetime.fromtimestamp(int(post.headers["Tongjian-Signature"][2:].split(",")[0]), UTC)
    assert post.headers["Tongjian-Signature"] == signature_of(post.body, secret="s3cret", at=signed_at)


def test_a_text_with_quotes_and_braces_stays_one_string_of_the_gateways_json() -> None:
    hostile = Outgoing(
        id=MESSAGE.id, message=MESSAGE.message, kind="case.news", title='", "mobile": "1', text="{to}{x}",
        url="", sent_at=NOW,
    )  # fmt: skip
    with http_server() as server:
        SmsGateway(f"http://127.0.0.1:{server.port}/").send(hostile, Address("13800000003"))
    body = json.loads(server.posts[0].body)
    assert set(body) == {"id", "to", "text"}
    assert "{to}{x}" in body["text"]


@pytest.mark.parametrize(("status", "fault"), [(500, ChannelDown), (429, ChannelDown), (422, AddressRefused)])
def test_a_gateway_that_fails_is_asked_again_and_one_that_refuses_is_not(
    status: int, fault: type[Exception]
) -> None:
    with http_server() as server:
        server.status, server.answer = status, "号码无效".encode()
        with pytest.raises(fault, match="号码无效"):
            SmsGateway(f"http://127.0.0.1:{server.port}/").send(MESSAGE, Address("13800000003"))


def hook(port: int, **more: object) -> tuple[Webhook, Address]:
    return Webhook(private=True, **more), Address(f"http://127.0.0.1:{port}/events?x=1", "whsec_1")  # type: ignore[arg-type]


def test_an_event_is_pushed_with_its_signature_and_ids() -> None:
    with http_server() as server:
        channel, address = hook(server.port)
        channel.send(MESSAGE, address)
    (post,) = server.posts
    assert post.path == "/events?x=1"
    assert post.body == payload_of(MESSAGE)
    assert post.headers["Tongjian-Delivery"] == str(MESSAGE.id)
    assert post.headers["Host"] == f"127.0.0.1:{server.port}"
    second = int(post.headers["Tongjian-Signature"][2:].split(",")[0])
    told = signature_of(post.body, secret="whsec_1", at=datetime.fromtimestamp(second, UTC))
    assert post.headers["Tongjian-Signature"] == told


def test_a_redirect_is_not_followed() -> None:
    with http_server() as inner, http_server() as server:
        server.status, server.headers = 302, {"Location": f"http://127.0.0.1:{inner.port}/"}
        channel, address = hook(server.port)
        with pytest.raises(ChannelDown, match="302"):
            channel.send(MESSAGE, address)
    assert inner.posts == []


def test_a_subscriber_that_is_gone_is_left_alone() -> None:
    with http_server() as server:
        server.status = 410
        channel, address = hook(server.port)
        with pytest.raises(AddressRefused, match="410"):
            channel.send(MESSAGE, address)


@pytest.mark.parametrize(
    "found",
    [
        ("127.0.0.1",),
        ("10.1.2.3",),
        ("169.254.169.254",),
        ("::1",),
        ("fd00::1",),
        ("::ffff:127.0.0.1",),
        ("64:ff9b::7f00:1",),
        ("2002:7f00:1::",),
        ("100.64.0.1",),
        ("0.1.2.3",),
        ("224.0.0.1",),
        ("93.184.216.34", "192.168.0.1"),
    ],
)
def test_an_address_of_the_inner_network_gets_nothing_whatever_its_form(found: tuple[str, ...]) -> None:
    channel = Webhook(look_up=lambda *_: found)
    with pytest.raises(AddressRefused, match="内部网络"):
        channel.send(MESSAGE, Address("https://hooks.example.cn/", "x"))


def test_the_connection_goes_to_the_address_looked_at_and_the_certificate_to_the_name(tmp_path: Path) -> None:
    serving, trust = certificate(tmp_path, "hooks.example.cn")
    with http_server(serving) as server:
        looks: list[str] = []

        def look_up(host: str, _: int) -> tuple[str, ...]:
            looks.append(host)
            return ("127.0.0.1",)

        channel = Webhook(private=True, trust=trust, look_up=look_up)
        channel.send(MESSAGE, Address(f"https://hooks.example.cn:{server.port}/", "x"))
        with pytest.raises(ChannelDown, match=r"(?i)certificate|hostname"):
            channel.send(MESSAGE, Address(f"https://other.example.cn:{server.port}/", "x"))
    assert looks == ["hooks.example.cn", "other.example.cn"]
    assert [one.headers["Host"] for one in server.posts] == [f"hooks.example.cn:{server.port}"]


def test_a_name_that_leads_nowhere_is_tried_again() -> None:
    def look_up(host: str, port: int) -> tuple[str, ...]:
        raise OSError(host, port)

    with pytest.raises(ChannelDown, match="找不到主机"):
        Webhook(look_up=look_up).send(MESSAGE, Address("https://nowhere.example.cn/", "x"))


def test_a_channel_without_settings_is_not_there_and_wrong_settings_are_told() -> None:
    assert smtp_channel({}) is None
    assert sms_channel({}) is None
    assert webhook_channel({"TONGJIAN_WEBHOOK_OFF": "1"}) is None
    mail = smtp_channel({"TONGJIAN_SMTP_URL": "imap://x", "TONGJIAN_SMTP_FROM": "nobody"})
    assert mail is not None
    assert {one.field for one in mail.check_config()} == {"TONGJIAN_SMTP_URL", "TONGJIAN_SMTP_FROM"}
    sms = sms_channel({"TONGJIAN_SMS_URL": "x", "TONGJIAN_SMS_BODY": "[]"})
    assert sms is not None
    assert [one.field for one in sms.check_config()] == [
        "TONGJIAN_SMS_URL", "TONGJIAN_SMS_BODY", "TONGJIAN_SMS_BODY",
    ]  # fmt: skip
    good = smtp_channel({"TONGJIAN_SMTP_URL": "smtps://u:p@mail.example.cn", "TONGJIAN_SMTP_FROM": "a@b.cn"})
    assert good is not None
    assert good.check_config() == ()
    assert "p@mail" not in repr(good)

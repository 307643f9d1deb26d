"""Messages over a channel: events pushed to a subscriber, signed, and replayed with the same content."""

import hashlib
import hmac
import time
from uuid import UUID

from tongjian.roles.demo.chapters.sheets import NewSubscription, Pushed, Sending
from tongjian.roles.demo.chapters.stage import Stage
from tongjian.roles.demo.client import Caller
from tongjian.roles.demo.receiver import Taken, listening

_FOUNDING = "S1-04"
_SECONDS = 60


def push_events(stage: Stage) -> None:
    """Subscribe an outside system, see its events come signed, and have one replayed."""
    platform = stage.scene.people.named("investment_platform")
    with listening() as receiver:
        wanted = {"url": receiver.url, "kinds": ["case.changed"]}
        made = platform.ask("/webhooks", wanted, NewSubscription)
        project = stage.register("事件推送演示厂房")
        begun = platform.act(f"/projects/{project}/cases", {"item": _FOUNDING, "unit_project": None})
        stage.act(platform, begun.id, "outside_accept", opinion="外部系统已受理")
        stage.send_messages()
        stage.check(receiver.wait_for(1, _SECONDS), "事件已推送到订阅地址")
        log = f"/webhooks/{made.subscription.id}/deliveries"
        sent = _sent(platform, log)
        stage.check(bool(sent), "推送记录载明已送出")
        platform.ask(f"/webhook-deliveries/{sent[0].id}/replay", {}, UUID)
        stage.send_messages()
        stage.check(receiver.wait_for_repeat(_SECONDS), "再次推送，内容与原来相同")
        stage.check(all(_is_signed(one, made.secret) for one in receiver.taken), "每个事件都有签名")
        platform.erase(f"/webhooks/{made.subscription.id}")
    stage.show(
        "事件推送与重放",
        begun.id,
        f"投资平台订阅的事件推送到本机地址：共 {len(receiver.taken)} 条，签名全部正确；一条是重放，内容相同",
    )


def _sent(platform: Caller, log: str) -> list[Sending]:
    """Return what the log holds as sent; the worker writes it down just after the subscriber took it."""
    until = time.monotonic() + _SECONDS
    while True:
        sent = [one for one in platform.read(log, Pushed).rows if one.state == "sent"]
        if sent or time.monotonic() > until:
            return sent
        time.sleep(0.2)


def _is_signed(one: Taken, secret: str) -> bool:
    second, _, mac = one.signature.removeprefix("t=").partition(",")
    made = hmac.new(secret.encode(), second.encode() + b"." + one.body, hashlib.sha256).hexdigest()
    return mac.partition("=")[2] == made

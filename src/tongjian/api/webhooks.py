"""Subscriptions of system accounts: events pushed to their address, with a log and replay."""

from typing import Annotated
from uuid import UUID

from ninja import Router, Status
from pydantic import Field

from tongjian.api.fields import Body
from tongjian.api.ports import ApiRequest
from tongjian.kit import Page
from tongjian.messages import Attempt, DeliveryRow, NewSubscription, Subscription


class Subscribing(Body):
    """What to push, and where to.

    Attributes:
        url: https address that takes the events.
        kinds: codes of the kinds of events, as case.changed.
    """

    url: Annotated[str, Field(max_length=500)]
    kinds: Annotated[list[Annotated[str, Field(max_length=40)]], Field(min_length=1, max_length=20)]


def webhooks_router() -> Router:
    """Return the addresses of subscriptions."""
    router = Router(tags=["事件推送 / webhooks"])
    router.get("/webhooks", response=list[Subscription], summary="我的推送订阅")(list_subscriptions)
    router.post("/webhooks", response={201: NewSubscription}, summary="订阅")(subscribe)
    router.delete("/webhooks/{subscription}", response={204: None}, summary="取消订阅")(unsubscribe)
    router.get("/webhooks/{subscription}/deliveries", response=Page[DeliveryRow], summary="推送记录")(
        list_pushed
    )
    router.get("/webhook-deliveries/{delivery}/tries", response=list[Attempt], summary="每次推送的结果")(
        list_tries
    )
    router.post("/webhook-deliveries/{delivery}/replay", response={201: UUID}, summary="再次推送")(replay)
    return router


def list_subscriptions(request: ApiRequest) -> list[Subscription]:
    """Return the live subscriptions of my system."""
    return list(request.rooms.deliveries.list_subscriptions(request.auth))


def subscribe(request: ApiRequest, body: Subscribing) -> Status[NewSubscription]:
    """Subscribe; the answer holds the secret that every event is signed with, this once."""
    made = request.rooms.deliveries.subscribe(request.auth, url=body.url, kinds=tuple(body.kinds))
    return Status(201, made)


def unsubscribe(request: ApiRequest, subscription: UUID) -> Status[None]:
    """Call a subscription off; what still waits is not pushed any more."""
    request.rooms.deliveries.unsubscribe(request.auth, subscription=subscription)
    return Status(204, None)


def list_pushed(request: ApiRequest, subscription: UUID, after: UUID | None = None) -> Page[DeliveryRow]:
    """Return what was pushed to a subscription, newest first."""
    place = str(after) if after else ""
    return request.rooms.deliveries.list_pushed(request.auth, subscription=subscription, after=place)


def list_tries(request: ApiRequest, delivery: UUID) -> list[Attempt]:
    """Return every try of one sending: when, whether it was taken, what was answered."""
    return list(request.rooms.deliveries.list_tries(request.auth, delivery=delivery))


def replay(request: ApiRequest, delivery: UUID) -> Status[UUID]:
    """Push an event of the past once more, with the same content; return the new sending's id."""
    return Status(201, request.rooms.deliveries.replay(request.auth, delivery=delivery))

"""What one was told; and, for the system administrator, what could not be sent."""

from uuid import UUID

from ninja import Router, Status

from tongjian.api.fields import Line
from tongjian.api.ports import ApiRequest
from tongjian.kit import Page
from tongjian.messages import ChannelTally, DeliveryRow, Message


def messages_router() -> Router:
    """Return the addresses of messages."""
    router = Router(tags=["消息 / messages"])
    router.get("/messages", response=list[Message], summary="消息")(list_messages)
    router.post("/messages/{message}/read", response={204: None}, summary="标记消息已读")(read_message)
    router.get("/deliveries/tally", response=list[ChannelTally], summary="各渠道待发和未送出数量")(tally)
    router.get("/deliveries/failed", response=Page[DeliveryRow], summary="未送出的消息")(list_failed)
    router.post("/deliveries/{delivery}/resend", response={204: None}, summary="重发")(resend)
    return router


def list_messages(request: ApiRequest, after: UUID | None = None) -> list[Message]:
    """Return my messages, newest first, fifty at a time; go on after the last one's id."""
    page = request.rooms.messages.list_of(request.auth, after=str(after) if after else "")
    return list(page.rows)


def read_message(request: ApiRequest, message: UUID) -> Status[None]:
    """Mark a message as read; one that is not mine is left as it is."""
    request.rooms.messages.read(request.auth, message=message)
    return Status(204, None)


def tally(request: ApiRequest) -> list[ChannelTally]:
    """Return how many messages wait on each channel, and how many were given up."""
    return list(request.rooms.deliveries.tally(request.auth))


def list_failed(request: ApiRequest, channel: Line = "", after: UUID | None = None) -> Page[DeliveryRow]:
    """Return what was given up, newest first, without what it says and to whom."""
    place = str(after) if after else ""
    return request.rooms.deliveries.list_failed(request.auth, channel=channel, after=place)


def resend(request: ApiRequest, delivery: UUID) -> Status[None]:
    """Take up again what was given up."""
    request.rooms.deliveries.resend(request.auth, delivery=delivery)
    return Status(204, None)

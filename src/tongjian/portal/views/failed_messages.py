"""The system administrator's page of messages that could not be sent."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongjian.identity import Role
from tongjian.messages import ChannelTally, DeliveryAbsent, DeliveryRow, find_kind
from tongjian.portal.answers import show
from tongjian.portal.entry import never_stored, post_page
from tongjian.portal.parts import Cell, Table
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import posted


@post_page(Role.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def failed(request: SignedInRequest) -> HttpResponse:
    """List what was given up, channel by channel; take one of them up again."""
    if request.method == "POST":
        request.rooms.deliveries.resend(request.actor, delivery=_delivery(request))
        messages.success(request, _("已重新排队发送"), extra_tags="good")
        return HttpResponseRedirect(reverse("portal:failed_messages"))
    room, actor = request.rooms.deliveries, request.actor
    channel = request.GET.get("channel", "").replace("\0", "")
    page = room.list_failed(actor, channel=channel, after=request.GET.get("after", ""))
    tallies = room.tally(actor)
    labels = {one.name: _(one.label) for one in request.rooms.messages.channels}
    context = {
        "rows": [(row, labels.get(row.channel, row.channel), _label_of(row)) for row in page.rows],
        "tallies": _tallies(tallies, labels) if tallies else None,
        "channel": channel,
        "channels": [(one.channel, labels.get(one.channel, one.channel)) for one in tallies],
        "next_key": page.next_key,
    }
    return never_stored(show(request, "portal/administrator/failed_messages.html", context))  # type: ignore[return-value]


def _delivery(request: SignedInRequest) -> UUID:
    try:
        return UUID(posted(request, "delivery", longest=40))
    except ValueError as odd:
        raise DeliveryAbsent from odd


def _label_of(row: DeliveryRow) -> str:
    kind = find_kind(row.kind)
    return _(kind.label) if kind else row.kind


def _tallies(tallies: tuple[ChannelTally, ...], labels: dict[str, str]) -> Table:
    rows = tuple(
        (
            Cell(labels.get(one.channel, one.channel), main=True),
            Cell(one.waiting),
            Cell(one.oldest_at or "—", unbroken=True),
            Cell(one.dead),
        )
        for one in tallies
    )
    return Table(_("各渠道"), (_("渠道"), _("等待发送"), _("最早一条"), _("未送出")), rows)

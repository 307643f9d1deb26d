"""The inbox of messages, for applicants and staff alike, and on which channels they also go out."""

from uuid import UUID

from django.contrib import messages as notes
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tongjian.kit import Invalid
from tongjian.messages import ONLINE_SERVICE, Message, MessageSettings
from tongjian.portal.answers import show
from tongjian.portal.entry import never_stored, own_page
from tongjian.portal.fields import FieldView
from tongjian.portal.parts import FieldError
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import posted
from tongjian.portal.refusals import told_problem

_LONGEST_EMAIL = 254
_LONGEST_PLACE = 200


@own_page
def messages(request: SignedInRequest) -> HttpResponse:
    """Show messages, newest first, unread ones marked."""
    room, actor = request.rooms.messages, request.actor
    after = request.GET.get("after", "").replace("\0", "")[:_LONGEST_PLACE]
    page = room.list_of(actor, after=after)
    context = {
        "notes": page.rows,
        "unread": room.count_unread(actor),
        "next_key": page.next_key,
        "is_staff": actor.holds_office,
    }
    return never_stored(show(request, "portal/messages/inbox.html", context))  # type: ignore[return-value]


@own_page
@require_POST
def message(request: SignedInRequest, message: UUID) -> HttpResponseBase:
    """Mark a message as read and go on to its case."""
    found = request.rooms.messages.read(request.actor, message=message)
    if found is not None and found.case is not None and "stay" not in request.POST:
        return HttpResponseRedirect(_page_of_case(request, found))
    return HttpResponseRedirect(reverse("portal:messages"))


@own_page
@require_http_methods(["GET", "POST"])
def settings(request: SignedInRequest) -> HttpResponse:
    """Show which messages go out on which channel, and keep what is ticked."""
    room, actor = request.rooms.messages, request.actor
    if request.method != "POST":
        return _settings_page(request, room.get_settings(actor))
    on, email = frozenset(request.POST.getlist("on")), posted(request, "email", longest=_LONGEST_EMAIL)
    try:
        kept = room.save_settings(actor, on=on, email=email)
    except Invalid as refusal:
        told = {one.field: told_problem(one) for one in refusal.problems}
        return _settings_page(request, room.get_settings(actor), email=email, told=told, on=on)
    asked = kept.mailbox is not None and kept.mailbox.confirmed_at is None
    says = _("已保存。请打开确认邮件中的链接，确认后开始发送") if asked else _("消息设置已保存")
    notes.success(request, says, extra_tags="good")
    return HttpResponseRedirect(reverse("portal:message_settings"))


@own_page
def confirm(request: SignedInRequest, token: str) -> HttpResponse:
    """Confirm an e-mail address by the link sent to it."""
    if request.rooms.messages.confirm_email(request.actor, token=token):
        notes.success(request, _("电子邮箱已确认"), extra_tags="good")
    else:
        notes.error(request, _("链接已失效，请在下面重新填写电子邮箱"), extra_tags="bad")
    return HttpResponseRedirect(reverse("portal:message_settings"))


def _page_of_case(request: SignedInRequest, message: Message) -> str:
    own = {one.id for one in request.actor.applicants}
    name = "portal:my_case" if message.holder in own else "portal:staff_case"
    return reverse(name, args=[message.case])


def _settings_page(
    request: SignedInRequest,
    shown: MessageSettings,
    *,
    email: str | None = None,
    told: dict[str, str] | None = None,
    on: frozenset[str] | None = None,
) -> HttpResponse:
    known = shown.mailbox.address if shown.mailbox else ""
    error = (told or {}).get("email", "")
    field = FieldView(
        "id_email",
        "email",
        _("电子邮箱"),
        "text",
        value=known if email is None else email,
        error=error,
        required=False,
        max_length=_LONGEST_EMAIL,
        hint=_("确认后才会向它发送消息。留空则不发邮件。"),
    )
    ticked = on if on is not None else frozenset(t.field for r in shown.rows for t in r.ticks if t.on)
    context = {
        "rows": [
            (_(row.kind.label), [(tick, tick.field in ticked) for tick in row.ticks]) for row in shown.rows
        ],
        "channels": [_(label) for label in shown.channels],
        "email": field if shown.takes_email else None,
        "confirmed": shown.mailbox is not None and shown.mailbox.confirmed_at is not None,
        "asked": shown.mailbox is not None and shown.mailbox.confirmed_at is None,
        "is_staff": request.actor.holds_office,
        "online_service": shown.online_service if on is None else ONLINE_SERVICE in on,
        "online_field": ONLINE_SERVICE,
        "errors": (FieldError("id_email", error),) if error else (),
    }
    return never_stored(show(request, "portal/messages/settings.html", context))  # type: ignore[return-value]

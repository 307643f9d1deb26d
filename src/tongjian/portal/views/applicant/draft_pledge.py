"""Choosing between the pledge (告知承诺) and the ordinary way, in plain words, and signing the pledge."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongjian.cases import (
    DraftSheet,
    PledgeOffer,
    get_draft,
    list_pledge_offers,
    pledge_answer,
    save_draft,
    sign_pledge,
    why_blocked,
)
from tongjian.kit import Refusal
from tongjian.portal.answers import show
from tongjian.portal.entry import application_page
from tongjian.portal.fields import FieldView, Option
from tongjian.portal.parts import FieldError
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, ticket_of
from tongjian.portal.refusals import PageAbsent, said

_WAYS = ("yes", "no")


@dataclass(frozen=True, slots=True)
class OfferView:
    """One item that may go by pledge, as the pages show it.

    Attributes:
        why: why this way is closed; empty where it is open.
        choice: the two ways to pick from.
        may_sign: the reader may sign what is chosen and not signed yet.
    """

    offer: PledgeOffer
    why: str
    choice: FieldView
    may_sign: bool

    @property
    def to_sign(self) -> bool:
        """Whether the pledge is chosen and still unsigned."""
        return self.offer.chosen and self.offer.signed is None


@application_page
@require_http_methods(["GET", "POST"])
def pledge(request: SignedInRequest, draft: UUID) -> HttpResponseBase:
    """Show the two ways; keep the choice; take the signature."""
    sheet = get_draft(request.rooms.cases, request.actor, draft=draft)
    if sheet.draft.submitted is not None:
        return HttpResponseRedirect(reverse("portal:submitted", args=[sheet.draft.submitted]))
    offers = offers_shown(request, sheet)
    if not offers:
        raise PageAbsent
    if request.method != "POST":
        return _show(request, sheet, offers, "")
    try:
        return _sign(request, draft) if "sign" in request.POST else _choose(request, sheet, offers)
    except Refusal as refusal:
        told = said(refusal)
        return _show(request, sheet, offers, "。".join(part for part in (told.says, told.advice) if part))


def offers_shown(request: SignedInRequest, sheet: DraftSheet) -> tuple[OfferView, ...]:
    """Return what a draft is offered by pledge, for its pages."""
    own = request.actor.may_act_for(sheet.draft.applicant)
    found = list_pledge_offers(request.rooms.cases, request.actor, draft=sheet.draft.id)
    return tuple(
        OfferView(
            one,
            why_blocked(one.block) if one.block else "",
            _choice(sheet, one),
            own and one.text is not None,
        )
        for one in found
    )


def _choice(sheet: DraftSheet, offer: PledgeOffer) -> FieldView:
    name = pledge_answer(offer.item)
    picked = sheet.draft.answers.get(name, "")
    labels = (_("告知承诺：我承诺符合条件，马上决定，之后核查"), _("一般程序：先审查材料，再作决定"))
    options = tuple(
        Option(value, label, value == picked, f"way-{offer.item}-{value}")
        for value, label in zip(_WAYS, labels, strict=True)
    )
    return FieldView(options[0].id, name, _("您选哪一种办法"), "radios", options=options)


def _choose(request: SignedInRequest, sheet: DraftSheet, offers: tuple[OfferView, ...]) -> HttpResponseBase:
    answers = {one.choice.name: request.POST.get(one.choice.name, "no") for one in offers if not one.why} | {
        one.choice.name: "no" for one in offers if one.why
    }
    save_draft(
        request.rooms.cases,
        request.actor,
        draft=sheet.draft.id,
        version=sheet.draft.version,
        answers={name: way if way in _WAYS else "no" for name, way in answers.items()},
        files={},
        ticket=ticket_of(request),
    )
    if "yes" in answers.values():
        return HttpResponseRedirect(f"{request.path}#sign")
    return HttpResponseRedirect(reverse("portal:draft_materials", args=[sheet.draft.id]))


def _sign(request: SignedInRequest, draft: UUID) -> HttpResponseBase:
    done = sign_pledge(
        request.rooms.cases,
        request.actor,
        draft=draft,
        item=request.POST.get("sign", ""),
        sha256=request.POST.get("sha256", ""),
        ticket=ticket_of(request),
    )
    messages.success(request, _(done.says), extra_tags="good")
    return HttpResponseRedirect(reverse("portal:draft_materials", args=[draft]))


def _show(
    request: SignedInRequest, sheet: DraftSheet, offers: tuple[OfferView, ...], refused: str
) -> HttpResponse:
    context = {
        "sheet": sheet,
        "offers": offers,
        "open": [one for one in offers if not one.why],
        "signing": [one for one in offers if one.to_sign],
        "key": new_key(),
        "errors": (FieldError("", refused),) if refused else (),
        "back": reverse("portal:draft_materials", args=[sheet.draft.id]),
    }
    return show(request, "portal/applicant/draft_pledge.html", context)

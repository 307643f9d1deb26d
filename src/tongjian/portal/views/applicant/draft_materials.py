"""The papers of an application: each asked once; what is there already need not be handed in."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongjian.cases import (
    Desk,
    DraftSheet,
    MaterialSlot,
    StaleDraft,
    Ticket,
    get_draft,
    get_file,
    save_draft,
    store_file,
)
from tongjian.identity import Actor
from tongjian.kit import Invalid, Refusal
from tongjian.portal.answers import show
from tongjian.portal.entry import application_page
from tongjian.portal.fields import FieldView
from tongjian.portal.filling import address_of_step, is_missing, labels_of, steps_of
from tongjian.portal.parts import FieldError
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key
from tongjian.portal.refusals import said

ACCEPT = ".pdf,.ofd,.jpg,.jpeg,.png,.docx,.xlsx,.dwg,.dxf,.ifc,.zip"
"""What a file field offers first; what may come in is decided by the file's contents."""


@dataclass(frozen=True, slots=True)
class SlotView:
    """One paper as the page shows it."""

    slot: MaterialSlot
    field: FieldView

    @property
    def held(self) -> str:
        """Return the id of the file already there."""
        return str(self.slot.file or "")


@application_page
@require_http_methods(["GET", "POST"])
def materials(request: SignedInRequest, draft: UUID) -> HttpResponseBase:
    """Show the papers; keep what came, then go on when none is missing."""
    sheet = get_draft(request.rooms.cases, request.actor, draft=draft)
    if sheet.draft.submitted is not None:
        return HttpResponseRedirect(reverse("portal:submitted", args=[sheet.draft.submitted]))
    if request.method != "POST":
        return _show(request, sheet, {})
    errors = _keep(request, sheet)
    if "draft" in request.POST and not errors:
        return HttpResponseRedirect(reverse("portal:draft_slip", args=[draft]))
    sheet = get_draft(request.rooms.cases, request.actor, draft=draft)
    if "remove" in request.POST:
        return HttpResponseRedirect(request.path)
    for slot in sheet.slots:
        if is_missing(slot):
            errors.setdefault(slot.key, _("请上传“%(name)s”") % {"name": slot.name})
    if errors:
        return _show(request, sheet, errors)
    return HttpResponseRedirect(reverse("portal:draft_check", args=[draft]))


def _keep(request: SignedInRequest, sheet: DraftSheet) -> dict[str, str]:
    """Keep every file that came; return what was refused, by key of the paper."""
    files: dict[str, UUID | None] = {}
    errors: dict[str, str] = {}
    for slot in sheet.slots:
        try:
            file = came(request, slot.key, holder=sheet.draft.applicant)
        except Refusal as refusal:
            errors[slot.key] = words_of(refusal)
        else:
            if file is not None and file != slot.file:
                files[slot.key] = file
    removed = request.POST.get("remove", "")
    if any(slot.key == removed for slot in sheet.slots):
        files[removed] = None
    if files:
        save_files(request.rooms.cases, request.actor, draft=sheet.draft.id, files=files)
    return errors


def save_files(desk: Desk, actor: Actor, *, draft: UUID, files: dict[str, UUID | None]) -> None:
    """Lay files over a draft as it stands now: a paper is its own, whatever was typed elsewhere meanwhile."""
    for last in (False, False, True):
        version = get_draft(desk, actor, draft=draft).draft.version
        try:
            save_draft(
                desk, actor, draft=draft, version=version, answers={}, files=files, ticket=Ticket(new_key())
            )
        except StaleDraft:
            if last:
                raise
        else:
            return


def came(request: SignedInRequest, key: str, *, holder: UUID) -> UUID | None:
    """Return the file that came for a paper: sent with the form, or in parts before it.

    Raises:
        Refusal: the file may not come in, or the id sent is not a file of the viewer's.
    """
    sent = request.FILES.get(name_of(key))
    if sent is not None:
        stored = store_file(
            request.rooms.cases, request.actor, stream=sent, name=sent.name or "", holder=holder
        )
        return stored.id
    named = request.POST.get(f"{name_of(key)}_file", "")
    try:
        file = UUID(named)
    except ValueError:
        return None
    return get_file(request.rooms.cases, request.actor, file=file).id


def name_of(key: str) -> str:
    """Return the name of a paper's file field."""
    return f"file.{key}"


def file_field(key: str, *, label: str, hint: str = "", required: bool = True, error: str = "") -> FieldView:
    """Return the file field of a paper."""
    return FieldView(
        id=f"file-{key}",
        name=name_of(key),
        label=label,
        kind="file",
        hint=hint,
        error=error,
        required=required,
        accept=ACCEPT,
    )


def words_of(refusal: Refusal) -> str:
    """Return a refusal in one line, for a field."""
    told = said(refusal)
    if isinstance(refusal, Invalid) and told.problems:
        return "；".join(told.problems)
    return "。".join(part for part in (told.says, told.advice) if part)


def _show(request: SignedInRequest, sheet: DraftSheet, errors: dict[str, str]) -> HttpResponse:
    steps = steps_of(request.rooms.catalogue.current(), sheet.draft.items)
    slots = [
        SlotView(slot, file_field(slot.key, label=_(slot.name), hint=_hint(sheet, slot),
                                  required=slot.required, error=errors.get(slot.key, "")))
        for slot in sheet.slots
    ]  # fmt: skip
    context = {
        "sheet": sheet,
        "labels": labels_of(steps),
        "current": len(steps) + 1,
        "ready": [one for one in slots if one.slot.reusable is not None and one.slot.file is None],
        "asked": [one for one in slots if one.slot.reusable is None or one.slot.file is not None],
        "uploads": reverse("portal:uploads", args=[sheet.draft.applicant]),
        "errors": tuple(FieldError(one.field.id, one.field.error) for one in slots if one.field.error),
        "back": address_of_step(sheet, len(steps)) if steps else "",
    }
    return show(request, "portal/applicant/draft_materials.html", context)


def _hint(sheet: DraftSheet, slot: MaterialSlot) -> str:
    several = len(sheet.items) > 1
    parts = [_(slot.form)] if slot.form else []
    parts += [_("用于：%(items)s") % {"items": "、".join(slot.asked_by)}] if several else []
    return "；".join(parts)

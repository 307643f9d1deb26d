"""The papers of an application: each asked once; what is there already need not be handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
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
    deferral_answer,
    get_draft,
    get_file,
    paper_problems,
    save_draft,
    store_file,
)
from tongjian.identity import Actor
from tongjian.kit import Invalid, Refusal
from tongjian.portal.answers import show
from tongjian.portal.entry import application_page
from tongjian.portal.fields import FieldView
from tongjian.portal.filling import address_of_step, labels_of, steps_of
from tongjian.portal.parts import FieldError
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, posted
from tongjian.portal.refusals import said, told_problem
from tongjian.portal.views.applicant.draft_pledge import offers_shown

_LONGEST_DAY = 20

ACCEPT = ".pdf,.ofd,.jpg,.jpeg,.png,.docx,.xlsx,.dwg,.dxf,.ifc,.zip"
"""What a file field offers first; what may come in is decided by the file's contents."""


@dataclass(frozen=True, slots=True)
class SlotView:
    """One paper as the page shows it."""

    slot: MaterialSlot
    field: FieldView

    later: FieldView | None = None

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
    today = request.rooms.cases.today()
    for slot in sheet.slots:
        for problem in paper_problems(slot, today=today) if slot.missing else ():
            errors.setdefault(slot.key, told_problem(problem))
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
    answers = _later(request, sheet)
    if files or answers:
        save_files(request.rooms.cases, request.actor, draft=sheet.draft.id, files=files, answers=answers)
    return errors


def _later(request: SignedInRequest, sheet: DraftSheet) -> dict[str, str]:
    """Return the days typed until which papers come later, of those that changed."""
    typed = {
        slot.key: posted(request, f"later.{slot.key}", longest=_LONGEST_DAY)
        for slot in sheet.slots
        if slot.latest is not None and f"later.{slot.key}" in request.POST
    }
    before = {slot.key: slot.deferred for slot in sheet.slots}
    return {deferral_answer(key): day for key, day in typed.items() if day != before[key]}


def save_files(
    desk: Desk,
    actor: Actor,
    *,
    draft: UUID,
    files: dict[str, UUID | None],
    answers: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Lay files over a draft as it stands now: a paper is its own, whatever was typed elsewhere meanwhile."""
    for last in (False, False, True):
        version = get_draft(desk, actor, draft=draft).draft.version
        try:
            save_draft(
                desk,
                actor,
                draft=draft,
                version=version,
                answers=answers,
                files=files,
                ticket=Ticket(new_key()),
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


def later_field(slot: MaterialSlot) -> FieldView | None:
    """Return the field for the day until which a paper comes later; None where it must come at once."""
    if slot.latest is None or slot.file is not None or slot.reusable is not None:
        return None
    return FieldView(
        id=f"later-{slot.key}",
        name=f"later.{slot.key}",
        label=_("我承诺在这一天前补交"),
        kind="text",
        value=slot.deferred,
        hint=_("最晚 %(latest)s。逾期不补，不予许可或者撤销决定，并记入信用记录。") % {"latest": slot.latest},
        required=False,
        type="date",
        width="s",
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
                                  required=slot.required, error=errors.get(slot.key, "")), later_field(slot))
        for slot in sheet.slots
    ]  # fmt: skip
    context = {
        "sheet": sheet,
        "labels": labels_of(steps),
        "current": len(steps) + 1,
        "ready": [one for one in slots if one.slot.reusable is not None and one.slot.file is None],
        "asked": [
            one
            for one in slots
            if (one.slot.reusable is None or one.slot.file is not None) and not one.slot.spared
        ],
        "spared": [one.slot for one in slots if one.slot.spared],
        "pledges": offers_shown(request, sheet),
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

"""Finding cases and applications by what people remember of them."""

from uuid import UUID

from django.db.models import Q, QuerySet

from tongjian.cases.store import models
from tongjian.kit import Page

_FEWEST_DIGITS, _MOST_DIGITS = 4, 11


def search_cases(text: str) -> QuerySet[models.CaseRow]:
    """Return cases, newest first, by what people remember.

    The start of their number, a part of the project's or applicant's name, the applicant's whole code, or
    the end of the contact's phone.
    """
    words = text.strip()
    found = Q(number__startswith=words) | Q(project_name__contains=words)
    found |= Q(applicant_name__contains=words) | Q(applicant_code=words.upper())
    if _is_phone_end(words):
        found |= Q(contact_phone__endswith=words)
    return models.CaseRow.objects.filter(found).order_by("-id")


def search_drafts(text: str) -> QuerySet[models.DraftRow]:
    """Return drafts not yet handed in, newest first: by number, applicant, or the contact's phone's end."""
    words = text.strip()
    found = Q(number=words) | Q(applicant_name__contains=words) | Q(applicant_code=words.upper())
    if _is_phone_end(words):
        found |= Q(answers__contact_phone__endswith=words) | Q(answers__phone__endswith=words)
    return models.DraftRow.objects.filter(found, submitted=None).order_by("-updated_at")


def _is_phone_end(words: str) -> bool:
    """Return whether a text may be the end of a phone number: fewer digits than four name nobody."""
    return words.isascii() and words.isdigit() and _FEWEST_DIGITS <= len(words) <= _MOST_DIGITS


def list_parallel(*, after: str, size: int) -> Page[models.ApplicationRow]:
    """Return applications for several items, newest first; ids grow with time."""
    rows = models.ApplicationRow.objects.exclude(parallel_code="").order_by("-id")
    if after:
        rows = rows.filter(id__lt=UUID(after))
    found = list(rows[: size + 1])
    kept = found[:size]
    return Page(tuple(kept), str(kept[-1].id) if len(found) > size else None)

"""Finding cases and applications by what people remember of them."""

from uuid import UUID

from django.db.models import Q, QuerySet

from tongjian.cases.store import models
from tongjian.kit import Page


def search_cases(text: str) -> QuerySet[models.CaseRow]:
    """Return cases by the start of their number or a part of the project's or applicant's name, newest."""
    words = text.strip()
    named = Q(project_name__contains=words) | Q(applicant_name__contains=words)
    return models.CaseRow.objects.filter(Q(number__startswith=words) | named).order_by("-id")


def list_parallel(*, after: str, size: int) -> Page[models.ApplicationRow]:
    """Return applications for several items, newest first; ids grow with time."""
    rows = models.ApplicationRow.objects.exclude(parallel_code="").order_by("-id")
    if after:
        rows = rows.filter(id__lt=UUID(after))
    found = list(rows[: size + 1])
    kept = found[:size]
    return Page(tuple(kept), str(kept[-1].id) if len(found) > size else None)

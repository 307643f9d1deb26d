"""A numbered document of a case as a page to print."""

from uuid import UUID

from django.http import HttpResponse

from tongjian import cases
from tongjian.cases import NotFound
from tongjian.portal.answers import show
from tongjian.portal.entry import never_stored, signed_in
from tongjian.portal.ports import SignedInRequest


@signed_in
def document(request: SignedInRequest, case: UUID, document: UUID) -> HttpResponse:
    """Show a numbered document as it is printed, to whoever may see its case."""
    sheet = cases.get_case(request.rooms.cases, request.actor, case=case)
    found = next((one for one in sheet.documents if one.id == document), None)
    if found is None:
        raise NotFound(what="文书")
    context = {"document": found, "case": sheet.case}
    return never_stored(show(request, "portal/staff/document.html", context))  # type: ignore[return-value]

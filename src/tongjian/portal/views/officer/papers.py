"""A numbered document of a case as a page to print, and as PDF."""

import io
from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseBase

from tongjian import cases
from tongjian.portal.answers import show
from tongjian.portal.entry import never_stored, signed_in
from tongjian.portal.ports import SignedInRequest


@signed_in
def document(request: SignedInRequest, case: UUID, document: UUID) -> HttpResponse:
    """Show a numbered document as it is printed, to whoever may see its case."""
    opened = cases.open_paper(request.rooms.cases, request.actor, case=case, document=document)
    context = {"document": opened.document, "case": opened.case, "readings": opened.readings}
    return never_stored(show(request, "portal/staff/document.html", context))  # type: ignore[return-value]


@signed_in
def paper_file(request: SignedInRequest, case: UUID, document: UUID) -> HttpResponseBase:
    """Send a numbered document as PDF."""
    name, pdf = cases.paper_pdf(request.rooms.cases, request.actor, case=case, document=document)
    answer = FileResponse(io.BytesIO(pdf), as_attachment=True, filename=name, content_type="application/pdf")
    return never_stored(answer)

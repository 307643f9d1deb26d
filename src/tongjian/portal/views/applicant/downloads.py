"""Files and papers of a case, for whoever may see it."""

from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseBase

from tongjian.cases import NotFound, get_case, open_file
from tongjian.portal.answers import show
from tongjian.portal.entry import signed_in
from tongjian.portal.ports import SignedInRequest


@signed_in
def file(request: SignedInRequest, file: UUID) -> HttpResponseBase:
    """Send a file as an attachment; it is never shown inside the site."""
    stored, stream = open_file(request.rooms.cases, request.actor, file=file)
    answer = FileResponse(stream, as_attachment=True, filename=stored.name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@signed_in
def paper(request: SignedInRequest, case: UUID, document: UUID) -> HttpResponse:
    """Show a numbered paper of a case: notice, decision, receipt."""
    sheet = get_case(request.rooms.cases, request.actor, case=case)
    found = next((one for one in sheet.documents if one.id == document), None)
    if found is None:
        raise NotFound(what="文书")
    return show(request, "portal/applicant/paper.html", {"sheet": sheet, "paper": found})

"""Files and papers of a case, for whoever may see it."""

from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseBase

from tongjian.cases import open_file, open_paper
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
    opened = open_paper(request.rooms.cases, request.actor, case=case, document=document)
    mine = next((one for one in opened.readings if one.person == request.actor.person), None)
    context = {"case": opened.case, "paper": opened.document, "reading": mine}
    return show(request, "portal/applicant/paper.html", context)

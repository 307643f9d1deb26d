"""Files that go up in parts: a broken line goes on at the last part. Answers are JSON for a script."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponseBase, JsonResponse
from django.views.decorators.http import require_http_methods, require_POST

from tongjian.cases import append_part, begin_upload, finish_upload, get_upload
from tongjian.evidence import FileRefused, OffsetDiffers, Upload
from tongjian.kit import Problem, Refusal
from tongjian.portal.ports import PageRequest, SignedInRequest
from tongjian.portal.refusals import SignInNeeded, said, status_of

_Part = Callable[..., JsonResponse]


def _told(view: _Part) -> Callable[..., HttpResponseBase]:
    """Answer refusals as JSON, in the words a page would say."""

    @wraps(view)
    def answered(request: PageRequest, /, **asked: UUID) -> JsonResponse:
        if request.actor is None:
            return JsonResponse({"title": said(SignInNeeded()).says}, status=HTTPStatus.UNAUTHORIZED)
        try:
            if not request.actor.holds_office:
                request.rooms.identity.demand_entry(request.actor)
            return view(request, **asked)
        except Refusal as refusal:
            told = said(refusal)
            detail = "；".join(told.problems) or "。".join(part for part in (told.says, told.advice) if part)
            body: dict[str, object] = {"code": told.code, "title": told.says, "detail": detail}
            if isinstance(refusal, OffsetDiffers):
                body["offset"] = refusal.present
            return JsonResponse(body, status=status_of(refusal))

    return answered


@_told
@require_POST
def begin(request: SignedInRequest, *, holder: UUID) -> JsonResponse:
    """Begin a file of an applicant: its name and its size in bytes."""
    size = _whole(request.POST.get("size", ""), "size")
    name = request.POST.get("name", "")
    upload = begin_upload(request.rooms.cases, request.actor, name=name, size=size, holder=holder)
    return _state(upload, upload.offset)


@_told
@require_http_methods(["GET", "PATCH"])
def part(request: SignedInRequest, *, holder: UUID, upload: UUID) -> JsonResponse:  # noqa: ARG001
    """Take the bytes from ``?offset=`` on; or say, on GET, where to go on."""
    desk, actor = request.rooms.cases, request.actor
    if request.method == "PATCH":
        offset = _whole(request.GET.get("offset", ""), "offset")
        append_part(desk, actor, upload=upload, offset=offset, stream=request)
    found = get_upload(desk, actor, upload=upload)
    return _state(found, found.offset)


@_told
@require_POST
def done(request: SignedInRequest, *, holder: UUID, upload: UUID) -> JsonResponse:  # noqa: ARG001
    """Inspect the complete file and keep it."""
    file = finish_upload(request.rooms.cases, request.actor, upload=upload)
    return JsonResponse({"id": str(file.id), "name": file.name})


def _state(upload: Upload, offset: int) -> JsonResponse:
    return JsonResponse({"id": str(upload.id), "offset": offset, "part_size": upload.part_size})


_MOST_DIGITS = 15


def _whole(text: str, field: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise FileRefused(problems=(Problem(field=field, says="上传请求不完整，请重新选择文件"),))
    return int(text)

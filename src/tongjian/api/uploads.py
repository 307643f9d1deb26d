"""Files: sent in parts that go on where a broken line stopped, or in one go; sent out as attachments."""

from typing import Annotated
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse
from ninja import Header, Router, Schema, Status
from pydantic import Field

from tongjian import cases
from tongjian.api.errors import BodyTooLarge, BodyUnreadable, LengthNeeded
from tongjian.api.fields import Body, Size, Text
from tongjian.api.ports import ApiRequest
from tongjian.evidence import StoredFile, Upload
from tongjian.kit import Invalid, Problem

_ENVELOPE = 1 << 20
"""Bytes a form may have besides its file."""

_MOST_DIGITS = 18

_ONE_FILE = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file", "holder"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "holder": {"type": "string", "format": "uuid"},
                    },
                }
            }
        },
    }
}
_PART = {
    "requestBody": {
        "required": True,
        "content": {"application/offset+octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class NewUpload(Body):
    """A file to send in parts.

    Attributes:
        size: all its bytes.
        holder: the applicant or organisation it belongs to.
    """

    name: Text
    size: Size
    holder: UUID


class Offset(Schema):
    """Where a part begins."""

    offset: Annotated[int, Field(alias="Upload-Offset", ge=0, le=2**53)]


def uploads_router() -> Router:
    """Return the addresses of files."""
    router = Router(tags=["文件 / files"])
    router.post("/uploads", response={201: Upload}, summary="开始分片上传")(begin)
    router.api_operation(["GET", "HEAD"], "/uploads/{upload}", response=Upload, summary="查询上传进度")(
        get_upload
    )
    router.patch("/uploads/{upload}", response=Upload, summary="上传一个分片", openapi_extra=_PART)(append)
    router.delete("/uploads/{upload}", response={204: None}, summary="取消上传")(discard)
    router.post("/uploads/{upload}/finish", response=StoredFile, summary="完成上传")(finish)
    router.post("/files", response={201: StoredFile}, summary="一次上传", openapi_extra=_ONE_FILE)(store)
    router.get("/files/{file}", response=StoredFile, summary="文件信息")(get_file)
    router.get("/files/{file}/content", summary="下载文件")(download)
    return router


def begin(request: ApiRequest, body: NewUpload) -> Status[Upload]:
    """Begin a file that is sent in parts."""
    upload = cases.begin_upload(
        request.rooms.cases, request.auth, name=body.name, size=body.size, holder=body.holder
    )
    return Status(201, upload)


def get_upload(request: ApiRequest, response: HttpResponse, upload: UUID) -> Upload:
    """Return how many bytes have safely arrived; also in the header ``Upload-Offset``."""
    found = cases.get_upload(request.rooms.cases, request.auth, upload=upload)
    response.headers["Upload-Offset"] = str(found.offset)
    response.headers["Cache-Control"] = "no-store"
    return found


def append(request: ApiRequest, response: HttpResponse, upload: UUID, part: Header[Offset]) -> Upload:
    """Write the bytes of the body from ``Upload-Offset`` on; a broken line keeps what arrived."""
    if not request.META.get("CONTENT_LENGTH"):
        raise LengthNeeded
    cases.append_part(request.rooms.cases, request.auth, upload=upload, offset=part.offset, stream=request)
    return get_upload(request, response, upload)


def discard(request: ApiRequest, upload: UUID) -> Status[None]:
    """Forget an upload."""
    cases.get_upload(request.rooms.cases, request.auth, upload=upload)
    cases.discard_upload(request.rooms.cases, request.auth, upload=upload)
    return Status(204, None)


def finish(request: ApiRequest, upload: UUID) -> StoredFile:
    """Have a complete file inspected and kept; a repeat gives the same file."""
    return cases.finish_upload(request.rooms.cases, request.auth, upload=upload)


def store(request: ApiRequest) -> Status[StoredFile]:
    """Keep a file sent in one go as a form; it goes to disk as it arrives."""
    largest = request.rooms.files.limits.drawing_size + _ENVELOPE
    if _announced(request) > largest:
        raise BodyTooLarge
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        raise BodyUnreadable
    holder = _read_holder(request.POST.get("holder", ""))
    stored = cases.store_file(
        request.rooms.cases, request.auth, stream=sent, name=sent.name or "", holder=holder
    )
    return Status(201, stored)


def get_file(request: ApiRequest, file: UUID) -> StoredFile:
    """Return name, size and hash of a file."""
    return cases.get_file(request.rooms.cases, request.auth, file=file)


def download(request: ApiRequest, file: UUID) -> FileResponse:
    """Send a file as an attachment."""
    stored, stream = cases.open_file(request.rooms.cases, request.auth, file=file)
    answer = FileResponse(stream, as_attachment=True, filename=stored.name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _read_holder(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Invalid(problems=(Problem("holder", "应为标识（UUID）"),)) from wrong


def _announced(request: ApiRequest) -> int:
    text = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0

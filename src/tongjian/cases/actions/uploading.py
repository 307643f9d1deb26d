"""Uploads: opened within the viewer's rights, streamed without a transaction, kept once inspected."""

from typing import BinaryIO
from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.errors import NotYourTask
from tongjian.evidence import FileAbsent, Readable, StoredFile, Upload
from tongjian.identity import Actor, Role


def begin_upload(desk: Desk, actor: Actor, *, name: str, size: int, holder: UUID) -> Upload:
    """Begin a file sent in parts, for an applicant the actor acts for.

    Raises:
        FileRefused: its name, kind or announced size is not allowed.
        NotYourTask: the actor may not act for the holder.
    """
    _check_holder(actor, holder)
    with desk.begin(actor.access()):
        return desk.files.begin_upload(name=name, size=size, holder=holder, uploaded_by=actor.person)


def get_upload(desk: Desk, actor: Actor, *, upload: UUID) -> Upload:
    """Return an upload with the offset at which it goes on.

    Raises:
        UploadAbsent: there is none, or not for these eyes.
    """
    with desk.begin(actor.access()):
        return desk.files.get_upload(upload)


def append_part(desk: Desk, actor: Actor, *, upload: UUID, offset: int, stream: Readable) -> int:
    """Write one part as it arrives; return the new offset.

    Raises:
        OffsetDiffers: the part does not start where the last one ended.
    """
    found = get_upload(desk, actor, upload=upload)
    return desk.files.append_part(upload=found, offset=offset, stream=stream)


def finish_upload(desk: Desk, actor: Actor, *, upload: UUID) -> StoredFile:
    """Inspect a complete upload and keep it; a repeat returns the same file.

    Raises:
        FileRefused: the contents are not what the name says, or dangerous.
        UploadIncomplete: bytes are missing.
    """
    with desk.begin(actor.access()):
        return desk.files.finish_upload(upload)


def discard_upload(desk: Desk, actor: Actor, *, upload: UUID) -> None:
    """Forget an upload."""
    with desk.begin(actor.access()):
        desk.files.discard(upload)


def store_file(desk: Desk, actor: Actor, *, stream: Readable, name: str, holder: UUID) -> StoredFile:
    """Keep a file sent in one go, as by a form without script.

    Raises:
        FileRefused: its name, kind, size or contents are not allowed.
        NotYourTask: the actor may not act for the holder.
    """
    _check_holder(actor, holder)
    with desk.begin(actor.access()):
        return desk.files.store_stream(stream=stream, name=name, holder=holder, uploaded_by=actor.person)


def get_file(desk: Desk, actor: Actor, *, file: UUID) -> StoredFile:
    """Return what is known about a file.

    Raises:
        FileAbsent: no such file, or not for these eyes.
    """
    with desk.begin(actor.access()):
        found = desk.files.find_file(file)
    if found is None:
        raise FileAbsent(file=file)
    return found


def open_file(desk: Desk, actor: Actor, *, file: UUID) -> tuple[StoredFile, BinaryIO]:
    """Return a file and its bytes, to send as an attachment; the caller closes them.

    Raises:
        FileAbsent: no such file, or not for these eyes.
    """
    with desk.begin(actor.access()):
        return desk.files.open_file(file)


def _check_holder(actor: Actor, holder: UUID) -> None:
    known = {mandate.giver for mandate in actor.mandates}
    if not actor.may_act_for(holder) and not actor.has(Role.CLERK) and holder not in known:
        raise NotYourTask(node_name="上传材料", who="申请人本人、经办人或综合窗口")

"""What the evidence room refuses."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from tongjian.kit import Absent, Conflict, Invalid, Outage, Refusal


@dataclass(eq=False, kw_only=True)
class EntryAbsent(Absent):
    """No such entry, or the asker may not read it."""

    code: ClassVar[str] = "evidence.entry_absent"
    says: ClassVar[str] = "没有找到该条留痕记录"
    entry: UUID


@dataclass(eq=False, kw_only=True)
class FileAbsent(Absent):
    """No such file, or the asker may not read it."""

    code: ClassVar[str] = "evidence.file_absent"
    says: ClassVar[str] = "没有找到该文件"
    advice: ClassVar[str] = "请返回办件重新选择文件；如刚刚上传，请确认上传已完成"
    file: UUID


@dataclass(eq=False, kw_only=True)
class UploadAbsent(Absent):
    """No such upload: finished, discarded, expired or another's."""

    code: ClassVar[str] = "evidence.upload_absent"
    says: ClassVar[str] = "没有找到该上传任务，可能已完成、取消或超过保留时间"
    advice: ClassVar[str] = "请重新选择文件上传"
    upload: UUID


@dataclass(eq=False, kw_only=True)
class OffsetDiffers(Conflict):
    """A part does not start where the bytes that arrived end."""

    code: ClassVar[str] = "evidence.offset_differs"
    says: ClassVar[str] = "上传位置不一致：已收到 %(present)s 字节"
    advice: ClassVar[str] = "请从第 %(present)s 字节处继续上传"
    upload: UUID
    present: int


@dataclass(eq=False, kw_only=True)
class UploadBusy(Conflict):
    """Another part of the same upload is being written at this moment."""

    code: ClassVar[str] = "evidence.upload_busy"
    says: ClassVar[str] = "该文件正在另一处上传"
    advice: ClassVar[str] = "请等待当前分片传完后再试"
    upload: UUID


@dataclass(eq=False, kw_only=True)
class UploadIncomplete(Conflict):
    """The upload was to be finished before all its bytes arrived."""

    code: ClassVar[str] = "evidence.upload_incomplete"
    says: ClassVar[str] = "文件尚未传完：已收到 %(present)s 字节，共 %(size)s 字节"
    advice: ClassVar[str] = "请从第 %(present)s 字节处继续上传"
    upload: UUID
    present: int
    size: int


@dataclass(eq=False, kw_only=True)
class BytesExceeded(Refusal):
    """More bytes came than may; what came beyond the present end was not kept."""

    code: ClassVar[str] = "evidence.bytes_exceeded"
    says: ClassVar[str] = "收到的内容超过 %(limit)s 字节"
    advice: ClassVar[str] = "请重新选择文件上传"
    limit: int


@dataclass(eq=False, kw_only=True)
class FileRefused(Invalid):
    """The file may not come in: name, kind, size or contents; ``problems`` says what to do."""

    code: ClassVar[str] = "evidence.file_refused"
    says: ClassVar[str] = "文件不符合要求"


@dataclass(eq=False, kw_only=True)
class GlyphMissing(Refusal):
    """A document holds a character that no font of the house can draw; it is not issued."""

    code: ClassVar[str] = "evidence.glyph_missing"
    says: ClassVar[str] = "文书不能生成：字体缺少“%(characters)s”（%(points)s）"
    advice: ClassVar[str] = "请核对该字是否录入正确；确为生僻字的，请联系系统管理员补充字库"
    characters: str
    points: str


@dataclass(eq=False, kw_only=True)
class NumberExhausted(Refusal):
    """A numbering rule has no further number in this scope."""

    code: ClassVar[str] = "evidence.number_exhausted"
    says: ClassVar[str] = "编号已用完：%(scope)s 最多 %(largest)s 号"
    basis: ClassVar[str] = "编号规则"
    advice: ClassVar[str] = "请次日办理，或由发证机关确认编号规则后处理"
    scope: str
    largest: int


@dataclass(eq=False, kw_only=True)
class NumberMalformed(Refusal):
    """A number, or a part of one, does not have the form its rule asks for."""

    code: ClassVar[str] = "evidence.number_malformed"
    says: ClassVar[str] = "编号格式不正确：%(number)s"
    number: str


class TypesettingFailed(Outage):
    """The child that sets documents died, ran out of time or could not read its template."""


class InspectionUnavailable(Outage):
    """The child that inspects files could not be started."""


class StorageUnavailable(Outage):
    """The place where bytes are kept is full or cannot be reached."""

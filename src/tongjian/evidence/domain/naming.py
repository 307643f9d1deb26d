"""Names of files that come in: what is kept of them, and why some are refused."""

import re
import unicodedata
from dataclasses import dataclass

from tongjian.evidence.domain.files import FileKind, FileLimits
from tongjian.evidence.errors import FileRefused
from tongjian.kit import Problem

_LONGEST = 120
_SEPARATORS = re.compile(r"[\\/:：]")
_FORBIDDEN = re.compile(r'[<>"|?*%]')
_BLANKS = re.compile(r"\s+")
_ALIASES = {"jpeg": FileKind.JPEG}
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class CleanName:
    """A name to show and offer for saving, and the kind its ending claims."""

    name: str
    kind: FileKind


def clean_name(*, name: str, limits: FileLimits) -> CleanName:
    """Return the part of a file's name that is kept.

    Folders, control and direction-changing characters are left out, a long name is shortened; the
    bytes never lie under this name.

    Raises:
        FileRefused: nothing is left of the name, or its ending is not of an allowed kind.
    """
    shown = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) not in _UNSHOWN)
    last = _SEPARATORS.split(shown)[-1]
    stem, dot, ending = _BLANKS.sub(" ", _FORBIDDEN.sub("_", last)).strip(" .").rpartition(".")
    kind = _kind(ending.lower()) if dot else None
    if kind is None or kind not in limits.kinds:
        raise FileRefused(problems=(_unknown_kind(limits),))
    stem = stem.strip(" .")
    if not stem:
        raise FileRefused(problems=(Problem(field="file", says="文件没有名称，请重命名后再上传"),))
    return CleanName(name=f"{stem[:_LONGEST].rstrip(' .')}.{ending.lower()}", kind=kind)


def check_size(*, size: int, kind: FileKind, limits: FileLimits) -> None:
    """Refuse a file that is empty or larger than its kind may be.

    Raises:
        FileRefused: it is.
    """
    if size < 1:
        problem = Problem(field="file", says="文件是空的，请检查后重新选择文件")
        raise FileRefused(problems=(problem,))
    if size > limits.of(kind):
        raise FileRefused(problems=(too_large(limits.of(kind)),))


def too_large(limit: int) -> Problem:
    """Return the problem of a file beyond ``limit`` bytes."""
    return Problem(
        field="file",
        says="文件超过 %(limit)s，请压缩或拆分成几个文件后再上传",
        facts=(("limit", readable_size(limit)),),
    )


def more_than_announced() -> Problem:
    """Return the problem of an upload that brings more bytes than it announced."""
    return Problem(field="file", says="收到的内容多于文件大小，文件可能已被修改，请重新选择文件上传")


def readable_size(size: int) -> str:
    """Return bytes in the largest unit that divides them well, as 200 MB."""
    for unit, bytes_of in (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)):
        if size >= bytes_of:
            return f"{size / bytes_of:.4g} {unit}"
    return f"{size} 字节"


def _kind(ending: str) -> FileKind | None:
    if ending in _ALIASES:
        return _ALIASES[ending]
    return FileKind(ending) if ending in set(FileKind) else None


def _unknown_kind(limits: FileLimits) -> Problem:
    allowed = "、".join(kind.value for kind in FileKind if kind in limits.kinds)
    return Problem(
        field="file",
        says="不支持这种文件，请转换为 %(allowed)s 格式后再上传",
        facts=(("allowed", allowed),),
    )

"""DWG, DXF and IFC: first bytes and polyglots; what is drawn is not looked at."""

from pathlib import Path

from tongjian.evidence.domain.files import FileKind, Verdict
from tongjian.evidence.inspection.child import Faulty, answer
from tongjian.evidence.inspection.signatures import check_single, check_start, head, tail

_TEXT = frozenset({FileKind.DXF, FileKind.IFC})
_BINARY_DXF = b"AutoCAD Binary DXF"
_DXF_END = b"EOF"
_IFC_END = b"END-ISO-10303-21;"


def inspect(path: Path, kind: FileKind) -> Verdict:
    """Return what is wrong with a drawing or model."""
    check_start(path, kind)
    check_single(path, kind)
    start = head(path)
    if kind in _TEXT and not start.startswith(_BINARY_DXF):
        if b"\x00" in start:
            raise Faulty("kind_differs", kind.value.upper())
        ending = _DXF_END if kind is FileKind.DXF else _IFC_END
        if ending not in tail(path)[-4096:]:
            raise Faulty("broken")
    return Verdict()


if __name__ == "__main__":
    answer(inspect)

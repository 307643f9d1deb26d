"""Starts the limited child that looks into a file."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tongjian.evidence.domain.faults import FAULTS
from tongjian.evidence.domain.files import FileKind, Verdict
from tongjian.evidence.errors import InspectionUnavailable

_MODULES = {
    FileKind.PDF: "pdf",
    FileKind.JPEG: "images",
    FileKind.PNG: "images",
    FileKind.ZIP: "archives",
    FileKind.OFD: "archives",
    FileKind.DOCX: "archives",
    FileKind.XLSX: "archives",
    FileKind.DWG: "drawings",
    FileKind.DXF: "drawings",
    FileKind.IFC: "drawings",
}
_TOO_HEAVY = Verdict(fault="too_heavy")


@dataclass(frozen=True, slots=True)
class ChildInspector:
    """Inspects each file in a process of its own, with limits on memory, time and writing.

    Attributes:
        seconds: wall-clock time after which the child is ended and the file refused.
    """

    seconds: float = 20.0

    def inspect(self, *, path: Path, kind: FileKind) -> Verdict:
        """Return what is wrong with the file; a child that dies or hangs says too much is."""
        module = f"tongjian.evidence.inspection.{_MODULES[kind]}"
        command = [sys.executable, "-I", "-B", "-m", module, str(path.resolve()), kind.value]
        try:
            done = subprocess.run(  # noqa: S603  # our own interpreter; the path is named by us
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=self.seconds,
                check=False,
                env={},
                cwd="/",
            )
        except subprocess.TimeoutExpired:
            return _TOO_HEAVY
        except OSError as fault:
            raise InspectionUnavailable(str(fault)) from fault
        return _verdict(done.stdout)


def _verdict(answer: bytes) -> Verdict:
    try:
        said = json.loads(answer)
        fault, detail = str(said["fault"]), str(said["detail"])
    except (ValueError, TypeError, KeyError):
        return _TOO_HEAVY
    return Verdict(fault=fault, detail=detail[:200]) if not fault or fault in FAULTS else _TOO_HEAVY

"""The child's frame: its limits, its question and its one-line answer."""

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from tongjian.evidence.domain.files import FileKind, Verdict

MEMORY = 768 * 1024 * 1024
"""Bytes of address space."""

CPU_SECONDS = 15
"""Seconds of processor time; beyond it the kernel ends the child."""

_OPEN_FILES = 32

Inspect = Callable[[Path, FileKind], Verdict]
"""Looks into a file that claims to be of a kind."""


class Faulty(Exception):  # carries the verdict up through deep parsing
    """Something is wrong with the file; ``verdict`` says what."""

    def __init__(self, fault: str, detail: str = "") -> None:
        super().__init__(fault)
        self.verdict = Verdict(fault=fault, detail=detail)


def limit_itself() -> None:
    """Take away memory, time, files to write and core dumps from this process."""
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def judge(inspect: Inspect, path: Path, kind: FileKind) -> Verdict:
    """Return what ``inspect`` finds; running out of memory or depth is a finding too."""
    try:
        return inspect(path, kind)
    except Faulty as faulty:
        return faulty.verdict
    except (MemoryError, RecursionError):
        return Verdict(fault="too_heavy")


def answer(inspect: Inspect) -> None:
    """Run as a child: inspect the file named on the command line and print the verdict."""
    path, kind = Path(sys.argv[1]), FileKind(sys.argv[2])
    limit_itself()
    verdict = judge(inspect, path, kind)
    sys.stdout.write(json.dumps({"fault": verdict.fault, "detail": verdict.detail}) + "\n")

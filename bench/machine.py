"""CPU time and memory of processes, read from /proc."""

import os
from dataclasses import dataclass
from pathlib import Path

_TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
_STATE, _PARENT, _USER, _CHILD_SYSTEM = 0, 1, 11, 14
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Cpu:
    """CPU time used so far, in milliseconds.

    Attributes:
        web: of the web's processes.
        database: of PostgreSQL with every process it has started.
        client: of this process, which sends the requests.
    """

    web: float
    database: float
    client: float

    def per_request(self, before: "Cpu", requests: int) -> dict[str, float]:
        """Return the CPU milliseconds per request since an earlier reading, each apart."""
        return {
            "web_cpu_ms": round((self.web - before.web) / requests, 2),
            "postgres_cpu_ms": round((self.database - before.database) / requests, 2),
            "client_cpu_ms": round((self.client - before.client) / requests, 2),
        }


def cpu_of(*, web: int | None, database: int) -> Cpu:
    """Return the CPU time of two process trees and of this process."""
    return Cpu(
        web=_of_tree(web) if web else 0.0,
        database=_of_tree(database),
        client=sum(os.times()[:2]) * 1000,
    )


def children_of(parent: int) -> tuple[int, ...]:
    """Return the processes a process has started and that still run, oldest first."""
    known = (_stat(int(entry.name)) for entry in _PROC.iterdir() if entry.name.isdigit())
    return tuple(sorted(one[0] for one in known if one and int(one[1][_PARENT]) == parent))


def uss_mib(process: int) -> float:
    """Return the memory that is this process's alone (unique set size), in MiB."""
    lines = (_PROC / str(process) / "smaps_rollup").read_text().splitlines()
    private = (int(line.split()[1]) for line in lines if line.startswith("Private_"))
    return round(sum(private) / 1024, 1)


def _of_tree(root: int) -> float:
    """Return the CPU time of a process, of its children, and of those that have ended."""
    known = [_stat(process) for process in (root, *children_of(root))]
    return sum(
        int(ticks) * _TICK_MS
        for at, one in enumerate(known)
        if one
        for ticks in one[1][_USER : _CHILD_SYSTEM + 1 if at == 0 else _USER + 2]
    )


def _stat(process: int) -> tuple[int, list[str]] | None:
    """Return the fields of a process after its name; None when it has ended."""
    try:
        text = (_PROC / str(process) / "stat").read_text()
    except OSError:
        return None
    return process, text.rpartition(")")[2].split()

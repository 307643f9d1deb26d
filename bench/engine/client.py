"""A client process: walks instances as fast as it can, each time it is told for how long.

Reads lines from standard input: seconds to work; or ``pool`` and a file of first tasks to work on.
Answers each with one JSON line.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from uuid import UUID

import django
from django.utils.module_loading import import_string

_WARM_WALKS = 8


def main() -> None:
    """Obey line by line until standard input ends."""
    django.setup()
    # imported late: stores are Django apps
    office = import_string("bench.engine.walks.Office")()
    pool: Iterator[UUID] | None = None
    for _ in range(_WARM_WALKS):
        list(office.walk())
    print("ready", flush=True)  # noqa: T201
    for line in sys.stdin:
        match line.split():
            case ["pool", file]:
                pool = iter([UUID(one) for one in Path(file).read_text().split()])
                answer: dict[str, float] = {}
            case [seconds]:
                answer = _work(office, pool, float(seconds))
            case _:
                break
        print(json.dumps(answer), flush=True)  # noqa: T201


class Walking(Protocol):
    """Whatever walks instances."""

    def walk(self, first: UUID | None = None) -> Iterator[object]:
        """Walk one instance to its end."""
        ...


def _work(office: Walking, pool: Iterator[UUID] | None, seconds: float) -> dict[str, float]:
    began, cpu, commands = time.perf_counter(), time.process_time(), 0
    while time.perf_counter() < began + seconds:
        for _ in office.walk(None if pool is None else next(pool)):
            commands += 1
    return {
        "commands": commands,
        "seconds": time.perf_counter() - began,
        "cpu_seconds": time.process_time() - cpu,
    }


if __name__ == "__main__":
    main()

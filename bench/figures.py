"""Figures, said one JSON object a line."""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager


def say(area: str, **facts: object) -> None:
    """Print one line of findings."""
    print(json.dumps({"area": area, **facts}, ensure_ascii=False), flush=True)  # noqa: T201


def note(words: str) -> None:
    """Tell the person at the terminal what is being done; not part of the findings."""
    print(words, file=sys.stderr, flush=True)  # noqa: T201


@contextmanager
def noted(words: str) -> Iterator[None]:
    """Tell what is being done, and afterwards how long it took."""
    began = time.monotonic()
    yield
    note(f"{words}: {time.monotonic() - began:.1f} s")


def quantile(values: Iterable[float], share: float) -> float:
    """Return the smallest value that is no less than this share of the values (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1)]


def spread(seconds: list[float]) -> dict[str, float | int]:
    """Return number, median, p95, p99 and greatest of some durations, in milliseconds."""
    return {
        "requests": len(seconds),
        **{
            f"{name}_ms": round(quantile(seconds, share) * 1000, 1)
            for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1.0))
        },
    }

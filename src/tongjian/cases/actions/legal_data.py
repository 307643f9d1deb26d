"""The data of the clocks, read and checked as a whole; it can be corrected without a programmer."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tongjian.calendar import ClockKind
from tongjian.cases.domain.pauses import PauseKind, PauseKinds, StopKindsUnsound
from tongjian.kit import Problem


@cache
def shipped_pause_kinds() -> PauseKinds:
    """Return the kinds of special procedure that ship with the product."""
    return read_pause_kinds(_shipped("stop_kinds.yaml"))


def read_pause_kinds(text: str) -> PauseKinds:
    """Return the kinds of special procedure a YAML text holds.

    Raises:
        StopKindsUnsound: everything wrong with them at once; nothing without a basis in law may stop the
            statutory clock.
    """
    try:
        return PauseKinds(tuple(_pause_kind(row) for row in yaml.safe_load(text)["kinds"]))
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as odd:
        problem = Problem("kinds", "无法读取：%(why)s", (("why", str(odd)[:200]),))
        raise StopKindsUnsound(problems=(problem,)) from odd


def _pause_kind(row: dict[str, Any]) -> PauseKind:
    return PauseKind(
        code=str(row["code"]),
        tbcx=str(row["tbcx"]),
        name=str(row["name"]),
        basis=str(row.get("basis") or ""),
        stops=frozenset(ClockKind(one) for one in row["stops"]),
        usual=int(row["usual"]),
        most=int(row["most"]),
        source=str(row.get("source") or ""),
        begun_by=str(row.get("begun_by") or ""),
    )


def _shipped(name: str) -> str:
    return (files("tongjian.cases") / "data" / "clocks" / name).read_text(encoding="utf-8")

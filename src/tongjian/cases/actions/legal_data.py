"""The data of the clocks, read and checked as a whole; it can be corrected without a programmer."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tongjian.calendar import ClockKind, InvalidTimeLimit, TimeLimit, TimeUnit
from tongjian.cases.domain.extension import ExtensionCap, ExtensionCaps, ExtensionCapsUnsound, RuledBy
from tongjian.cases.domain.party_clocks import ClockHolder, PartyClock, PartyClocks, PartyClocksUnsound
from tongjian.cases.domain.pauses import PauseKind, PauseKinds, StopKindsUnsound
from tongjian.kit import Problem

_ODD = (yaml.YAMLError, KeyError, TypeError, ValueError, InvalidTimeLimit)


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
    except _ODD as odd:
        raise StopKindsUnsound(problems=(_unreadable(odd),)) from odd


@cache
def shipped_extension_caps() -> ExtensionCaps:
    """Return the caps of extensions that ship with the product."""
    return read_extension_caps(_shipped("extension_caps.yaml"))


def read_extension_caps(text: str) -> ExtensionCaps:
    """Return the caps of extensions a YAML text holds.

    Raises:
        ExtensionCapsUnsound: everything wrong with them at once.
    """
    try:
        return ExtensionCaps(tuple(_extension_cap(row) for row in yaml.safe_load(text)["caps"]))
    except _ODD as odd:
        raise ExtensionCapsUnsound(problems=(_unreadable(odd),)) from odd


@cache
def shipped_party_clocks() -> PartyClocks:
    """Return the clocks of applicants, parties and hearings that ship with the product."""
    return read_party_clocks(_shipped("party_clocks.yaml"))


def read_party_clocks(text: str) -> PartyClocks:
    """Return the clocks of applicants, parties and hearings a YAML text holds.

    Raises:
        PartyClocksUnsound: everything wrong with them at once.
    """
    try:
        return PartyClocks(tuple(_party_clock(row) for row in yaml.safe_load(text)["clocks"]))
    except _ODD as odd:
        raise PartyClocksUnsound(problems=(_unreadable(odd),)) from odd


def _extension_cap(row: dict[str, Any]) -> ExtensionCap:
    return ExtensionCap(
        code=str(row["code"]),
        name=str(row["name"]),
        items=tuple(str(one) for one in row["items"]),
        most=int(row["most"]),
        ruled_by=RuledBy(row["ruled_by"]),
        basis=str(row.get("basis") or ""),
        source=str(row.get("source") or ""),
    )


def _party_clock(row: dict[str, Any]) -> PartyClock:
    return PartyClock(
        code=str(row["code"]),
        name=str(row["name"]),
        limit=TimeLimit(int(row["days"]), TimeUnit(row["unit"])),
        starts=str(row["starts"]),
        holder=ClockHolder(row["holder"]),
        then=str(row.get("then") or ""),
        basis=str(row.get("basis") or ""),
        source=str(row.get("source") or ""),
    )


def _unreadable(odd: Exception) -> Problem:
    return Problem("", "无法读取：%(why)s", (("why", str(odd)[:200]),))


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

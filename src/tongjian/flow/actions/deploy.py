"""Deploying processes: a text is compiled, checked as a whole, and kept as a version."""

from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from uuid import UUID

from tongjian.flow.actions.beginning import starts_of
from tongjian.flow.domain.deploy import compile_process
from tongjian.flow.domain.outside import Deadlines, Outside
from tongjian.flow.domain.process import Process
from tongjian.flow.errors import VersionTaken
from tongjian.flow.ports import ProcessLibrary, Starts


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginnings:
    """Where it is kept what begins instances by itself, and what that needs.

    Attributes:
        at: the present moment; timers run from it.
        holders: who sees what begins by itself.
    """

    starts: Starts
    at: datetime
    deadlines: Deadlines | None = None
    holders: tuple[UUID, ...] = ()


def deploy_process(library: ProcessLibrary, xml: bytes, *, beginnings: Beginnings | None = None) -> Process:
    """Compile a process and keep it; the same text again changes nothing.

    The start events of the latest version that wait for a message or a timer begin instances from now
    on, where ``beginnings`` says how; those of the version before no longer do.

    Raises:
        ProcessRefused: with every problem of the text.
        VersionTaken: another text is deployed under this id and version.
        VariableUnfit: a timer start gives no moment, or nobody here counts working days.
    """
    process = compile_process(xml)
    standing = library.find_version(process=process.id, version=process.version)
    if standing is None:
        latest = library.find_latest(process.id)
        library.add(process=process, xml=xml)
        if beginnings is not None and (latest is None or latest.version < process.version):
            _supersede(process, beginnings)
    elif standing.content_hash != process.content_hash:
        raise VersionTaken(process=process.id, version=process.version)
    return process


def _supersede(process: Process, beginnings: Beginnings) -> None:
    outside = Outside(deadlines=beginnings.deadlines)
    starts = starts_of(process, at=beginnings.at, outside=outside, holders=beginnings.holders)
    beginnings.starts.replace_starts(process=process.id, starts=starts)


def shipped_processes() -> tuple[bytes, ...]:
    """Return the texts of the processes that come with the system, by file name."""
    folder = files("tongjian.flow") / "processes"
    shipped = sorted(
        (one for one in folder.iterdir() if one.name.endswith(".bpmn")), key=lambda one: one.name
    )
    return tuple(one.read_bytes() for one in shipped)

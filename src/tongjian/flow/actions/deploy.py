"""Deploying processes: a text is compiled, checked as a whole, and kept as a version."""

from importlib.resources import files

from tongjian.flow.domain.deploy import compile_process
from tongjian.flow.domain.process import Process
from tongjian.flow.errors import VersionTaken
from tongjian.flow.ports import ProcessLibrary


def deploy_process(library: ProcessLibrary, xml: bytes) -> Process:
    """Compile a process and keep it; the same text again changes nothing.

    Raises:
        ProcessRefused: with every problem of the text.
        VersionTaken: another text is deployed under this id and version.
    """
    process = compile_process(xml)
    standing = library.find_version(process=process.id, version=process.version)
    if standing is None:
        library.add(process=process, xml=xml)
    elif standing.content_hash != process.content_hash:
        raise VersionTaken(process=process.id, version=process.version)
    return process


def shipped_processes() -> tuple[bytes, ...]:
    """Return the texts of the processes that come with the system, by file name."""
    folder = files("tongjian.flow") / "processes"
    shipped = sorted(
        (one for one in folder.iterdir() if one.name.endswith(".bpmn")), key=lambda one: one.name
    )
    return tuple(one.read_bytes() for one in shipped)

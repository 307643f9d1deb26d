"""``tongjian flow play``: a process run in memory from a file of commands."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from tongjian.calendar import WorkCalendar, shipped_years
from tongjian.flow import play
from tongjian.kit import Absent
from tongjian.roles.deadlines import CalendarDeadlines


@dataclass(eq=False, kw_only=True)
class FileAbsent(Absent):
    """A file named on the command line is not there."""

    code: ClassVar[str] = "roles.file_absent"
    says: ClassVar[str] = "没有找到文件 %(path)s"
    advice: ClassVar[str] = "请核对文件路径"
    path: str


def play_files(files: Sequence[Path]) -> None:
    """Play the first process with the file of commands among the files; the others are called processes.

    The commands are in the file whose name ends with ``.jsonl``; where none does, in the last one.

    Raises:
        ProcessRefused: a file cannot be deployed.
        CommandUnreadable: a line of the commands is none.
        FileAbsent: a file is not there.
    """
    for path in files:
        if not path.is_file():
            raise FileAbsent(path=str(path))
    commands = next((path for path in files if path.suffix == ".jsonl"), files[-1])
    play_flow([path for path in files if path != commands], commands=commands)


def play_flow(processes: Sequence[Path], *, commands: Path) -> None:
    """Play the first process, which may call the others, and print its history line by line.

    Raises:
        ProcessRefused: a file cannot be deployed.
        CommandUnreadable: a line of the commands is none.
    """
    texts = [path.read_bytes() for path in processes]
    lines = commands.read_text(encoding="utf-8").splitlines()
    for line in play(texts, lines, deadlines=CalendarDeadlines(WorkCalendar(shipped_years()))):
        sys.stdout.write(f"{line}\n")

"""``tongjian flow play``: a process run in memory from a file of commands."""

import sys
from collections.abc import Sequence
from pathlib import Path

from tongjian.calendar import WorkCalendar, shipped_years
from tongjian.flow import play
from tongjian.roles.deadlines import CalendarDeadlines


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

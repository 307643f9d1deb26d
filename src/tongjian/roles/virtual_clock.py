"""The clock that a demo may turn: every process reads the same small file."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from tongjian.kit import Clock, Refusal, Settings, SystemClock

VARIABLE = "TONGJIAN_CLOCK_FILE"
"""Names the file that holds the instant."""


@dataclass(eq=False, kw_only=True)
class ClockFileUnreadable(Refusal):
    """The virtual clock is switched on, but nothing readable tells the instant."""

    code: ClassVar[str] = "roles.clock_file_unreadable"
    says: ClassVar[str] = "虚拟时钟文件 %(file)s 无法读取 / the virtual clock's file cannot be read"
    advice: ClassVar[str] = (
        "请用 TONGJIAN_CLOCK_FILE 指定一个写有时刻（如 2025-03-03T01:00:00+00:00）的文件 / "
        "name a file that holds an instant with TONGJIAN_CLOCK_FILE"
    )
    file: str


@dataclass(eq=False, kw_only=True)
class ClockOnlyForDemo(Refusal):
    """Somebody asked for a clock that can be turned where the days are real."""

    code: ClassVar[str] = "roles.clock_only_for_demo"
    says: ClassVar[str] = "虚拟时钟只能用于演示 / the virtual clock is for demos alone"
    advice: ClassVar[str] = "请同时设置 TONGJIAN_DEMO=1 和 TONGJIAN_VIRTUAL_CLOCK=1，或取消 %(variable)s"
    variable: str = VARIABLE


@dataclass(frozen=True, slots=True)
class FileClock:
    """Tells the instant written in a file; whoever turns it replaces the file as a whole.

    Attributes:
        file: holds one aware instant in ISO 8601.
    """

    file: Path

    def now(self) -> datetime:
        """Return the instant in the file, in UTC.

        Raises:
            ClockFileUnreadable: no such file, or no aware instant in it.
        """
        try:
            at = datetime.fromisoformat(self.file.read_text(encoding="ascii").strip())
        except (OSError, ValueError) as wrong:
            raise ClockFileUnreadable(file=str(self.file)) from wrong
        if at.tzinfo is None:
            raise ClockFileUnreadable(file=str(self.file))
        return at.astimezone(UTC)

    def turn(self, at: datetime) -> None:
        """Turn the clock; every process sees the old instant or the new one, never half of it."""
        unfinished = self.file.with_name(f"{self.file.name}.part")
        unfinished.write_text(at.astimezone(UTC).isoformat(), encoding="ascii")
        unfinished.replace(self.file)


def clock_of(house: Settings, environment: Mapping[str, str] = os.environ) -> Clock:
    """Return the clock of an installation: the machine's own, or in a demo the one from the file.

    Raises:
        ClockOnlyForDemo: a clock file is named, but this is no demo with a virtual clock.
        ClockFileUnreadable: a virtual clock without a readable file.
    """
    named = environment.get(VARIABLE, "")
    if not (house.demo and house.virtual_clock):
        if named or house.virtual_clock:
            raise ClockOnlyForDemo
        return SystemClock()
    clock = FileClock(Path(named))
    clock.now()
    return clock

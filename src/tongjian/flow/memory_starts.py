"""What begins instances by itself, kept in memory."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from tongjian.flow.ports import ProcessStart


@dataclass(frozen=True, slots=True)
class _Kept:
    start: ProcessStart
    try_at: datetime | None


class MemoryStarts:
    """Keeps starts in memory; knows no viewers."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], _Kept] = {}

    def replace_starts(self, *, process: str, starts: tuple[ProcessStart, ...]) -> None:
        """Let these be the starts of a process, and no others."""
        self._kept = {place: one for place, one in self._kept.items() if place[0] != process}
        self._kept.update({(process, one.node): _Kept(one, one.due) for one in starts})

    def find_message_start(self, message: str) -> ProcessStart | None:
        """Return the start that waits for a message; of several the first process's by id."""
        waiting = (one.start for _, one in sorted(self._kept.items(), key=_place))
        return next((one for one in waiting if one.message and one.message == message), None)

    def list_due_starts(self, *, now: datetime, limit: int) -> tuple[ProcessStart, ...]:
        """Return the timer starts whose moment has come, the longest due first."""
        due = [(one.try_at, *place) for place, one in self._kept.items() if one.try_at and one.try_at <= now]
        return tuple(self._kept[process, node].start for _, process, node in sorted(due)[:limit])

    def hold_start(self, start: ProcessStart) -> bool:
        """Tell whether this firing is still to come."""
        kept = self._kept.get((start.process, start.node))
        return kept is not None and kept.start == start

    def move_start(self, start: ProcessStart, *, due: datetime | None) -> None:
        """Note that a firing is done."""
        if due is None:
            self._kept.pop((start.process, start.node), None)
            return
        left = start.left if start.left < 0 else start.left - 1
        moved = replace(start, due=due, left=left, firing=start.firing + 1)
        self._kept[start.process, start.node] = _Kept(moved, due)

    def put_off_start(self, start: ProcessStart, *, until: datetime, fault: str) -> None:
        """Try a firing again later."""
        del fault
        if self.hold_start(start):
            self._kept[start.process, start.node] = _Kept(start, until)

    def next_start_at(self) -> datetime | None:
        """Return when the next start is to be tried."""
        return min((one.try_at for one in self._kept.values() if one.try_at), default=None)

    def holders_of(self, instance: UUID) -> tuple[UUID, ...]:
        """Return nobody: everyone sees everything."""
        del instance
        return ()


def _place(kept: tuple[tuple[str, str], _Kept]) -> tuple[str, str]:
    return kept[0]

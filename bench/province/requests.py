"""What the officers of the province ask for, each in turn."""

from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

from bench.browser import Officer
from bench.crowd import Request

_PATHS = ("/inbox", "/inbox?light=red", "/inbox?stage=1", f"/inbox?q={quote('工业园')}")
_TENTH = 7


@dataclass(frozen=True, slots=True)
class Desk:
    """An officer, with some of the cases in the inbox."""

    officer: Officer
    person: UUID
    tasks: int
    cases: tuple[UUID, ...]


class Requests:
    """Requests of all officers in turn: an inbox, plain or narrowed, then a case; one in ten the busiest."""

    def __init__(self, desks: list[Desk]) -> None:
        self._busiest, self._others = desks[0], desks[1:]

    def at(self, number: int) -> tuple[str, Request]:
        """Return what the request of a number is counted as, and the request."""
        return self.inbox(number // 2) if number % 2 else ("case", self.case(number // 2))

    def inbox(self, number: int) -> tuple[str, Request]:
        """Return the request for an inbox: every fourth plain, the others narrowed."""
        desk, path = self._desk(number), _PATHS[number % len(_PATHS)]
        name = "inbox_of_busiest" if desk is self._busiest else "inbox"
        return name, lambda connection: desk.officer.see(connection, path)

    def case(self, number: int) -> Request:
        """Return the request for a case of an officer's inbox."""
        desk = self._desk(number)
        case = desk.cases[number // 10 % len(desk.cases)]
        return lambda connection: desk.officer.see_case(connection, case)

    def _desk(self, number: int) -> Desk:
        return self._busiest if number % 10 == _TENTH else self._others[number % len(self._others)]

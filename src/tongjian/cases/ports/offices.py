"""The organisations that handle cases."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Office:
    """An organisation as cases know it.

    Attributes:
        code: the catalogue's department code.
        credit_code: 统一社会信用代码; empty when unknown.
    """

    id: UUID
    code: str
    name: str
    credit_code: str = ""


class Offices(Protocol):
    """The organisations that handle cases."""

    def department(self, code: str) -> Office:
        """Return the department of a catalogue code.

        Raises:
            NotFound: no organisation answers to the code.
        """
        ...

    def counter(self, region: str) -> Office:
        """Return the shared counter (综合窗口) of a region."""
        ...

    def region_office(self, region: str) -> Office:
        """Return the city or district that oversees a region."""
        ...

    def government_of(self, organisation: UUID) -> Office:
        """Return the city or district whose government an organisation belongs to."""
        ...

    def watchers(self, region: str, leads: tuple[str, ...]) -> tuple[UUID, ...]:
        """Return the holders that watch cases: supervisors of a region, coordinators of departments."""
        ...

    def office(self, organisation: UUID) -> Office:
        """Return an organisation by id."""
        ...

    def organs(self) -> tuple[UUID, ...]:
        """Return every organisation that decides cases."""
        ...

    def regions(self) -> tuple[tuple[str, str], ...]:
        """Return (code, name) of the regions served."""
        ...

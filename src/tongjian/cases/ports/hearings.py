"""Interested parties (利害关系人) and hearings (听证) as they are kept."""

from typing import Protocol
from uuid import UUID

from tongjian.cases.domain.hearing import HearingRecord, Party


class Hearings(Protocol):
    """Parties and steps, appended and never changed; under the viewer's row-level rights."""

    def add_party(self, party: Party) -> None:
        """Append a party that was told."""
        ...

    def add_step(self, record: HearingRecord) -> None:
        """Append a step."""
        ...

    def list_parties(self, case: UUID) -> tuple[Party, ...]:
        """Return the parties of a case in the order they were told."""
        ...

    def list_steps(self, case: UUID) -> tuple[HearingRecord, ...]:
        """Return the steps of a case in order."""
        ...

"""Deferred materials, pledges, checks and credit notes."""

from datetime import date
from typing import Protocol
from uuid import UUID

from tongjian.cases.domain.deferral import Deferral
from tongjian.cases.domain.pledge import CreditKind, CreditNote, Pledge, PledgeBlock, PledgeCheck


class PromiseStore(Protocol):
    """What applicants promised, and what became of it; all under the viewer's row-level rights."""

    def add_deferral(self, deferral: Deferral) -> None:
        """Insert a promise to hand in a paper later."""
        ...

    def update_deferral(self, deferral: Deferral) -> None:
        """Write where an owed paper stands."""
        ...

    def list_deferrals(self, case: UUID) -> tuple[Deferral, ...]:
        """Return the deferred papers of a case, settled ones too, by date."""
        ...

    def list_owing(self, *, until: date) -> tuple[Deferral, ...]:
        """Return the papers not yet in whose date is not after a day, of every case the viewer sees."""
        ...

    def add_pledge(self, pledge: Pledge) -> None:
        """Append a signed pledge."""
        ...

    def hand_in_pledge(self, pledge: UUID, *, case: UUID) -> None:
        """Bind a pledge to the case that its application opened."""
        ...

    def list_draft_pledges(self, draft: UUID) -> tuple[Pledge, ...]:
        """Return the pledges signed in a draft, the newest last."""
        ...

    def find_pledge(self, case: UUID) -> Pledge | None:
        """Return the pledge a case rests on."""
        ...

    def add_check(self, check: PledgeCheck) -> None:
        """Append a check of a pledge."""
        ...

    def list_checks(self, case: UUID) -> tuple[PledgeCheck, ...]:
        """Return the checks of a case's pledge in order."""
        ...

    def count_overdue_checks(self, today: date) -> tuple[tuple[UUID, str, int], ...]:
        """Return (department, stage, number) of the pledges the viewer sees whose check is overdue."""
        ...

    def add_credit_note(self, note: CreditNote) -> None:
        """Append an entry of a credit record."""
        ...

    def lift_credit_note(self, note: UUID, *, on: date, reason: str) -> None:
        """Write that an entry has been treated."""
        ...

    def list_credit_notes(self, case: UUID) -> tuple[CreditNote, ...]:
        """Return the credit notes made on a case."""
        ...

    def find_block(self, applicant: UUID, *, kinds: frozenset[CreditKind]) -> PledgeBlock | None:
        """Return the newest untreated note of these kinds on an applicant one has a draft or case of."""
        ...

"""Verdicts on papers, leaves to tell a forgotten point, and what silence has accepted."""

from datetime import date
from typing import Protocol
from uuid import UUID

from tongjian.cases.domain.paper_verdicts import NewPoint, PaperVerdict


class AcceptanceStore(Protocol):
    """What is kept of acceptance besides states and papers; all under the viewer's row-level rights."""

    def add_verdict(self, verdict: PaperVerdict) -> None:
        """Append a verdict on a paper."""
        ...

    def list_verdicts(self, case: UUID) -> tuple[PaperVerdict, ...]:
        """Return the verdicts on the papers of a case, oldest first."""
        ...

    def add_new_point(self, point: NewPoint) -> None:
        """Append a supervisor's leave."""
        ...

    def list_new_points(self, case: UUID) -> tuple[NewPoint, ...]:
        """Return the leaves given on a case, oldest first."""
        ...

    def deemed_on_record(self, case: UUID) -> bool:
        """Return whether the case was accepted by silence."""
        ...

    def list_silent(self, *, received_before: date, after: UUID | None, size: int) -> tuple[UUID, ...]:
        """Return cases received before a day that wait for an answer on acceptance, in order of their id."""
        ...

    def count_deemed(self) -> tuple[tuple[UUID, str, int], ...]:
        """Return (department, stage, number) of the cases the viewer sees that silence accepted."""
        ...

    def count_omitted(self) -> tuple[tuple[UUID, str, int], ...]:
        """Return (department, stage, number) of the points first forgotten and told later."""
        ...

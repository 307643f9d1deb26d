"""What a case shows of the promises it rests on."""

from dataclasses import dataclass
from datetime import date

from tongjian.cases.domain.deferral import Deferral
from tongjian.cases.domain.pledge import CreditNote, Pledge, PledgeCheck

PLEDGE_DECISION = "pledge_decision"
"""Kind of the approver's side task on a case that rests on a pledge; it falls away with the acceptance."""

CHECK_TASK, REVOCATION_TASK = "pledge_check", "pledge_revocation"
"""Kinds of the side tasks after a decision on a pledge: the reviewer's and the approver's."""


@dataclass(frozen=True, slots=True)
class DeferrablePaper:
    """A required paper that is not there and may be promised for later, at the latest for a day."""

    key: str
    name: str
    latest: date


@dataclass(frozen=True, slots=True)
class Promises:
    """Deferred papers, the pledge and its checks, and credit notes of one case.

    Attributes:
        deferrable: papers that may still be promised for later; only before acceptance.
        consequence: what follows when a deferred paper never comes.
        rectify_latest: last day an inspector may give today to put things right; None without a pledge.
    """

    deferrals: tuple[Deferral, ...] = ()
    deferrable: tuple[DeferrablePaper, ...] = ()
    consequence: str = ""
    pledge: Pledge | None = None
    checks: tuple[PledgeCheck, ...] = ()
    rectify_latest: date | None = None
    notes: tuple[CreditNote, ...] = ()

    @property
    def untreated(self) -> tuple[CreditNote, ...]:
        """Return the credit notes that still stand."""
        return tuple(one for one in self.notes if one.lifted_on is None)

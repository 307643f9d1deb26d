"""What pages read of acceptance: papers with their verdicts, notices, leaves, silence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tongjian.cases.domain.paper_verdicts import CheckedPaper, NewPoint, PaperStanding, Rounds
from tongjian.catalogue import CheckPoint


@dataclass(frozen=True, slots=True)
class AcceptanceSheet:
    """Acceptance of one case as its officers see it.

    Attributes:
        papers: with the verdicts that count; empty once acceptance is over, and for the applicant's side
            without verdicts.
        checks: what is checked of each paper, by its key.
        rounds: every correction notice so far.
        leaves: supervisors' leaves for the next notice.
        deemed: silence has accepted the case, written down or not.
    """

    papers: tuple[CheckedPaper, ...] = ()
    checks: Mapping[str, tuple[CheckPoint, ...]] = field(default_factory=dict)
    rounds: Rounds = ()
    leaves: tuple[NewPoint, ...] = ()
    deemed: bool = False

    @property
    def unjudged(self) -> tuple[CheckedPaper, ...]:
        """Return the papers nobody has judged as they lie there."""
        return tuple(one for one in self.papers if one.standing is PaperStanding.UNJUDGED)

    @property
    def to_correct(self) -> tuple[CheckedPaper, ...]:
        """Return the papers found wanting."""
        return tuple(one for one in self.papers if one.standing is PaperStanding.TO_CORRECT)

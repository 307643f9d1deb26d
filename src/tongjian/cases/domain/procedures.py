"""What stops or lengthens the clocks of a case, and the dates of its applicant, as a page shows them."""

from dataclasses import dataclass
from uuid import UUID

from tongjian.calendar import DueDate
from tongjian.cases.domain.extension import ExtensionSheet
from tongjian.cases.domain.hearing import HearingSheet
from tongjian.cases.domain.party_clocks import OwnDate
from tongjian.cases.domain.pauses import PauseTally


@dataclass(frozen=True, slots=True)
class PauseSheet:
    """One stop with its planned end.

    Attributes:
        planned: the day it should end by what the applicant was told.
        overdue: it stands open, or stood, beyond that.
        lawful: a law knows it; otherwise it is flagged.
    """

    pause: UUID
    planned: DueDate
    overdue: bool
    lawful: bool


@dataclass(frozen=True, slots=True)
class Procedures:
    """Stops, extensions, parties and the hearing of a case.

    Attributes:
        own_dates: the applicant's own dates that run now.
        most_days: the most days an extension of this item may have, in the unit of the statutory limit.
    """

    stops: PauseTally
    pauses: tuple[PauseSheet, ...]
    extensions: tuple[ExtensionSheet, ...]
    hearing: HearingSheet
    own_dates: tuple[OwnDate, ...]
    most_days: int


NO_PROCEDURES = Procedures(PauseTally(0, 0, 0, 0), (), (), HearingSheet((), None), (), 0)
"""Of a case that knows none."""

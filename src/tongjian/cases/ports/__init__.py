"""What the acts and readings of this room ask of the outside. ``store`` and ``roles`` answer."""

from tongjian.cases.ports.acceptance import AcceptanceStore
from tongjian.cases.ports.cases import ApplicationRow, Beside, CaseStore, WorkItem
from tongjian.cases.ports.configuration import Calendars, CurrentCatalogue
from tongjian.cases.ports.consultations import Consultations, Silent
from tongjian.cases.ports.dated import DatedCases
from tongjian.cases.ports.days import Asked, DayReadings
from tongjian.cases.ports.drafts import DraftStore
from tongjian.cases.ports.extensions import Extensions
from tongjian.cases.ports.hearings import Hearings
from tongjian.cases.ports.inbox import SavedFilters
from tongjian.cases.ports.judging import JudgingStore
from tongjian.cases.ports.ledger import Claim, Ledger
from tongjian.cases.ports.offices import Office, Offices
from tongjian.cases.ports.papers import PaperReadings
from tongjian.cases.ports.projects import ProjectStore
from tongjian.cases.ports.promises import PromiseStore
from tongjian.cases.ports.readings import CaseReadings

__all__ = [
    "AcceptanceStore",
    "ApplicationRow",
    "Asked",
    "Beside",
    "Calendars",
    "CaseReadings",
    "CaseStore",
    "Claim",
    "Consultations",
    "CurrentCatalogue",
    "DatedCases",
    "DayReadings",
    "DraftStore",
    "Extensions",
    "Hearings",
    "JudgingStore",
    "Ledger",
    "Office",
    "Offices",
    "PaperReadings",
    "ProjectStore",
    "PromiseStore",
    "SavedFilters",
    "Silent",
    "WorkItem",
]

"""The desk: everything an act stands on, handed in by the composition root."""

from dataclasses import dataclass
from datetime import date, datetime

from tongjian.calendar import YearTable
from tongjian.cases.ports import (
    AcceptanceStore,
    Calendars,
    CaseReadings,
    CaseStore,
    Consultations,
    CurrentCatalogue,
    DatedCases,
    DayReadings,
    DraftStore,
    Extensions,
    Hearings,
    JudgingStore,
    Ledger,
    Offices,
    PaperReadings,
    ProjectStore,
    PromiseStore,
    SavedFilters,
)
from tongjian.evidence import Documents, EvidenceLog, Files, Numbers
from tongjian.flow import FlowEngine, Incidents
from tongjian.kit import Clock, IdSource, UnitOfWork, local_day
from tongjian.messages import Messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What acts and readings of this room work with.

    Attributes:
        begin: opens the one transaction of an act.
        public_url: address of this deployment, for verification links; no trailing slash.
    """

    begin: UnitOfWork
    clock: Clock
    ids: IdSource
    calendars: Calendars
    years: YearTable
    catalogue: CurrentCatalogue
    offices: Offices
    flow: FlowEngine
    incidents: Incidents
    log: EvidenceLog
    messages: Messages
    files: Files
    documents: Documents
    numbers: Numbers
    ledger: Ledger
    projects: ProjectStore
    drafts: DraftStore
    extensions: Extensions
    hearings: Hearings
    promises: PromiseStore
    store: CaseStore
    consultations: Consultations
    acceptance: AcceptanceStore
    dated: DatedCases
    readings: CaseReadings
    filters: SavedFilters
    judging: JudgingStore
    days: DayReadings
    paper_readings: PaperReadings
    public_url: str

    def now(self) -> datetime:
        """Return the present instant, UTC."""
        return self.clock.now()

    def today(self) -> date:
        """Return the present day in China."""
        return local_day(self.clock.now())

"""Joins the ports of cases to their adapters."""

import time

from tongjian.calendar.store.years import StoredCalendars, YearRows
from tongjian.cases import Desk
from tongjian.cases.store.acceptance import AcceptanceTables
from tongjian.cases.store.cases import SqlCaseStore
from tongjian.cases.store.consultations import SqlConsultations
from tongjian.cases.store.dated import SqlDatedCases
from tongjian.cases.store.days import SqlDayReadings
from tongjian.cases.store.drafts import SqlDraftStore
from tongjian.cases.store.extensions import SqlExtensions
from tongjian.cases.store.hearings import SqlHearings
from tongjian.cases.store.judging import SqlJudgingStore
from tongjian.cases.store.ledger import SqlLedger
from tongjian.cases.store.paper_readings import SqlPaperReadings
from tongjian.cases.store.projects import SqlProjectStore
from tongjian.cases.store.promises import SqlPromiseStore
from tongjian.cases.store.readings import SqlCaseReadings
from tongjian.cases.store.saved_filters import SavedFilterTable
from tongjian.catalogue import CatalogueActions
from tongjian.evidence import Documents, EvidenceLog, Files, Numbers
from tongjian.evidence.store.counters import CounterTable
from tongjian.evidence.store.typesetter import ChildTypesetter
from tongjian.flow.store.incidents import IncidentTable
from tongjian.identity import Identity
from tongjian.kit import Clock, Settings, UnitOfWork, new_id
from tongjian.messages import Messages
from tongjian.roles.flow_works import flow_desk
from tongjian.roles.offices import IdentityOffices


def case_desk(
    house: Settings,
    *,
    identity: Identity,
    catalogue: CatalogueActions,
    files: Files,
    log: EvidenceLog,
    messages: Messages,
    clock: Clock,
    work: UnitOfWork,
) -> Desk:
    """Return the desk of cases over PostgreSQL and the data folder."""
    return Desk(
        begin=work,
        clock=clock,
        ids=new_id,
        calendars=StoredCalendars(time.monotonic),
        years=YearRows(),
        catalogue=catalogue,
        offices=IdentityOffices(identity),
        flow=flow_desk().engine,
        incidents=IncidentTable(),
        log=log,
        messages=messages,
        files=files,
        documents=Documents(ChildTypesetter()),
        numbers=Numbers(CounterTable()),
        ledger=SqlLedger(),
        projects=SqlProjectStore(),
        drafts=SqlDraftStore(),
        extensions=SqlExtensions(),
        hearings=SqlHearings(),
        promises=SqlPromiseStore(),
        store=SqlCaseStore(),
        consultations=SqlConsultations(),
        acceptance=AcceptanceTables(),
        dated=SqlDatedCases(),
        readings=SqlCaseReadings(),
        filters=SavedFilterTable(),
        judging=SqlJudgingStore(),
        days=SqlDayReadings(),
        paper_readings=SqlPaperReadings(),
        public_url=house.public_url,
    )

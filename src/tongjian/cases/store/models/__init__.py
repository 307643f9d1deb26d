"""Tables of the room, one module a subject."""

from tongjian.cases.store.models.acceptance import NewPointRow, PaperVerdictRow
from tongjian.cases.store.models.case import (
    CaseAccessRow,
    CaseRecordRow,
    CaseRow,
    CorrectionRow,
    DocumentRow,
    OpinionRow,
    PauseRow,
    WorkRow,
)
from tongjian.cases.store.models.consultation import (
    ConsultationLetterRow,
    ConsultationRow,
    ConsultationStepRow,
    ReplyRow,
)
from tongjian.cases.store.models.extension import ExtensionRow
from tongjian.cases.store.models.hearing import HearingStepRow, PartyRow
from tongjian.cases.store.models.inbox import SavedFilterRow
from tongjian.cases.store.models.intake import (
    ApplicationRow,
    DraftRow,
    LedgerRow,
    MaterialCaseRow,
    MaterialRow,
)
from tongjian.cases.store.models.judging import OpinionDraftRow, PhraseRow, ReviewMarkRow
from tongjian.cases.store.models.paper_reading import PaperReadingRow
from tongjian.cases.store.models.project import BuildingRow, ProjectAccessRow, ProjectRow, UnitProjectRow
from tongjian.cases.store.models.promise import CreditNoteRow, DeferralRow, PledgeCheckRow, PledgeRow
from tongjian.cases.store.models.result import (
    DeliveryRow,
    ResultFileRow,
    ResultRow,
    RevocationRow,
)

__all__ = [
    "ApplicationRow",
    "BuildingRow",
    "CaseAccessRow",
    "CaseRecordRow",
    "CaseRow",
    "ConsultationLetterRow",
    "ConsultationRow",
    "ConsultationStepRow",
    "CorrectionRow",
    "CreditNoteRow",
    "DeferralRow",
    "DeliveryRow",
    "DocumentRow",
    "DraftRow",
    "ExtensionRow",
    "HearingStepRow",
    "LedgerRow",
    "MaterialCaseRow",
    "MaterialRow",
    "NewPointRow",
    "OpinionDraftRow",
    "OpinionRow",
    "PaperReadingRow",
    "PaperVerdictRow",
    "PartyRow",
    "PauseRow",
    "PhraseRow",
    "PledgeCheckRow",
    "PledgeRow",
    "ProjectAccessRow",
    "ProjectRow",
    "ReplyRow",
    "ResultFileRow",
    "ResultRow",
    "ReviewMarkRow",
    "RevocationRow",
    "SavedFilterRow",
    "UnitProjectRow",
    "WorkRow",
]

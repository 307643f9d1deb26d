"""Evidence: the append-only log, files, issued documents and their numbers."""

from tongjian.evidence.actions.files import Files
from tongjian.evidence.actions.issuing import Documents
from tongjian.evidence.actions.log import EvidenceLog
from tongjian.evidence.actions.numbering import Numbers, verification_code
from tongjian.evidence.domain.canonical import (
    Plain,
    check_row,
    leaf_hash,
    node_hash,
    recompute_leaf,
    session_reference,
    state_hash,
)
from tongjian.evidence.domain.documents import (
    DecisionDocument,
    Document,
    LicenceDocument,
    Line,
    NoticeDocument,
    OpinionDocument,
    ReceiptDocument,
)
from tongjian.evidence.domain.entries import (
    Actor,
    Deed,
    Disclosed,
    Disclosure,
    LogEntry,
    ObjectRef,
    RowVerdict,
)
from tongjian.evidence.domain.files import FileKind, FileLimits, StoredFile, Upload
from tongjian.evidence.domain.history import Breach, Finding, check_history, fold
from tongjian.evidence.domain.licence_code import InvalidLicenceIdentifier, LicenceIdentifier
from tongjian.evidence.domain.naming import readable_size
from tongjian.evidence.domain.numbers import (
    PlanningBusiness,
    PlanningNumber,
    construction_permit_number,
    construction_permit_scope,
    document_number,
    document_scope,
    parse_planning_permit_number,
    planning_permit_number,
    planning_permit_scope,
)
from tongjian.evidence.domain.verification import grouped, read_code
from tongjian.evidence.errors import (
    EntryAbsent,
    FileAbsent,
    FileRefused,
    GlyphMissing,
    InspectionUnavailable,
    NumberExhausted,
    NumberMalformed,
    OffsetDiffers,
    TypesettingFailed,
    UploadAbsent,
    UploadBusy,
    UploadIncomplete,
)
from tongjian.evidence.ports import Readable

__all__ = [
    "Actor",
    "Breach",
    "DecisionDocument",
    "Deed",
    "Disclosed",
    "Disclosure",
    "Document",
    "Documents",
    "EntryAbsent",
    "EvidenceLog",
    "FileAbsent",
    "FileKind",
    "FileLimits",
    "FileRefused",
    "Files",
    "Finding",
    "GlyphMissing",
    "InspectionUnavailable",
    "InvalidLicenceIdentifier",
    "LicenceDocument",
    "LicenceIdentifier",
    "Line",
    "LogEntry",
    "NoticeDocument",
    "NumberExhausted",
    "NumberMalformed",
    "Numbers",
    "ObjectRef",
    "OffsetDiffers",
    "OpinionDocument",
    "Plain",
    "PlanningBusiness",
    "PlanningNumber",
    "Readable",
    "ReceiptDocument",
    "RowVerdict",
    "StoredFile",
    "TypesettingFailed",
    "Upload",
    "UploadAbsent",
    "UploadBusy",
    "UploadIncomplete",
    "check_history",
    "check_row",
    "construction_permit_number",
    "construction_permit_scope",
    "document_number",
    "document_scope",
    "fold",
    "grouped",
    "leaf_hash",
    "node_hash",
    "parse_planning_permit_number",
    "planning_permit_number",
    "planning_permit_scope",
    "read_code",
    "readable_size",
    "recompute_leaf",
    "session_reference",
    "state_hash",
    "verification_code",
]

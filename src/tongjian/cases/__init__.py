"""Cases: projects, applications, acceptance, review, decision, result. The heart of the house.

Acts and readings are functions whose first argument is the ``Desk`` that the composition root made.
"""

from tongjian.cases import consultations
from tongjian.cases.actions.accepting import accept, register, reject, turn_away
from tongjian.cases.actions.batching import BatchLine, act_on_many, may_batch
from tongjian.cases.actions.checking import PaperJudgement, judge_material
from tongjian.cases.actions.correcting import allow_new_point, correct, supplement
from tongjian.cases.actions.crediting import lift_credit_note
from tongjian.cases.actions.deciding import conclude, grant, refuse
from tongjian.cases.actions.deeds import CASE, PROJECT, project_snapshot, snapshot
from tongjian.cases.actions.deferring import (
    confirm_deferred,
    excused_keys,
    extend_deferral,
    promise_deferral,
    remind_owing,
    supply_deferred,
)
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.drafting import begin_draft, save_draft
from tongjian.cases.actions.explaining import explain_clocks
from tongjian.cases.actions.extending import grant_extension, refuse_extension, request_extension
from tongjian.cases.actions.finding import find_at_counter
from tongjian.cases.actions.finishing import deliver, issue, revoke
from tongjian.cases.actions.following import follow_process, hold_case
from tongjian.cases.actions.hearing import (
    PartyEntry,
    notify_parties,
    record_statement,
    request_hearing,
    waive_hearing,
)
from tongjian.cases.actions.hearing_holding import hold_hearing, order_hearing, schedule_hearing
from tongjian.cases.actions.inbox import count_new_work, list_inbox, tally_inbox
from tongjian.cases.actions.incidents import count_incidents, get_incident, list_incidents
from tongjian.cases.actions.judging import (
    add_phrase,
    end_judging,
    get_judging,
    list_phrases,
    remove_phrase,
    save_judging,
)
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.listing import (
    find_draft_by_number,
    get_application,
    get_draft,
    list_drafts,
    list_licences,
    verify,
)
from tongjian.cases.actions.measuring import StageMeasures, get_measures
from tongjian.cases.actions.mending import retry_incident, terminate_instance
from tongjian.cases.actions.my_day import get_my_day
from tongjian.cases.actions.outside import outside_accept, outside_conclude, outside_report
from tongjian.cases.actions.panorama import find_project_by_code, get_panorama, list_projects
from tongjian.cases.actions.paper_setting import DOCUMENT, OpenedPaper, open_paper, paper_pdf
from tongjian.cases.actions.pausing import enabled_kinds, pause, resume
from tongjian.cases.actions.performing import Ticket
from tongjian.cases.actions.pledge_deciding import check_pledge, decide_on_pledge, decline_pledge
from tongjian.cases.actions.pledging import PledgeOffer, list_pledge_offers, sign_pledge, why_blocked
from tongjian.cases.actions.previewing import preview
from tongjian.cases.actions.reading import (
    get_case,
    list_my_cases,
)
from tongjian.cases.actions.registering import declare_facts, register_project
from tongjian.cases.actions.reviewing import begin_review, co_sign, review
from tongjian.cases.actions.saved_filters import drop_filter, list_filters, save_filter
from tongjian.cases.actions.serving import (
    contract,
    finish,
    offer,
    open_by_holder,
    order_rectification,
    pass_inspection,
    rectify,
)
from tongjian.cases.actions.splitting import add_buildings, add_unit_project
from tongjian.cases.actions.submitting import check_draft, paper_problems, submit
from tongjian.cases.actions.supervising import get_overview
from tongjian.cases.actions.uploading import (
    append_part,
    begin_upload,
    discard_upload,
    finish_upload,
    get_file,
    get_upload,
    open_file,
    store_file,
)
from tongjian.cases.actions.watching import (
    Watched,
    list_applications,
    list_watched,
    search_cases,
)
from tongjian.cases.actions.withdrawing import withdraw
from tongjian.cases.actions.working_days import import_notice, list_notices, missing_year, preview_notice
from tongjian.cases.domain.acceptance_readings import AcceptanceSheet
from tongjian.cases.domain.case import (
    Case,
    CasePause,
    Channel,
    CorrectionPoint,
    Document,
    Opinion,
    PaperReading,
    Verdict,
)
from tongjian.cases.domain.clocks import CaseClocks
from tongjian.cases.domain.codes import ProjectCode, RegionCode
from tongjian.cases.domain.contradictions import Contradiction, contradictions_of
from tongjian.cases.domain.deferral import Deferral, DeferralStatus
from tongjian.cases.domain.explaining import ExplainedClock, explained_clocks
from tongjian.cases.domain.extension import ExtensionSheet
from tongjian.cases.domain.hearing import Hearing, PartySheet
from tongjian.cases.domain.incidents import GivenVariable, IncidentRow, IncidentSheet, ShownVariable
from tongjian.cases.domain.judging import (
    EarlierDecision,
    JudgedPoint,
    JudgingSheet,
    OpinionDraft,
    PaperHistory,
    Phrase,
    Place,
    PointNote,
    PointVerdict,
    ReviewMark,
    read_box,
)
from tongjian.cases.domain.kinds import state_label
from tongjian.cases.domain.material import Material, MaterialOrigin, Reusable
from tongjian.cases.domain.my_day import CameBackRow, MyDay, WaitingRow
from tongjian.cases.domain.paper_verdicts import CheckedPaper, Finding, PaperStanding
from tongjian.cases.domain.pauses import PauseKind
from tongjian.cases.domain.pledge import (
    CheckVerdict,
    CreditKind,
    CreditNote,
    Pledge,
    PledgeBlock,
    PledgeCheck,
    PledgeText,
)
from tongjian.cases.domain.procedures import PauseSheet
from tongjian.cases.domain.project import Building, Project, ProjectForm, UnitProject
from tongjian.cases.domain.promised import deferral_answer, pledge_answer
from tongjian.cases.domain.promises import DeferrablePaper, Promises
from tongjian.cases.domain.readings import (
    ApplicationLine,
    ApplicationSheet,
    CaseRow,
    CaseSheet,
    Draft,
    DraftSheet,
    InboxFilter,
    InboxRow,
    InboxTally,
    Lane,
    MaterialSlot,
    OpenStep,
    Overview,
    OverviewRow,
    Panorama,
    PanoramaItem,
    Receipt,
    SavedFilter,
)
from tongjian.cases.domain.redating import NoticeForm, NoticePreview
from tongjian.cases.domain.result import Result, ResultStatus, Verification
from tongjian.cases.domain.states import CaseState
from tongjian.cases.domain.waiting import Holdup, Wait
from tongjian.cases.errors import (
    ActNotAllowed,
    AlreadySubmitted,
    CaseAlreadyRunning,
    CaseStillOpen,
    EmergencyProject,
    ItemNotApplicable,
    KeyUsedForAnother,
    NotFound,
    NotYourTask,
    PauseKindNotEnabled,
    PrerequisiteMissing,
    ProjectAlreadyRegistered,
    ReasonNeeded,
    ResultNumberTaken,
    SamePersonReviewedAndDecides,
    SecondCorrection,
    SecretProject,
    StaleCase,
    StaleDraft,
)
from tongjian.cases.extension_errors import (
    AlreadyExtended,
    ExtensionPending,
    ExtensionTooLate,
    NothingToExtend,
    SamePersonAsksAndRules,
)
from tongjian.cases.hearing_errors import (
    ChairReviewed,
    HearingNoticeTooShort,
    HearingTooLate,
    NoHearingOpen,
    PartiesNotHeard,
    PartyTooLate,
    PartyUnknown,
)
from tongjian.cases.inbox_errors import NotInBatch
from tongjian.cases.judging_errors import StaleOpinion
from tongjian.cases.promise_errors import (
    DeferralExpired,
    DeferralExtendedBefore,
    NothingOwing,
    PaperNotDeferrable,
    PapersOwing,
    PledgeBlocked,
    PledgeNotOffered,
)

__all__ = [
    "CASE",
    "DOCUMENT",
    "PROJECT",
    "AcceptanceSheet",
    "ActNotAllowed",
    "AlreadyExtended",
    "AlreadySubmitted",
    "ApplicationLine",
    "ApplicationSheet",
    "BatchLine",
    "Building",
    "CameBackRow",
    "Case",
    "CaseAlreadyRunning",
    "CaseClocks",
    "CasePause",
    "CaseRow",
    "CaseSheet",
    "CaseState",
    "CaseStillOpen",
    "ChairReviewed",
    "Channel",
    "CheckVerdict",
    "CheckedPaper",
    "Contradiction",
    "CorrectionPoint",
    "CreditKind",
    "CreditNote",
    "DeferrablePaper",
    "Deferral",
    "DeferralExpired",
    "DeferralExtendedBefore",
    "DeferralStatus",
    "Desk",
    "Document",
    "Draft",
    "DraftSheet",
    "EarlierDecision",
    "EmergencyProject",
    "ExplainedClock",
    "ExtensionPending",
    "ExtensionSheet",
    "ExtensionTooLate",
    "Finding",
    "GivenVariable",
    "Hearing",
    "HearingNoticeTooShort",
    "HearingTooLate",
    "Holdup",
    "InboxFilter",
    "InboxRow",
    "InboxTally",
    "IncidentRow",
    "IncidentSheet",
    "ItemNotApplicable",
    "JudgedPoint",
    "JudgingSheet",
    "KeyUsedForAnother",
    "Lane",
    "Material",
    "MaterialOrigin",
    "MaterialSlot",
    "MyDay",
    "NoHearingOpen",
    "NotFound",
    "NotInBatch",
    "NotYourTask",
    "NothingOwing",
    "NothingToExtend",
    "NoticeForm",
    "NoticePreview",
    "OpenStep",
    "OpenedPaper",
    "Opinion",
    "OpinionDraft",
    "Overview",
    "OverviewRow",
    "Panorama",
    "PanoramaItem",
    "PaperHistory",
    "PaperJudgement",
    "PaperNotDeferrable",
    "PaperReading",
    "PaperStanding",
    "PapersOwing",
    "PartiesNotHeard",
    "PartyEntry",
    "PartySheet",
    "PartyTooLate",
    "PartyUnknown",
    "PauseKind",
    "PauseKindNotEnabled",
    "PauseSheet",
    "Phrase",
    "Place",
    "Pledge",
    "PledgeBlock",
    "PledgeBlocked",
    "PledgeCheck",
    "PledgeNotOffered",
    "PledgeOffer",
    "PledgeText",
    "PointNote",
    "PointVerdict",
    "PrerequisiteMissing",
    "Project",
    "ProjectAlreadyRegistered",
    "ProjectCode",
    "ProjectForm",
    "Promises",
    "ReasonNeeded",
    "Receipt",
    "RegionCode",
    "Result",
    "ResultNumberTaken",
    "ResultStatus",
    "Reusable",
    "ReviewMark",
    "SamePersonAsksAndRules",
    "SamePersonReviewedAndDecides",
    "SavedFilter",
    "SecondCorrection",
    "SecretProject",
    "ShownVariable",
    "StageMeasures",
    "StaleCase",
    "StaleDraft",
    "StaleOpinion",
    "Ticket",
    "UnitProject",
    "Verdict",
    "Verification",
    "Wait",
    "WaitingRow",
    "Watched",
    "accept",
    "acceptance",
    "act_label",
    "act_on_many",
    "add_buildings",
    "add_phrase",
    "add_unit_project",
    "allow_new_point",
    "append_part",
    "begin_draft",
    "begin_review",
    "begin_upload",
    "check_draft",
    "check_pledge",
    "co_sign",
    "conclude",
    "confirm_deferred",
    "consultations",
    "contract",
    "contradictions_of",
    "correct",
    "count_incidents",
    "count_new_work",
    "decide_on_pledge",
    "declare_facts",
    "decline_pledge",
    "deferral_answer",
    "deliver",
    "discard_upload",
    "drop_filter",
    "enabled_kinds",
    "end_judging",
    "excused_keys",
    "explain_clocks",
    "explained_clocks",
    "extend_deferral",
    "find_at_counter",
    "find_draft_by_number",
    "find_project_by_code",
    "finish",
    "finish_upload",
    "follow_process",
    "get_application",
    "get_case",
    "get_draft",
    "get_file",
    "get_incident",
    "get_judging",
    "get_measures",
    "get_my_day",
    "get_overview",
    "get_panorama",
    "get_upload",
    "grant",
    "grant_extension",
    "hold_case",
    "hold_hearing",
    "import_notice",
    "issue",
    "judge_material",
    "lift_credit_note",
    "list_applications",
    "list_drafts",
    "list_filters",
    "list_inbox",
    "list_incidents",
    "list_licences",
    "list_my_cases",
    "list_notices",
    "list_phrases",
    "list_pledge_offers",
    "list_projects",
    "list_watched",
    "may_batch",
    "missing_year",
    "notify_parties",
    "offer",
    "open_by_holder",
    "open_file",
    "open_paper",
    "order_hearing",
    "order_rectification",
    "outside_accept",
    "outside_conclude",
    "outside_report",
    "paper_pdf",
    "paper_problems",
    "pass_inspection",
    "pause",
    "pledge_answer",
    "preview",
    "preview_notice",
    "project_snapshot",
    "promise_deferral",
    "read_box",
    "record_statement",
    "rectify",
    "refuse",
    "refuse_extension",
    "register",
    "register_project",
    "reject",
    "remind_owing",
    "remove_phrase",
    "request_extension",
    "request_hearing",
    "resume",
    "retry_incident",
    "review",
    "revoke",
    "save_draft",
    "save_filter",
    "save_judging",
    "schedule_hearing",
    "search_cases",
    "sign_pledge",
    "snapshot",
    "state_label",
    "store_file",
    "submit",
    "supplement",
    "supply_deferred",
    "tally_inbox",
    "terminate_instance",
    "turn_away",
    "verify",
    "waive_hearing",
    "why_blocked",
    "withdraw",
]

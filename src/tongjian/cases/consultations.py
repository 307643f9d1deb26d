"""Consultations and comprehensive replies: what the room of cases offers of them, under one name."""

from tongjian.cases.actions.answering import (
    answer_consultation,
    count_consultations,
    get_consultation,
    list_consultations,
)
from tongjian.cases.actions.consultation_rules import (
    ConsultationRules,
    ConsultationRulesUnsound,
    read_consultation_rules,
    shipped_consultation_rules,
)
from tongjian.cases.actions.consulted import list_consultation_choices
from tongjian.cases.actions.consulting import (
    consult,
    not_follow,
    remind,
    return_for_reasons,
    withdraw_consultation,
)
from tongjian.cases.actions.replying import APPLICATION, list_replies, may_reply, reply_comprehensively
from tongjian.cases.actions.silence import CONSULTATION, sweep_consultations
from tongjian.cases.consultation_errors import (
    AgreementMissing,
    AlreadyReturned,
    CasesStillOpen,
    ConsultationOpen,
    ConsultationSettled,
    OpinionNotAnswered,
    SilenceNotLawful,
)
from tongjian.cases.domain.consultation import (
    AnswerKind,
    Consultation,
    ConsultationStatus,
    ConsultationType,
    Silence,
    StepKind,
)
from tongjian.cases.domain.consultation_readings import (
    ConsultationChoice,
    ConsultationChoices,
    ConsultationEntry,
    ConsultationLine,
    ConsultationSheet,
)
from tongjian.cases.domain.consultation_words import answer_label, step_label
from tongjian.cases.domain.reply import Reply

__all__ = [
    "APPLICATION",
    "CONSULTATION",
    "AgreementMissing",
    "AlreadyReturned",
    "AnswerKind",
    "CasesStillOpen",
    "Consultation",
    "ConsultationChoice",
    "ConsultationChoices",
    "ConsultationEntry",
    "ConsultationLine",
    "ConsultationOpen",
    "ConsultationRules",
    "ConsultationRulesUnsound",
    "ConsultationSettled",
    "ConsultationSheet",
    "ConsultationStatus",
    "ConsultationType",
    "OpinionNotAnswered",
    "Reply",
    "Silence",
    "SilenceNotLawful",
    "StepKind",
    "answer_consultation",
    "answer_label",
    "consult",
    "count_consultations",
    "get_consultation",
    "list_consultation_choices",
    "list_consultations",
    "list_replies",
    "may_reply",
    "not_follow",
    "read_consultation_rules",
    "remind",
    "reply_comprehensively",
    "return_for_reasons",
    "shipped_consultation_rules",
    "step_label",
    "sweep_consultations",
    "withdraw_consultation",
]

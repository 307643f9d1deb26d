"""What people are told about consultations."""

from types import MappingProxyType

from tongjian.cases.domain.consultation import AnswerKind, Consultation, ConsultationStatus, StepKind

_STATUS = MappingProxyType(
    {
        ConsultationStatus.OPEN: "等待答复",
        ConsultationStatus.RETURNED: "已退回补充理由",
        ConsultationStatus.FORWARDED: "转报上级，等待答复",
        ConsultationStatus.ANSWERED: "已答复",
        ConsultationStatus.DEEMED_CONSENT: "视为同意",
        ConsultationStatus.WITHDRAWN: "已撤回",
    }
)
_ANSWER = MappingProxyType(
    {
        AnswerKind.AGREE: "同意",
        AnswerKind.CONDITIONAL: "有条件同意",
        AnswerKind.DISAGREE: "不同意",
        AnswerKind.FORWARDED: "需转报上级",
    }
)
_STEP = MappingProxyType(
    {
        StepKind.ASKED: "发出征求意见",
        StepKind.ANSWERED: "答复",
        StepKind.FORWARDED: "转报上级",
        StepKind.RETURNED: "退回补充理由",
        StepKind.REMINDED: "催办",
        StepKind.DEEMED_CONSENT: "视为同意",
        StepKind.ANSWERED_LATE: "逾期答复（仅作记录）",
        StepKind.WITHDRAWN: "撤回",
        StepKind.NOT_FOLLOWED: "说明未采纳的理由",
    }
)


def status_label(consultation: Consultation) -> str:
    """Return in words where a consultation stands, with the answer or the responsibility for silence."""
    if consultation.silent:
        return "逾期未答复，视为同意"
    if consultation.status is ConsultationStatus.ANSWERED and consultation.answer is not None:
        return _ANSWER[consultation.answer]
    return _STATUS[consultation.status]


def answer_label(answer: AnswerKind) -> str:
    """Return an answer in words."""
    return _ANSWER[answer]


def step_label(kind: StepKind) -> str:
    """Return in words what happened."""
    return _STEP[kind]

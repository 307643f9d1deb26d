"""What the kind of act makes of a case: words for its states, the documents it may issue, the remedy."""

from dataclasses import dataclass
from types import MappingProxyType

from tongjian.cases.domain.case import Case
from tongjian.cases.domain.states import CaseState

PERMIT = "permit"
CONFIRMATION = "confirmation"
FILING = "filing"
INTERNAL = "internal"
SERVICE = "service"
INSPECTION = "inspection"

REMEDY = (
    "如对本决定不服，可以自收到本决定书之日起六十日内向%(review_organ)s申请行政复议，"
    "或者自收到本决定书之日起六个月内依法向有管辖权的人民法院提起行政诉讼。"
)
"""Source: 行政复议法 Art. 20; 行政诉讼法 Art. 46; 行政许可法 Art. 38."""


@dataclass(frozen=True, slots=True)
class KindWords:
    """The wording one kind of act uses.

    Attributes:
        states: words for states that differ from the standard's.
        grants: word for the result document's verb; a filing never says 准予.
        remedy: whether its adverse acts carry the remedy clause.
    """

    states: MappingProxyType[CaseState, str]
    grants: str
    remedy: bool


def _words(grants: str, states: dict[CaseState, str], *, remedy: bool) -> KindWords:
    return KindWords(states=MappingProxyType(states), grants=grants, remedy=remedy)


_S = CaseState
_PLAIN = {
    _S.RECEIVED: "待受理",
    _S.RETRACTED: "已撤件",
    _S.ACCEPTED: "已受理",
    _S.TURNED_AWAY: "不受理",
    _S.REJECTED: "不予受理",
    _S.CORRECTION_OPEN: "待补正",
    _S.CORRECTION_DONE: "已补正，待受理",
    _S.UNDER_REVIEW: "审查中",
    _S.PAUSED: "特别程序中",
    _S.RESUMED: "审查中",
    _S.WITHDRAWN: "已撤回",
    _S.REVOKED: "已撤销",
    _S.GRANTED: "准予许可",
    _S.GRANTED_DEFERRED: "准予许可（容缺）",
    _S.REFUSED: "不予许可",
}
_KINDS = {
    PERMIT: _words("准予许可", _PLAIN, remedy=True),
    CONFIRMATION: _words(
        "予以确认",
        {
            **_PLAIN,
            _S.GRANTED: "已确认",
            _S.GRANTED_DEFERRED: "已确认（容缺）",
            _S.REFUSED: "不予确认",
        },
        remedy=True,
    ),
    FILING: _words(
        "已备案",
        {**_PLAIN, _S.RECEIVED: "待核对", _S.CORRECTION_DONE: "已补正，待核对", _S.GRANTED: "已备案"},
        remedy=False,
    ),
    INTERNAL: _words(
        "意见已出具",
        {**_PLAIN, _S.ACCEPTED: "协同办理中", _S.UNDER_REVIEW: "协同办理中", _S.GRANTED: "已出具意见"},
        remedy=False,
    ),
    SERVICE: _words(
        "服务完成",
        {
            **_PLAIN,
            _S.RECEIVED: "待响应",
            _S.ACCEPTED: "已提供方案",
            _S.UNDER_REVIEW: "已签约，实施中",
            _S.GRANTED: "服务完成",
            _S.REFUSED: "未达成服务",
        },
        remedy=False,
    ),
    INSPECTION: _words(
        "检查通过",
        {
            **_PLAIN,
            _S.ACCEPTED: "待检查",
            _S.UNDER_REVIEW: "检查中",
            _S.PAUSED: "整改中",
            _S.RESUMED: "待复查",
            _S.GRANTED: "检查通过",
        },
        remedy=False,
    ),
}


def words_of(kind: str) -> KindWords:
    """Return the wording of a kind of act; the plain wording of a permit for an unknown one."""
    return _KINDS.get(kind, _KINDS[PERMIT])


def state_label(kind: str, state: CaseState) -> str:
    """Return what people are told about a state, in the words of the kind of act."""
    return words_of(kind).states.get(state, state.standard_name)


def begun_by_application(case: Case) -> bool:
    """Return whether the applicant began the case, and so may take it back.

    Internal cooperation, inspections and what another system decides are begun by their holders.
    """
    return case.frozen.kind not in {INTERNAL, INSPECTION} and not case.frozen.source_system


def remedy_of(kind: str, *, review_organ: str) -> str:
    """Return the remedy clause for an adverse act, or nothing where the kind has none.

    Source: 行政许可法 Art. 38.
    """
    return REMEDY % {"review_organ": review_organ} if words_of(kind).remedy else ""

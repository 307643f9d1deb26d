"""The fifteen states of handling of the national exchange standard, and which may follow which.

Source: 工程建设项目审批管理系统数据共享交换标准 3.0, code list BLZT; order of states: domain rules 3.4.
"""

from enum import IntEnum


class CaseState(IntEnum):
    """办理状态 (BLZT). The newest process record of a case is its state."""

    RECEIVED = 1
    RETRACTED = 2
    ACCEPTED = 3
    TURNED_AWAY = 4
    REJECTED = 5
    CORRECTION_OPEN = 6
    CORRECTION_DONE = 7
    UNDER_REVIEW = 8
    PAUSED = 9
    RESUMED = 10
    GRANTED = 11
    GRANTED_DEFERRED = 12
    REFUSED = 13
    WITHDRAWN = 14
    REVOKED = 15

    @property
    def standard_name(self) -> str:
        """The name of the state in the standard."""
        return _STANDARD_NAMES[self]

    @property
    def terminal(self) -> bool:
        """Whether nothing but a revocation can follow."""
        return self in TERMINAL


_STANDARD_NAMES = {
    CaseState.RECEIVED: "接件",
    CaseState.RETRACTED: "撤件",
    CaseState.ACCEPTED: "受理",
    CaseState.TURNED_AWAY: "不受理",
    CaseState.REJECTED: "不予受理",
    CaseState.CORRECTION_OPEN: "补正（开始）",
    CaseState.CORRECTION_DONE: "补正（结束）",
    CaseState.UNDER_REVIEW: "部门开始办理",
    CaseState.PAUSED: "特别程序（开始）",
    CaseState.RESUMED: "特别程序（结束）",
    CaseState.GRANTED: "办结（通过）",
    CaseState.GRANTED_DEFERRED: "办结（容缺通过）",
    CaseState.REFUSED: "办结（不通过）",
    CaseState.WITHDRAWN: "撤回",
    CaseState.REVOKED: "撤销",
}

TERMINAL = frozenset(
    {
        CaseState.RETRACTED,
        CaseState.TURNED_AWAY,
        CaseState.REJECTED,
        CaseState.GRANTED,
        CaseState.GRANTED_DEFERRED,
        CaseState.REFUSED,
        CaseState.WITHDRAWN,
        CaseState.REVOKED,
    }
)
"""States in which a case is closed."""

_S = CaseState
_FOLLOWERS: dict[CaseState, frozenset[CaseState]] = {
    _S.RECEIVED: frozenset({_S.RETRACTED, _S.ACCEPTED, _S.TURNED_AWAY, _S.REJECTED, _S.CORRECTION_OPEN}),
    _S.CORRECTION_OPEN: frozenset({_S.CORRECTION_DONE, _S.RETRACTED}),
    _S.CORRECTION_DONE: frozenset(
        {_S.ACCEPTED, _S.TURNED_AWAY, _S.REJECTED, _S.CORRECTION_OPEN, _S.RETRACTED}
    ),
    _S.ACCEPTED: frozenset({_S.UNDER_REVIEW, _S.WITHDRAWN}),
    _S.UNDER_REVIEW: frozenset({_S.PAUSED, _S.GRANTED, _S.GRANTED_DEFERRED, _S.REFUSED, _S.WITHDRAWN}),
    _S.PAUSED: frozenset({_S.RESUMED}),
    _S.RESUMED: frozenset(
        {_S.UNDER_REVIEW, _S.PAUSED, _S.GRANTED, _S.GRANTED_DEFERRED, _S.REFUSED, _S.WITHDRAWN}
    ),
    _S.GRANTED: frozenset({_S.REVOKED}),
    _S.GRANTED_DEFERRED: frozenset({_S.REVOKED}),
}


def may_follow(state: CaseState, following: CaseState) -> bool:
    """Return whether ``following`` is a lawful next state after ``state``."""
    return following in _FOLLOWERS.get(state, frozenset())


def first_illegal(states: tuple[CaseState, ...], start: CaseState | None) -> int | None:
    """Return the index of the first state that may not follow its predecessor; None when all may.

    ``start`` is the state before the first; None for a new case, which must begin with RECEIVED.
    """
    before = start
    for index, state in enumerate(states):
        allowed = state is CaseState.RECEIVED if before is None else may_follow(before, state)
        if not allowed:
            return index
        before = state
    return None

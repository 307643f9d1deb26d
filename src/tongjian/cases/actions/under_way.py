"""Acts that fit only a case under way: accepted and not yet decided."""

from tongjian.cases.actions.labels import act_label
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.kinds import state_label
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import ActNotAllowed

UNDER_WAY = frozenset({CaseState.ACCEPTED, CaseState.UNDER_REVIEW, CaseState.PAUSED, CaseState.RESUMED})
"""States in which the clocks of the decision run or are stopped."""


def require_under_way(case: Case, act: str) -> None:
    """Refuse an act on a case that is not accepted yet, or decided or closed already.

    Raises:
        ActNotAllowed: with the present state.
    """
    if case.state not in UNDER_WAY:
        raise ActNotAllowed(
            state_label=state_label(case.frozen.kind, case.state), act_label=act_label(act), case=case.id
        )

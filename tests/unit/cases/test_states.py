"""The order of the fifteen states, held against the table of the domain rules."""

import pytest

from tongjian.cases.domain.states import TERMINAL, CaseState, first_illegal, may_follow

LAWFUL = {
    1: {2, 3, 4, 5, 6},
    6: {7, 2},
    7: {3, 4, 5, 6, 2},
    3: {8, 14},
    8: {9, 11, 12, 13, 14},
    9: {10},
    10: {8, 9, 11, 12, 13, 14},
    11: {15},
    12: {15},
}


@pytest.mark.parametrize("state", CaseState)
def test_only_the_listed_states_may_follow(state: CaseState) -> None:
    following = {int(other) for other in CaseState if may_follow(state, other)}
    assert following == LAWFUL.get(int(state), set())


@pytest.mark.parametrize("state", CaseState)
def test_every_state_has_its_name_in_the_standard(state: CaseState) -> None:
    assert state.standard_name


def test_a_new_case_begins_with_receipt() -> None:
    assert first_illegal((CaseState.RECEIVED,), None) is None
    assert first_illegal((CaseState.ACCEPTED,), None) == 0


def test_a_filing_writes_three_states_in_one_act() -> None:
    states = (CaseState.ACCEPTED, CaseState.UNDER_REVIEW, CaseState.GRANTED)
    assert first_illegal(states, CaseState.RECEIVED) is None


def test_the_first_illegal_state_is_pointed_at() -> None:
    states = (CaseState.ACCEPTED, CaseState.GRANTED)
    assert first_illegal(states, CaseState.RECEIVED) == 1


def test_a_pause_must_be_closed_before_any_conclusion() -> None:
    for conclusion in (CaseState.GRANTED, CaseState.REFUSED, CaseState.WITHDRAWN):
        assert not may_follow(CaseState.PAUSED, conclusion)


def test_nothing_but_a_revocation_follows_a_closed_case() -> None:
    for state in TERMINAL:
        assert {other for other in CaseState if may_follow(state, other)} <= {CaseState.REVOKED}

"""The words of the papers: each kind of act its own, remedies only where there is one."""

import pytest

from tests.unit.cases.sample import a_case, a_pause
from tongjian.cases.domain import papers
from tongjian.cases.domain.case import CorrectionPoint
from tongjian.cases.domain.kinds import remedy_of, state_label, words_of
from tongjian.cases.domain.papers_acceptance import correction_notice
from tongjian.cases.domain.states import CaseState

KINDS = ("permit", "confirmation", "filing", "internal", "service", "inspection")


NEVER_WRITTEN = {CaseState.REFUSED, CaseState.GRANTED_DEFERRED}
"""A filing is never refused on substance."""


@pytest.mark.parametrize("state", sorted(set(CaseState) - NEVER_WRITTEN))
def test_a_filing_never_speaks_of_permission(state: CaseState) -> None:
    assert "许可" not in state_label("filing", state)
    assert "准予" not in state_label("filing", state)


def test_a_filing_has_no_decision_in_writing() -> None:
    case = a_case(kind="filing")
    assert papers.decision(case, granted=True, reason="", review_organ="海宁湾市人民政府") is None


@pytest.mark.parametrize("kind", KINDS)
def test_only_permits_and_confirmations_carry_a_remedy(kind: str) -> None:
    remedy = remedy_of(kind, review_organ="海宁湾市人民政府")
    assert bool(remedy) is (kind in {"permit", "confirmation"})
    assert bool(remedy) is words_of(kind).remedy


def test_a_refusal_gives_reasons_organ_and_time_limits() -> None:
    paper = papers.decision(a_case(), granted=False, reason="容积率超标", review_organ="海宁湾市人民政府")
    assert paper is not None
    assert "容积率超标" in "".join(paper.paragraphs)
    assert "海宁湾市人民政府" in paper.remedy
    assert "六十日" in paper.remedy
    assert "六个月" in paper.remedy


def test_a_grant_carries_no_remedy() -> None:
    paper = papers.decision(a_case(), granted=True, reason="", review_organ="")
    assert paper is not None
    assert paper.remedy == ""


def test_an_acceptance_notice_states_days_and_never_a_date() -> None:
    paper = papers.acceptance_notice(a_case())
    assert "5个工作日" in paper.paragraphs[0]
    assert "2026-" not in paper.paragraphs[0]


def test_a_correction_notice_lists_every_point() -> None:
    points = (CorrectionPoint("a", "申请表", "缺盖章"), CorrectionPoint("b", "红线图", "坐标系不符"))
    notice = correction_notice(a_case(), points, leaves={})
    assert notice.rows == (("申请表", "缺盖章"), ("红线图", "坐标系不符"))


def test_a_pause_without_a_basis_in_law_says_that_the_statutory_clock_runs_on() -> None:
    pause = a_pause(a_case().received_on, lawful=False)
    assert "法定时限不停止" in papers.pause_notice(a_case(), pause).basis
    assert "第四十五条" in papers.pause_notice(a_case(), a_pause(a_case().received_on)).basis

"""Rule 1: everything is told once, from a verdict on each paper; later only what stays unmet."""

from uuid import UUID

import pytest

from tests.database import Database
from tests.store.cases_play import FILING, OTHER_FIRM, PERMIT, Play, seen_by
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.cases import CorrectionPoint, Finding, PaperJudgement, PaperStanding, acceptance
from tongjian.identity import Actor
from tongjian.kit import Invalid

pytestmark = pytest.mark.database

WANTING = Finding.TO_CORRECT


@pytest.fixture
def play(clean: Database) -> Play:
    load_city(clean)
    return Play(Walk(clean))


def papers(play: Play, case: UUID, actor: Actor | None = None) -> tuple[cases.CheckedPaper, ...]:
    return play.sheet(case, actor or play.clerk).acceptance.papers


def keys(play: Play, case: UUID) -> list[str]:
    return [one.material.key for one in papers(play, case)]


def standings(play: Play, case: UUID) -> list[str]:
    return [one.standing.value for one in papers(play, case)]


def judge(
    play: Play, case: UUID, *judgements: PaperJudgement, actor: Actor | None = None, rest: bool = False
) -> None:
    cases.judge_material(
        play.desk,
        actor or play.clerk,
        case=case,
        judgements=judgements,
        judge_rest=rest,
        ticket=play.ticket(),
    )


def correct(play: Play, case: UUID, *points: CorrectionPoint, rest: bool = False) -> None:
    cases.correct(play.desk, play.clerk, case=case, points=points, judge_rest=rest, ticket=play.ticket())


def reply(play: Play, case: UUID, *replaced: str) -> None:
    files = {key: play.walk.pdf(play.agent, play.applicant) for key in replaced}
    cases.supplement(play.desk, play.agent, case=case, files=files, remark="见附件", ticket=play.ticket())


def allow(play: Play, case: UUID, key: str, *, actor: Actor | None = None, reason: str = "首次漏看") -> None:
    supervisor = actor or play.walk.officer("supervisor")
    cases.allow_new_point(
        play.desk, supervisor, case=case, key=key, name="附图", reason=reason, ticket=play.ticket()
    )


def told_twice(play: Play) -> tuple[UUID, list[str]]:
    """Bring a case behind its first notice, about two papers, and the reply to it."""
    case = play.apply(PERMIT)
    known = keys(play, case)
    judge(play, case, PaperJudgement(known[0], WANTING, ("legible",), "第三页看不清", 3))
    judge(play, case, PaperJudgement(known[1], WANTING, remark="请盖章"), rest=True)
    correct(play, case)
    reply(play, case, *known[:2])
    return case, known


def test_rule_1_the_notice_is_put_together_from_the_verdicts_and_names_place_and_check_point(
    play: Play,
) -> None:
    case = play.apply(PERMIT)
    known = keys(play, case)
    judge(play, case, PaperJudgement(known[0], WANTING, ("legible",), "第三页看不清", 3, (0, 0, 500, 500)))
    judge(play, case, PaperJudgement(known[1], WANTING, remark="请盖章"), rest=True)
    correct(play, case, CorrectionPoint("form.contact_phone", "联系电话", "号码少一位"))
    told = {one.key: one for one in play.sheet(case).correction}
    assert set(told) == {known[0], known[1], "form.contact_phone"}
    assert told[known[0]].page == 3
    assert "页码齐全" in told[known[0]].remark
    assert "第三页看不清" in told[known[0]].remark
    rows = dict(play.sheet(case).documents[-1].rows)
    assert any(text.startswith("第3页：") for text in rows.values())


def test_a_notice_cannot_go_out_while_a_paper_is_unjudged(play: Play) -> None:
    case = play.apply(PERMIT)
    known = keys(play, case)
    judge(play, case, PaperJudgement(known[0], WANTING, remark="请盖章"))
    with pytest.raises(acceptance.PapersUnjudged) as refused:
        correct(play, case)
    assert refused.value.papers.count("、") == len(known) - 2
    correct(play, case, rest=True)
    assert [one.key for one in play.sheet(case).correction] == [known[0]]


def test_nothing_is_accepted_while_a_required_paper_is_unjudged_or_to_be_corrected(play: Play) -> None:
    case = play.apply(PERMIT)
    first = keys(play, case)[0]

    def accept(*, rest: bool) -> None:
        cases.accept(play.desk, play.clerk, case=case, judge_rest=rest, ticket=play.ticket())

    with pytest.raises(acceptance.PapersUnjudged):
        accept(rest=False)
    judge(play, case, PaperJudgement(first, WANTING, remark="请盖章"))
    with pytest.raises(acceptance.PapersToCorrect) as refused:
        accept(rest=True)
    assert "第三十二条" in refused.value.basis
    judge(play, case, PaperJudgement(first, Finding.ACCEPTED))
    accept(rest=True)
    assert play.sheet(case).case.accepted_on == play.desk.today()


def test_the_organs_reviewer_judges_too_and_nobody_else(play: Play) -> None:
    case = play.apply(PERMIT)
    first = PaperJudgement(keys(play, case)[0], Finding.ACCEPTED)
    judge(play, case, first, actor=play.reviewer(case))
    assert standings(play, case)[0] == "accepted"
    for wrong in (play.agent, play.approver(case), play.walk.officer("supervisor")):
        with pytest.raises(cases.NotYourTask):
            judge(play, case, first, actor=wrong)
    with pytest.raises(cases.NotFound):
        judge(play, case, first, actor=play.walk.agent_of(OTHER_FIRM))


def test_judgements_that_are_none_are_refused_all_at_once(play: Play) -> None:
    case = play.apply(PERMIT)
    one, two, three, four, *_ = keys(play, case)
    wrong = (
        PaperJudgement("no_such_paper", Finding.ACCEPTED),
        PaperJudgement(one, WANTING),
        PaperJudgement(two, WANTING, ("no_such_point",)),
        PaperJudgement(three, WANTING, remark="请盖章", page=10_000),
        PaperJudgement(four, WANTING, remark="请盖章", page=1, box=(900, 0, 200, 10)),
    )
    with pytest.raises(Invalid) as refused:
        judge(play, case, *wrong)
    told = {problem.field for problem in refused.value.problems}
    assert told == {f"judgements.{judgement.key}" for judgement in wrong}
    with pytest.raises(Invalid):
        judge(play, case)


def test_the_reply_makes_papers_to_be_judged_anew_and_locks_what_was_in_order(play: Play) -> None:
    case, known = told_twice(play)
    assert standings(play, case) == ["unjudged"] * 2 + ["locked"] * (len(known) - 2)
    locked = PaperJudgement(known[2], WANTING, remark="缺附图")
    with pytest.raises(acceptance.PaperLocked) as refused:
        judge(play, case, locked)
    assert "不能再要求更换" in refused.value.says
    with pytest.raises(cases.SecondCorrection):
        correct(play, case, CorrectionPoint(known[2], "附图", "缺附图"), rest=True)


def test_a_later_notice_only_repeats_points_of_the_first_that_stay_unmet(play: Play) -> None:
    case, known = told_twice(play)
    for new in (
        PaperJudgement(known[0], WANTING, ("consistent",)),
        PaperJudgement(known[0], WANTING, ("legible", "consistent")),
        PaperJudgement(known[0], WANTING, remark="另缺附图"),
        PaperJudgement(known[1], WANTING, ("legible",)),
    ):
        with pytest.raises(cases.SecondCorrection):
            judge(play, case, new)
    judge(play, case, PaperJudgement(known[0], WANTING, ("legible",), "仍看不清"))
    correct(play, case, rest=True)
    assert [one.key for one in play.sheet(case).correction] == [known[0]]
    reply(play, case, known[0])
    assert standings(play, case)[1] == "locked"
    with pytest.raises(acceptance.PaperLocked):
        judge(play, case, PaperJudgement(known[1], WANTING, remark="请盖章"))


def test_a_forgotten_point_needs_a_supervisor_is_told_as_our_omission_and_counted(play: Play) -> None:
    case, known = told_twice(play)
    new = PaperJudgement(known[2], WANTING, remark="缺附图")
    for wrong in (play.clerk, play.agent, play.reviewer(case)):
        with pytest.raises(cases.NotYourTask):
            allow(play, case, known[2], actor=wrong)
    with pytest.raises(cases.ReasonNeeded):
        allow(play, case, known[2], reason=" ")
    allow(play, case, known[2], reason="首次漏看，关系公共安全")
    judge(play, case, new, rest=True)
    correct(play, case)
    (point,) = play.sheet(case).correction
    assert point.omitted
    notice = play.sheet(case).documents[-1]
    assert any("本机关疏漏" in one and "关系公共安全" in one for one in notice.paragraphs)
    overview = cases.get_overview(play.desk, play.walk.officer("supervisor"))
    assert overview.total.omitted == 1
    reply(play, case, known[2])
    with pytest.raises(acceptance.PaperLocked):
        judge(play, case, PaperJudgement(known[3], WANTING, remark="缺附图"))
    judge(play, case, new)


def test_before_the_first_notice_no_leave_is_needed_and_none_is_given(play: Play) -> None:
    case = play.apply(PERMIT)
    with pytest.raises(acceptance.NoNoticeYet):
        allow(play, case, keys(play, case)[0])


def test_the_applicant_cannot_replace_a_locked_paper_and_nothing_uploaded_is_lost(play: Play) -> None:
    case = play.apply(PERMIT)
    known = keys(play, case)
    judge(play, case, PaperJudgement(known[0], WANTING, remark="请盖章"), rest=True)
    correct(play, case)
    before = {one.material.key: one.material.file for one in papers(play, case)}
    with pytest.raises(Invalid) as refused:
        reply(play, case, known[0], known[1])
    assert [one.field for one in refused.value.problems] == [f"files.{known[1]}"]
    reply(play, case, known[0])
    after = {one.material.key: one.material.file for one in papers(play, case)}
    assert {key for key in known if before[key] != after[key]} == {known[0]}
    handed_in = cases.get_application(
        play.desk, play.agent, application=play.sheet(case).case.application
    ).materials
    assert {one.file for one in handed_in} >= {before[known[0]], after[known[0]]}


def test_verdicts_are_the_organs_own_until_a_notice_comes_of_them(play: Play) -> None:
    case = play.apply(PERMIT)
    judge(play, case, PaperJudgement(keys(play, case)[0], WANTING, remark="像是伪造的"))
    assert all(one.standing is PaperStanding.UNJUDGED for one in papers(play, case, play.agent))
    with seen_by(play.walk.database, play.agent.access()) as applicant:
        assert applicant.execute("SELECT count(*) FROM cases_paper_verdict").fetchone() == (0,)
    with seen_by(play.walk.database, play.clerk.access()) as clerk:
        assert clerk.execute("SELECT count(*) FROM cases_paper_verdict").fetchone() == (1,)


def test_a_filing_is_judged_and_corrected_alike(play: Play) -> None:
    case = play.apply(FILING)
    judge(play, case, PaperJudgement(keys(play, case)[0], WANTING, remark="请盖章"), rest=True)
    correct(play, case)
    assert len(play.sheet(case).correction) == 1


def test_what_is_not_this_organs_duty_and_what_is_refused_are_told_with_article_and_remedy(
    play: Play,
) -> None:
    away = play.apply(PERMIT)
    cases.turn_away(play.desk, play.clerk, case=away, reason="请向省水利厅提出", ticket=play.ticket())
    (paper,) = play.sheet(away).documents
    assert "第三十二条第一款第（一）、（二）项" in paper.basis
    assert "省水利厅" in paper.paragraphs[0]
    refused = play.apply(PERMIT)
    cases.reject(play.desk, play.clerk, case=refused, reason="同一事项已经受理", ticket=play.ticket())
    (paper,) = play.sheet(refused).documents
    assert "行政复议" in paper.remedy
    assert "同一事项已经受理" in paper.paragraphs[0]


def test_the_tick_for_the_rest_is_an_act_on_record_never_a_default(play: Play) -> None:
    case = play.apply(PERMIT)
    cases.accept(play.desk, play.clerk, case=case, judge_rest=True, ticket=play.ticket())
    with seen_by(play.walk.database, play.clerk.access()) as clerk:
        rows = clerk.execute(
            "SELECT DISTINCT finding, person, entry IS NOT NULL FROM cases_paper_verdict"
        ).fetchall()
    assert rows == [("accepted", play.clerk.person, True)]

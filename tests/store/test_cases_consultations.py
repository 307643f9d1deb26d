"""Consultation (征求意见): asked with a limit, answered or silent, and no decision before that."""

from collections.abc import Iterator
from itertools import count
from uuid import UUID

import pytest
from django.db import connection

from tests.database import Database, point_django_at
from tests.store.cases_play import Play
from tests.store.consultation_play import ASKED, OTHER, Asked
from tests.store.walk import Walk, load_city
from tests.unit.catalogue.projects import FACTORY
from tongjian import cases
from tongjian.cases import consultations
from tongjian.cases.consultations import AnswerKind, ConsultationStatus, StepKind
from tongjian.kit import Invalid

pytestmark = pytest.mark.database

_PROJECTS = count(1)


@pytest.fixture(scope="module")
def city(database: Database) -> Iterator[Walk]:
    load_city(database)
    yield Walk(database)
    database.empty()


@pytest.fixture
def asked(city: Walk) -> Asked:
    return Asked.on(Play(city, code=f"2606-370811-04-01-4{next(_PROJECTS):05d}"))


def sweep(asked: Asked) -> int:
    """Run the clock's round in the loader's role, as the worker does."""
    urls = asked.play.walk.database.urls
    connection.close()
    point_django_at(urls.loader)
    try:
        return consultations.sweep_consultations(asked.play.desk)
    finally:
        connection.close()
        point_django_at(urls.app)


def test_a_question_goes_out_with_a_number_a_limit_and_only_what_is_shared(asked: Asked) -> None:
    shared = asked.play.sheet(asked.case).materials[0]
    done = asked.ask(ASKED, OTHER, materials=(shared.id,))
    assert [name for name, _ in done.made] == ["consultation", "consultation"]
    sheet = asked.look(done.made[0][1], asked.officer())
    one = sheet.line.consultation
    assert one.number.endswith("号")
    assert "征" in one.number
    assert str(one.due_on) == "2026-06-08", "five working days after Monday 1 June"
    assert sheet.letter.question == "道路开口是否符合要求？"
    assert [paper.file for paper in sheet.letter.enclosures] == [shared.file]
    assert sheet.asked_here
    with asked.play.desk.begin(asked.officer().access()):
        assert asked.play.desk.files.find_file(shared.file) is not None
        assert asked.play.desk.store.find_case(asked.case) is None, "the case itself is not shared"


def test_the_department_answers_and_the_lead_decides(asked: Asked) -> None:
    one = asked.asked()
    asked.review()
    assert asked.answer(one, AnswerKind.AGREE).says == "意见已答复"
    assert asked.look(one).line.status_label == "同意"
    assert asked.grant().state == 11


def test_no_decision_is_taken_while_a_consultation_is_open(asked: Asked) -> None:
    asked.asked()
    asked.review()
    for decide in (asked.grant, asked.refuse):
        with pytest.raises(consultations.ConsultationOpen) as refused:
            decide()
        assert "2026-06-08" in refused.value.who


def test_rule_13_silence_counts_as_consent_and_the_silent_department_answers_for_it(asked: Asked) -> None:
    one = asked.asked()
    asked.review()
    asked.play.walk.clock.forward(7)  # Monday 8 June: the last day
    with pytest.raises(consultations.ConsultationOpen):
        asked.grant()
    asked.play.walk.clock.forward(1)
    try:
        assert sweep(asked) >= 1
        sheet = asked.look(one)
        consultation = sheet.line.consultation
        assert consultation.status is ConsultationStatus.DEEMED_CONSENT
        assert consultation.silent
        assert sheet.steps[-1].kind is StepKind.DEEMED_CONSENT
        assert sheet.steps[-1].person is None
        assert "责任由该部门承担" in sheet.steps[-1].text
        assert asked.grant().state == 11
        overview = cases.get_overview(asked.play.desk, asked.play.walk.officer("supervisor"))
        silent = {row.name: row.silent for row in overview.by_department}
        assert silent[consultation.department_name] >= 1
        assert sweep(asked) == 0, "recorded once"
    finally:
        asked.play.walk.clock.forward(-8)


def test_a_decision_after_the_limit_waits_for_no_round_of_the_clock(asked: Asked) -> None:
    one = asked.asked()
    asked.review()
    asked.play.walk.clock.forward(8)
    try:
        assert asked.grant().state == 11
        assert asked.look(one).line.consultation.silent
    finally:
        asked.play.walk.clock.forward(-8)


def test_an_answer_after_the_limit_is_kept_and_moves_nothing(asked: Asked) -> None:
    one = asked.asked()
    asked.play.walk.clock.forward(8)
    try:
        told = asked.answer(one, AnswerKind.DISAGREE, "距离路口不足五十米")
        assert "仅作记录" in told.says
        sheet = asked.look(one)
        assert [step.kind for step in sheet.steps] == [
            StepKind.ASKED,
            StepKind.DEEMED_CONSENT,
            StepKind.ANSWERED_LATE,
        ]
        assert sheet.line.consultation.status is ConsultationStatus.DEEMED_CONSENT
        asked.review()
        assert asked.grant().state == 11
    finally:
        asked.play.walk.clock.forward(-8)


def test_rule_13_an_objection_without_reasons_is_sent_back_once_then_counts_as_consent(asked: Asked) -> None:
    one = asked.asked()
    due_on = asked.look(one).line.consultation.due_on
    assert "退回" in asked.answer(one, AnswerKind.DISAGREE, "不同意。").says
    back = asked.look(one).line.consultation
    assert (back.status, back.due_on) == (ConsultationStatus.RETURNED, due_on), "within the same limit"
    assert "视为同意" in asked.answer(one, AnswerKind.DISAGREE).says
    last = asked.look(one).line.consultation
    assert last.status is ConsultationStatus.DEEMED_CONSENT
    assert not last.silent


def test_an_objection_sent_back_stands_once_it_has_reasons(asked: Asked) -> None:
    one = asked.asked()
    asked.answer(one, AnswerKind.DISAGREE)
    asked.answer(one, AnswerKind.DISAGREE, "开口距离交叉口不足五十米")
    assert asked.look(one).line.consultation.objects


def test_the_lead_decides_against_an_opinion_only_after_saying_why(asked: Asked) -> None:
    one = asked.asked()
    asked.answer(one, AnswerKind.DISAGREE, "开口距离交叉口不足五十米")
    asked.review()
    with pytest.raises(consultations.OpinionNotAnswered):
        asked.grant()
    with pytest.raises(cases.ReasonNeeded):
        _not_follow(asked, one, "")
    _not_follow(asked, one, "已改为右进右出，间距五十五米")
    assert asked.grant().state == 11


def _not_follow(asked: Asked, one: UUID, reason: str) -> None:
    consultations.not_follow(
        asked.play.desk,
        asked.lead,
        case=asked.case,
        consultation=one,
        reason=reason,
        ticket=asked.play.ticket(),
    )


def test_a_refusal_needs_no_word_on_opinions_that_object(asked: Asked) -> None:
    one = asked.asked()
    asked.answer(one, AnswerKind.DISAGREE, "开口距离交叉口不足五十米")
    asked.review()
    assert asked.refuse().state == 13


def test_rule_13_silence_replaces_no_agreement_that_the_law_demands(asked: Asked) -> None:
    with pytest.raises(consultations.SilenceNotLawful) as refused:
        asked.ask("heritage")
    assert "文物保护法" in refused.value.law
    one = asked.asked("heritage", kind="agreement")
    asked.review()
    asked.play.walk.clock.forward(60)
    try:
        assert sweep(asked) >= 1, "a reminder"
        assert asked.look(one).steps[-1].kind is StepKind.REMINDED
        with pytest.raises(consultations.ConsultationOpen):
            asked.grant()
        asked.answer(one, AnswerKind.DISAGREE, "涉及文物本体安全", department="heritage")
        with pytest.raises(consultations.AgreementMissing):
            asked.grant()
        with pytest.raises(consultations.ConsultationSettled):
            _not_follow(asked, one, "认为没有影响")
    finally:
        asked.play.walk.clock.forward(-60)


def test_an_agreement_the_law_demands_is_not_got_round_by_taking_the_question_back(asked: Asked) -> None:
    one = asked.asked("heritage", kind="agreement")
    asked.review()
    consultations.withdraw_consultation(
        asked.play.desk,
        asked.lead,
        case=asked.case,
        consultation=one,
        reason="不再需要",
        ticket=asked.play.ticket(),
    )
    with pytest.raises(consultations.AgreementMissing):
        asked.grant()
    again = asked.asked("heritage", kind="agreement")
    asked.answer(again, AnswerKind.AGREE, department="heritage")
    assert asked.grant().state == 11


def test_rule_13_silence_replaces_no_permit_of_the_departments_own(city: Walk) -> None:
    facts = FACTORY | {"in_scenic_area": True, "asks.S1-10": True}
    play = Play(city, code=f"2606-370811-04-01-4{next(_PROJECTS):05d}", facts=facts)
    asked = Asked.on(play, "S1-10")
    with pytest.raises(consultations.SilenceNotLawful) as refused:
        asked.ask("forestry")
    assert "风景名胜区" in refused.value.law
    assert asked.ask("forestry", kind="agreement").made


def test_asking_a_superior_takes_a_further_limit_once(asked: Asked) -> None:
    one = asked.asked()
    with pytest.raises(cases.ReasonNeeded):
        asked.answer(one, AnswerKind.FORWARDED)
    asked.answer(one, AnswerKind.FORWARDED, "报省厅，涉及省管河道")
    forwarded = asked.look(one).line.consultation
    assert forwarded.status is ConsultationStatus.FORWARDED
    assert str(forwarded.due_on) == "2026-06-15"
    with pytest.raises(consultations.ConsultationSettled):
        asked.answer(one, AnswerKind.FORWARDED, "再报")
    asked.answer(one, AnswerKind.CONDITIONAL, "汛期停止施工")
    assert asked.look(one).line.status_label == "有条件同意"


def test_a_department_is_not_asked_twice_at_once_nor_itself(asked: Asked) -> None:
    asked.asked()
    for departments in ((ASKED,), ("water",), ("nobody",), ()):
        with pytest.raises(Invalid) as refused:
            consultations.consult(
                asked.play.desk,
                asked.lead,
                case=asked.case,
                departments=departments,
                kind="joint",
                question="？",
                ticket=asked.play.ticket(),
            )
        assert refused.value.problems[0].field == "departments"


def test_an_answer_once_given_stands(asked: Asked) -> None:
    one = asked.asked()
    asked.answer(one, AnswerKind.AGREE)
    with pytest.raises(consultations.ConsultationSettled):
        asked.answer(one, AnswerKind.DISAGREE, "改变主意")


def test_the_lead_sends_an_objection_back_once_and_within_the_limit(asked: Asked) -> None:
    one = asked.asked()
    asked.answer(one, AnswerKind.DISAGREE, "我们觉得不合适")

    def send_back() -> None:
        consultations.return_for_reasons(
            asked.play.desk,
            asked.lead,
            case=asked.case,
            consultation=one,
            reason="请写明依据",
            ticket=asked.play.ticket(),
        )

    send_back()
    asked.answer(one, AnswerKind.DISAGREE, "违反《城市道路管理条例》第三十一条")
    with pytest.raises(consultations.AlreadyReturned):
        send_back()


def test_a_consultation_ends_with_its_case(asked: Asked) -> None:
    one = asked.asked()
    cases.withdraw(asked.play.desk, asked.play.agent, case=asked.case, ticket=asked.play.ticket())
    asked.play.walk.clock.forward(8)
    try:
        sweep(asked)
        assert asked.look(one, asked.officer()).line.consultation.status is ConsultationStatus.WITHDRAWN
    finally:
        asked.play.walk.clock.forward(-8)

"""One sentence who holds a project up: waiting for whom, since when, by which right, what one can do."""

from datetime import UTC, date, datetime
from uuid import uuid4

from tests.unit.cases.sample import a_case, a_pause
from tests.unit.cases.test_clocks import CALENDAR, clocks
from tongjian.calendar import TimeLimit, TimeUnit
from tongjian.cases import Holdup
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.consultation import Consultation, ConsultationStatus, Silence, Unreasoned
from tongjian.cases.domain.holdups import Waiting, holdup_of
from tongjian.cases.domain.states import CaseState

TODAY = date(2026, 6, 3)


def waiting(
    case: Case,
    *,
    who: tuple[str, ...] = ("水务局（审查）",),
    applicants: bool = False,
    main: bool = True,
    asked: tuple[Consultation, ...] = (),
    today: date = TODAY,
) -> Waiting:
    return Waiting(
        case=case,
        clocks=clocks(case, today),
        who=who,
        since=date(2026, 6, 1),
        applicants=applicants,
        main=main,
        asked=asked,
    )


def of(*running: Waiting, today: date = TODAY) -> Holdup:
    found = holdup_of(running, (), today=today)
    assert found is not None
    return found


def asked_of(case: Case) -> Consultation:
    asked = Consultation(
        id=uuid4(),
        case=case.id,
        number="征〔2026〕1号",
        type="joint",
        type_name="并联审批征求意见",
        basis="逾期视为同意",
        silence=Silence.CONSENT,
        unreasoned=Unreasoned.RETURNED_ONCE,
        positive=False,
        limit=TimeLimit(5, TimeUnit.WORKING_DAYS),
        lead=case.department,
        lead_name=case.department_name,
        department=uuid4(),
        department_name="城市管理部门",
        department_code="urban_management",
        case_number=case.number,
        item_name=case.frozen.item_name,
        project_name=case.project_name,
        asked_by_name="李审查",
        asked_at=datetime(2026, 6, 1, 2, tzinfo=UTC),
        starts_on=date(2026, 6, 1),
        due_on=date(2026, 6, 8),
        status=ConsultationStatus.OPEN,
    )
    assert asked.clock(calendar=CALENDAR, today=TODAY).on == asked.due_on
    return asked


def test_a_department_is_waited_for_by_its_promised_limit() -> None:
    found = of(waiting(a_case()))
    assert (found.who, found.since, found.until) == ("水务局（审查）", date(2026, 6, 1), date(2026, 6, 8))
    assert "按承诺的办理时限5个工作日" in str(found)
    assert "您不需要做什么" in found.advice


def test_before_acceptance_the_five_days_of_the_law_are_named() -> None:
    found = of(waiting(a_case(state=CaseState.RECEIVED, accepted_on=None)))
    assert found.code == "acceptance"
    assert "第三十二条" in found.right


def test_a_late_department_can_be_complained_of() -> None:
    late = date(2026, 6, 12)
    found = of(waiting(a_case(), today=late), today=late)
    assert found.overdue
    assert "上级机关" in found.advice


def test_what_waits_for_the_applicant_comes_before_all_else() -> None:
    mine = waiting(a_case(state=CaseState.CORRECTION_OPEN), applicants=True, main=False)
    found = of(waiting(a_case()), mine)
    assert found.is_readers
    assert found.what == "补正材料"


def test_an_open_consultation_names_the_department_and_what_its_silence_means() -> None:
    case = a_case(state=CaseState.UNDER_REVIEW)
    found = of(waiting(case, asked=(asked_of(case),)))
    assert found.who == "城市管理部门"
    assert found.until == date(2026, 6, 8)
    assert "责任由该部门承担" in str(found)


def test_a_special_procedure_names_its_article_and_its_length() -> None:
    case = a_case(state=CaseState.PAUSED, pauses=(a_pause(date(2026, 6, 2)),))
    assert "期间不计时" in str(of(waiting(case)))


def test_of_two_running_cases_the_late_one_then_the_main_line_counts() -> None:
    beside = waiting(a_case(), who=("市政（审查）",), main=False)
    assert of(beside, waiting(a_case())).who == "水务局（审查）"


def test_nothing_left_to_do_holds_nothing_up() -> None:
    assert holdup_of((), (), today=TODAY) is None

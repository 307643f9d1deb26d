"""Every act in every state, by the right person and by the wrong one: the refusal, and nothing changed."""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

import pytest

from tests.database import Database
from tests.store.cases_play import (
    FILING,
    INSPECTION,
    OTHER_FIRM,
    PLAIN_PERMIT,
    SERVICE,
    Play,
    all_but_the_log,
    refusals_kept,
)
from tests.store.procedures_play import HEARD, TAKES_WATER, apply_for_hearing, ask, schedule, tell
from tests.store.promise_play import PAPER, decided_on_pledge, pledged
from tests.store.walk import Walk, load_city
from tests.unit.catalogue.projects import FACTORY
from tongjian import cases
from tongjian.cases import CheckVerdict, CorrectionPoint, Receipt, consultations
from tongjian.identity import Actor
from tongjian.kit import Invalid, Refusal

pytestmark = [pytest.mark.database, pytest.mark.full]

Act = Callable[[Play, Actor, UUID], Receipt]


def _simple(act: Callable[..., Receipt], **given: object) -> Act:
    def do(play: Play, actor: Actor, case: UUID) -> Receipt:
        return act(play.desk, actor, case=case, ticket=play.ticket(), **given)

    return do


def _supplement(play: Play, actor: Actor, case: UUID) -> Receipt:
    return cases.supplement(play.desk, actor, case=case, files={}, remark="已补充说明", ticket=play.ticket())


def _judge(play: Play, actor: Actor, case: UUID) -> Receipt:
    return cases.judge_material(
        play.desk, actor, case=case, judgements=(), judge_rest=True, ticket=play.ticket()
    )


_NONE = UUID(int=0)
"""No consultation at all: acts on one are tried in tests of their own."""

ACTS: dict[str, tuple[str, Act]] = {
    "accept": ("clerk", _simple(cases.accept, judge_rest=True)),
    "correct": (
        "clerk",
        _simple(cases.correct, points=(CorrectionPoint("x", "图纸", "请盖章"),), judge_rest=True),
    ),
    "judge_material": ("clerk", _judge),
    "supplement": ("agent", _supplement),
    "reject": ("clerk", _simple(cases.reject, reason="不符合受理条件")),
    "turn_away": ("clerk", _simple(cases.turn_away, reason="请向上级机关提出")),
    "register": ("clerk", _simple(cases.register)),
    "begin_review": ("reviewer", _simple(cases.begin_review)),
    "review": ("reviewer", _simple(cases.review, opinion="同意")),
    "co_sign": ("reviewer", _simple(cases.co_sign, opinion="同意")),
    "pause": ("reviewer", _simple(cases.pause, kind="6", reason="需要论证", planned_days=5)),
    "resume": ("reviewer", _simple(cases.resume)),
    "request_extension": ("reviewer", _simple(cases.request_extension, days=3, reason="方案复杂")),
    "grant_extension": ("head", _simple(cases.grant_extension)),
    "refuse_extension": ("head", _simple(cases.refuse_extension, reason="可以按期办结")),
    "notify_parties": ("reviewer", _simple(cases.notify_parties, parties=(), reason="影响邻里")),
    "record_statement": ("agent", _simple(cases.record_statement, text="没有影响")),
    "request_hearing": ("agent", _simple(cases.request_hearing)),
    "waive_hearing": ("agent", _simple(cases.waive_hearing)),
    "order_hearing": ("reviewer", _simple(cases.order_hearing, reason="公共利益")),
    "schedule_hearing": (
        "reviewer",
        _simple(cases.schedule_hearing, held_on=date(2026, 6, 25), place="听证室", chair="周主持"),
    ),
    "hold_hearing": ("reviewer", _simple(cases.hold_hearing, minutes="双方陈述")),
    "consult": (
        "reviewer",
        _simple(consultations.consult, departments=("urban_management",), kind="expert", question="可行？"),
    ),
    "remind": ("reviewer", _simple(consultations.remind, consultation=_NONE)),
    "withdraw_consultation": (
        "reviewer",
        _simple(consultations.withdraw_consultation, consultation=_NONE, reason="不再需要"),
    ),
    "return_for_reasons": (
        "reviewer",
        _simple(consultations.return_for_reasons, consultation=_NONE, reason="缺理由"),
    ),
    "not_follow": ("reviewer", _simple(consultations.not_follow, consultation=_NONE, reason="不影响")),
    "grant": ("approver", _simple(cases.grant)),
    "refuse": ("approver", _simple(cases.refuse, reason="不符合条件")),
    "conclude": ("reviewer", _simple(cases.conclude, opinion="同意")),
    "issue": ("clerk", _simple(cases.issue)),
    "deliver": ("clerk", _simple(cases.deliver, how="window", receiver="赵经办")),
    "revoke": ("approver", _simple(cases.revoke, reason="材料虚假")),
    "withdraw": ("agent", _simple(cases.withdraw)),
    "promise_deferral": (
        "agent",
        _simple(cases.promise_deferral, key="x", due_on=date(2026, 6, 5)),
    ),
    "supply_deferred": ("agent", _simple(cases.supply_deferred, files={PAPER: UUID(int=0)})),
    "confirm_deferred": ("reviewer", _simple(cases.confirm_deferred, key=PAPER, in_order=True)),
    "extend_deferral": (
        "approver",
        _simple(cases.extend_deferral, key=PAPER, due_on=date(2026, 6, 5), reason="排队"),
    ),
    "decide_on_pledge": ("approver", _simple(cases.decide_on_pledge)),
    "decline_pledge": ("approver", _simple(cases.decline_pledge, reason="不在承诺制范围")),
    "check_pledge": (
        "reviewer",
        _simple(cases.check_pledge, verdict=CheckVerdict.KEPT, findings="相符，核查人：甲、乙"),
    ),
    "lift_credit_note": ("approver", _simple(cases.lift_credit_note, note=UUID(int=0), reason="已整改")),
    "offer": ("provider", _simple(cases.offer, opinion="方案")),
    "contract": ("agent", _simple(cases.contract)),
    "finish": ("provider", _simple(cases.finish)),
    "pass_inspection": ("reviewer", _simple(cases.pass_inspection, opinion="甲、乙检查合格")),
    "order_rectification": ("reviewer", _simple(cases.order_rectification, reason="护栏不足")),
    "rectify": ("agent", _simple(cases.rectify, opinion="已整改")),
    "outside_accept": ("system", _simple(cases.outside_accept)),
    "outside_report": ("system", _simple(cases.outside_report, opinion="办理中")),
    "outside_conclude": ("system", _simple(cases.outside_conclude, granted=True, number="文〔2026〕1号")),
}


def _inspection(play: Play) -> UUID:
    play.has_result("S3-03")
    return play.opened(INSPECTION)


def _rectifying(play: Play) -> UUID:
    case = _inspection(play)
    cases.order_rectification(
        play.desk, play.holder(INSPECTION), case=case, reason="护栏不足", ticket=play.ticket()
    )
    return case


def _closed(act: str) -> Callable[[Play], UUID]:
    def close(play: Play) -> UUID:
        case = play.granted(PLAIN_PERMIT) if act == "revoke" else play.apply(PLAIN_PERMIT)
        who, do = ACTS[act]
        do(play, person_for(play, who, case), case)
        return case

    return close


def _resumed(play: Play) -> UUID:
    case = play.paused(PLAIN_PERMIT)
    cases.resume(play.desk, play.reviewer(case), case=case, ticket=play.ticket())
    return case


def _asked(play: Play) -> UUID:
    case = play.accepted(PLAIN_PERMIT)
    ask(play, case)
    return case


def _told(play: Play) -> UUID:
    case = play.accepted(HEARD)
    tell(play, case)
    return case


def _hearing(play: Play) -> UUID:
    case = _told(play)
    apply_for_hearing(play, case)
    schedule(play, case, date(2026, 6, 24))
    return case


_BESIDE = frozenset({"review", "withdraw", "request_extension", "notify_parties"})
_SPOKEN = frozenset({"record_statement", "request_hearing", "waive_hearing"})


def _offered(play: Play) -> UUID:
    case = play.opened(SERVICE)
    cases.offer(play.desk, play.holder(SERVICE), case=case, opinion="方案", ticket=play.ticket())
    return case


def _outside(play: Play) -> UUID:
    platform = play.walk.officer("investment_platform")
    return cases.open_by_holder(
        play.desk, platform, project=play.project, item="S1-04", ticket=play.ticket()
    ).id


STATES: dict[str, tuple[Callable[[Play], UUID], frozenset[str]]] = {
    "received": (
        lambda play: play.apply(PLAIN_PERMIT),
        frozenset({"accept", "correct", "judge_material", "reject", "turn_away", "withdraw"}),
    ),
    "correcting": (lambda play: play.correcting(PLAIN_PERMIT)[0], frozenset({"supplement", "withdraw"})),
    "accepted": (
        lambda play: play.accepted(PLAIN_PERMIT),
        frozenset({"begin_review", "review", "pause", "withdraw", "request_extension"}),
    ),
    "reviewed": (
        lambda play: play.reviewed(PLAIN_PERMIT),
        frozenset({"pause", "grant", "refuse", "withdraw", "request_extension"}),
    ),
    "paused": (
        lambda play: play.paused(PLAIN_PERMIT),
        frozenset({"review", "resume", "withdraw", "request_extension"}),
    ),
    "resumed": (_resumed, frozenset({"review", "pause", "withdraw", "request_extension"})),
    "asked to extend": (
        _asked,
        frozenset({"review", "pause", "withdraw", "grant_extension", "refuse_extension"}),
    ),
    "parties told": (_told, _BESIDE | _SPOKEN | {"pause", "order_hearing"}),
    "hearing set": (_hearing, _BESIDE | {"record_statement", "schedule_hearing"}),
    "granted": (lambda play: play.granted(PLAIN_PERMIT), frozenset({"issue", "revoke"})),
    "issued": (lambda play: play.issued(PLAIN_PERMIT), frozenset({"deliver", "revoke"})),
    "delivered": (lambda play: play.delivered(PLAIN_PERMIT), frozenset({"revoke"})),
    "refused": (lambda play: play.refused(PLAIN_PERMIT), frozenset({"deliver"})),
    "pledged": (
        pledged,
        frozenset(
            {
                "decide_on_pledge",
                "decline_pledge",
                "correct",
                "judge_material",
                "reject",
                "turn_away",
                "withdraw",
            }
        ),
    ),
    "decided on a pledge": (decided_on_pledge, frozenset({"issue", "check_pledge", "revoke"})),
    "rejected": (_closed("reject"), frozenset()),
    "turned away": (_closed("turn_away"), frozenset()),
    "withdrawn": (_closed("withdraw"), frozenset()),
    "revoked": (_closed("revoke"), frozenset()),
    "filing received": (
        lambda play: play.apply(FILING),
        frozenset({"register", "correct", "judge_material", "withdraw"}),
    ),
    "service opened": (lambda play: play.opened(SERVICE), frozenset({"offer", "withdraw"})),
    "service offered": (_offered, frozenset({"contract", "withdraw"})),
    "inspection opened": (
        _inspection,
        frozenset({"begin_review", "pass_inspection", "order_rectification"}),
    ),
    "rectifying": (_rectifying, frozenset({"rectify"})),
    "outside opened": (_outside, frozenset({"outside_accept", "outside_conclude"})),
}


STATES |= {
    state: (bring, allowed | {"consult"}) for state, (bring, allowed) in STATES.items() if "pause" in allowed
}
"""Other departments may be asked wherever a case is under review and no special procedure is open."""


def person_for(play: Play, who: str, case: UUID) -> Actor:
    if who == "agent":
        return play.agent
    if who == "clerk":
        return play.clerk
    if who == "system":
        return play.walk.officer("investment_platform")
    department = play.sheet(case).case.department
    try:
        return play.walk.holders_of(department, who)
    except AssertionError:
        return play.walk.officer("reviewer_water" if who == "reviewer" else "approver_water")


@pytest.fixture(scope="module")
def city(database: Database) -> Iterator[Walk]:
    load_city(database)
    yield Walk(database)
    database.empty()


_PROJECTS = iter(range(1, 1000))


def play_in(walk: Walk) -> Play:
    return Play(walk, facts=FACTORY | TAKES_WATER, code=f"2606-370811-04-01-3{next(_PROJECTS):05d}")


def reads_well(refused: Refusal) -> bool:
    """Say whether every text of a refusal fills its places, in Chinese."""
    texts = [text % refused.facts() for text in (refused.says, refused.basis, refused.advice) if text]
    return bool(texts) and all("%(" not in text and "None" not in text for text in texts)


NOT_NOW = (
    cases.ActNotAllowed,
    cases.NotYourTask,
    cases.NotFound,
    cases.PauseKindNotEnabled,
    cases.NothingToExtend,
    cases.ExtensionPending,
    cases.NoHearingOpen,
    cases.PartyUnknown,
    cases.PartyTooLate,
    cases.NothingOwing,
    cases.PaperNotDeferrable,
)


@pytest.mark.parametrize("state", STATES)
def test_only_the_acts_of_a_state_are_done_and_a_refused_one_changes_nothing(city: Walk, state: str) -> None:
    play = play_in(city)
    bring, allowed = STATES[state]
    case = bring(play)
    before, kept = all_but_the_log(city.database), refusals_kept(city.database)
    tried = [(act, case) for act in ACTS if act not in allowed]
    for act, _ in tried:
        who, do = ACTS[act]
        with pytest.raises(NOT_NOW) as refused:
            do(play, person_for(play, who, case), case)
        assert reads_well(refused.value), act
        if isinstance(refused.value, cases.ActNotAllowed):
            assert refused.value.state_label == play.sheet(case).state_label
    assert all_but_the_log(city.database) == before
    assert refusals_kept(city.database) == [*kept, *tried]


@pytest.mark.parametrize("state", STATES)
def test_the_wrong_person_does_no_act_of_a_state_and_changes_nothing(city: Walk, state: str) -> None:
    play = play_in(city)
    bring, _ = STATES[state]
    case = bring(play)
    foreign = play.walk.agent_of(OTHER_FIRM)
    watcher, stranger = play.walk.officer("supervisor"), play.walk.officer("approver_heritage")
    auditor = play.walk.officer("auditor")
    before, kept = all_but_the_log(city.database), refusals_kept(city.database)
    for _, do in ACTS.values():
        for unseeing in (foreign, stranger, auditor):
            with pytest.raises(cases.NotFound):
                do(play, unseeing, case)
        with pytest.raises((cases.NotYourTask, cases.ActNotAllowed)):
            do(play, watcher, case)
    assert all_but_the_log(city.database) == before
    assert refusals_kept(city.database) == [*kept, *((act, case) for act in ACTS for _ in range(4))]


_LAWFULLY_AGAIN = frozenset({"notify_parties", "schedule_hearing"})
"""More parties may be told, and a hearing may be set anew."""

_AGAIN: dict[str, type[Refusal]] = {
    # what is judged may be judged anew, but a case without anything left to judge says so
    "judge_material": Invalid,
    "request_extension": cases.ExtensionPending,
    "order_hearing": cases.NoHearingOpen,
    "consult": Invalid,
} | dict.fromkeys(sorted(_SPOKEN), cases.PartyTooLate)


@pytest.mark.parametrize(
    ("state", "act"), [(state, act) for state, (_, allowed) in STATES.items() for act in sorted(allowed)]
)
def test_an_act_of_a_state_is_done_once_and_offered_to_who_may_do_it(
    city: Walk, state: str, act: str
) -> None:
    play = play_in(city)
    case = STATES[state][0](play)
    who, do = ACTS[act]
    if act == "outside_conclude":
        do = _simple(cases.outside_conclude, granted=True, number=f"文〔2026〕{play.code}号")
    actor = person_for(play, who, case)
    offered = {one.act for one in play.sheet(case, actor).acts}
    assert act in offered or act == "begin_review"
    assert do(play, actor, case).id == case
    if act in _LAWFULLY_AGAIN:
        return
    with pytest.raises(_AGAIN.get(act, (cases.ActNotAllowed, cases.NotYourTask))) as refused:
        do(play, actor, case)
    assert act in {"judge_material", "consult"} or reads_well(refused.value)


@pytest.mark.parametrize("state", STATES)
def test_what_a_page_offers_is_what_the_acts_allow(city: Walk, state: str) -> None:
    play = play_in(city)
    bring, allowed = STATES[state]
    case = bring(play)
    for who in {who for who, _ in ACTS.values()}:
        actor = person_for(play, who, case)
        try:
            offered = {one.act for one in play.sheet(case, actor).acts}
        except cases.NotFound:
            continue
        assert offered <= allowed

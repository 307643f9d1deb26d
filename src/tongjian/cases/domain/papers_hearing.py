"""The papers of a hearing: rights, time and place, record. Source: 行政许可法 Art. 36, 46, 47, 48."""

from datetime import date

from tongjian.cases.domain.case import Case
from tongjian.cases.domain.hearing import Hearing, Party
from tongjian.cases.domain.kinds import PERMIT
from tongjian.cases.domain.papers import Paper, PaperKind
from tongjian.cases.domain.party_clocks import HEARING_APPLICATION, STATEMENT, PartyClocks


def rights_notice(case: Case, party: Party, *, reason: str, clocks: PartyClocks) -> Paper:
    """Return what a party is told: it may state, defend, and apply for a hearing, free of charge."""
    state, apply = clocks.get(STATEMENT).limit, clocks.get(HEARING_APPLICATION).limit
    return Paper(
        kind=PaperKind.HEARING_RIGHTS,
        title="陈述申辩和听证权利告知书",
        word="听告",
        paragraphs=(
            f"{case.applicant_name}申请的“{case.frozen.item_name}”直接关系你（单位）的重大利益：{reason}",
            (
                f"你（单位）有权在收到本告知书之日起{state.days}个{state.unit.value}内陈述和申辩，"
                f"{apply.days}个{apply.unit.value}内申请听证。逾期不申请的，视为放弃听证。"
                "申请听证不收取任何费用。"
            ),
        ),
        rows=(
            ("办件编号", case.number),
            ("申请人", case.applicant_name),
            ("利害关系", party.interest or "申请人"),
        ),
        basis=_law(case, "第三十六条、第四十七条"),
        addressee=party.name,
    )


def hearing_notice(case: Case, *, held_on: date, place: str, chair: str, names: tuple[str, ...]) -> Paper:
    """Return the notice of time and place of a hearing, given at least seven days ahead."""
    return Paper(
        kind=PaperKind.HEARING,
        title="听证通知书",
        word="听通",
        paragraphs=(
            (
                f"关于“{case.frozen.item_name}”的听证定于{held_on:%Y年%m月%d日}在{place}公开举行，请准时参加。"
                "听证所需时间不计算在办理期限内。"
            ),
            "认为主持人与本事项有直接利害关系的，可以申请回避；可以委托代理人参加；可以提出证据，进行申辩和质证。",
        ),
        rows=(("主持人", chair), ("参加人", "、".join(names)), ("办件编号", case.number)),
        basis=_law(case, "第四十五条、第四十八条"),
    )


def hearing_record(case: Case, hearing: Hearing, *, minutes: str) -> Paper:
    """Return the record of a hearing; the decision is taken on it."""
    return Paper(
        kind=PaperKind.HEARING_RECORD,
        title="听证笔录",
        word="听录",
        paragraphs=(minutes, "行政机关应当根据听证笔录，作出行政许可决定。"),
        rows=(("地点", hearing.place), ("主持人", hearing.chair), ("办件编号", case.number)),
        basis=_law(case, "第四十八条第二款"),
    )


def _law(case: Case, article: str) -> str:
    law = f"《中华人民共和国行政许可法》{article}"
    return law if case.frozen.kind == PERMIT else f"参照{law}"

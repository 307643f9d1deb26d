"""Turning the clock of a play, and the acts on extensions and hearings in short."""

from datetime import UTC, date, datetime
from uuid import UUID

from tests.store.cases_play import Play
from tongjian import cases
from tongjian.cases import PartyEntry, Receipt
from tongjian.identity import Actor
from tongjian.rules import Fact

HEARD = "P-06"
"""A permit whose item enables hearings."""
TAKES_WATER: dict[str, Fact] = {"takes_water_directly": True}

NEIGHBOUR = PartyEntry("临湾村村民委员会", "取水口在村饮用水井上游", "13900001111")


def turn_to(play: Play, day: date) -> None:
    play.walk.clock.at = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def head(play: Play, case: UUID) -> Actor:
    return play.walk.holders_of(play.sheet(case).case.department, "head")


def ask(play: Play, case: UUID, *, days: int = 10, actor: Actor | None = None) -> Receipt:
    return cases.request_extension(
        play.desk,
        actor or play.reviewer(case),
        case=case,
        days=days,
        reason="方案复杂，需要核算",
        ticket=play.ticket(),
    )


def grant(play: Play, case: UUID) -> Receipt:
    return cases.grant_extension(play.desk, head(play, case), case=case, ticket=play.ticket())


def tell(play: Play, case: UUID, *parties: PartyEntry) -> Receipt:
    return cases.notify_parties(
        play.desk,
        play.reviewer(case),
        case=case,
        parties=parties,
        reason="取水影响村民用水",
        ticket=play.ticket(),
    )


def apply_for_hearing(
    play: Play, case: UUID, *, actor: Actor | None = None, party: UUID | None = None
) -> Receipt:
    return cases.request_hearing(
        play.desk, actor or play.agent, case=case, reason="请求听证", party=party, ticket=play.ticket()
    )


def schedule(play: Play, case: UUID, on: date, *, chair: str = "周主持") -> Receipt:
    return cases.schedule_hearing(
        play.desk,
        play.reviewer(case),
        case=case,
        held_on=on,
        place="政务服务中心三楼听证室",
        chair=chair,
        ticket=play.ticket(),
    )


def hold(play: Play, case: UUID) -> Receipt:
    return cases.hold_hearing(
        play.desk, play.reviewer(case), case=case, minutes="双方陈述，村委会撤回异议。", ticket=play.ticket()
    )

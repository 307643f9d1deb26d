"""Acts on many cases at once: only those that leave nothing to be judged, each in its own transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.finishing import issue
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.performing import Ticket
from tongjian.cases.actions.reviewing import begin_review
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.inbox_errors import NotInBatch
from tongjian.identity import Actor
from tongjian.kit import Invalid, Problem, Refusal

MOST_AT_ONCE = 50

_Act = Callable[..., Receipt]
_BATCHED: MappingProxyType[str, _Act] = MappingProxyType({"begin_review": begin_review, "issue": issue})


@dataclass(frozen=True, slots=True)
class BatchLine:
    """What became of one case.

    Attributes:
        receipt: the act's answer; None when it was refused.
        refused: why it was not done; None when it was.
    """

    case: UUID
    receipt: Receipt | None = None
    refused: Refusal | None = None


def may_batch(act: str) -> bool:
    """Return whether an act may be done on many cases at once."""
    return act in _BATCHED


def act_on_many(
    desk: Desk, actor: Actor, *, act: str, cases: tuple[UUID, ...], key: str
) -> tuple[BatchLine, ...]:
    """Do an act on each of some cases; a refusal of one leaves the others.

    Args:
        desk: what acts stand on.
        actor: who may do the act on each of them.
        act: one that leaves nothing to be judged.
        cases: each at most once; fifty at most.
        key: idempotency key of the whole; each case's is made from it.

    Raises:
        NotInBatch: the act judges, and so is done case by case.
        Invalid: no case, or too many.
    """
    if act not in _BATCHED:
        raise NotInBatch(act_label=act_label(act))
    once = tuple(dict.fromkeys(cases))
    if not 0 < len(once) <= MOST_AT_ONCE:
        raise Invalid(problems=(Problem("case", "请选择 1 到 50 个办件"),))
    return tuple(_one(desk, actor, act=act, case=case, key=f"{key[:60]}/{case}") for case in once)


def _one(desk: Desk, actor: Actor, *, act: str, case: UUID, key: str) -> BatchLine:
    try:
        return BatchLine(case, receipt=_BATCHED[act](desk, actor, case=case, ticket=Ticket(key=key)))
    except Refusal as refused:
        return BatchLine(case, refused=refused)

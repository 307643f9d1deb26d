"""Keeping what was refused: who tried which act, when, and why it was not done."""

from uuid import UUID

from tongjian.cases.actions.deeds import record_deed
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.evidence import ObjectRef
from tongjian.identity import Actor
from tongjian.kit import Invalid, Refusal

REFUSED = "cases.refused_act"
"""Kind of object of an act that was refused: the case it was tried on, or else the person."""


def keep_refusal(desk: Desk, actor: Actor, *, act: str, case: UUID | None, refused: Refusal) -> None:
    """Record that an act was refused, in a transaction of its own: the act's is rolled back.

    What was merely filled in wrongly is no act yet, and is not recorded.
    """
    if isinstance(refused, Invalid):
        return
    with desk.begin(actor.access()):
        record_deed(
            desk,
            actor,
            act=act,
            target=ObjectRef(kind=REFUSED, id=case or actor.person),
            at=desk.now(),
            opinion=f"{act_label(act)}：{refused.says % refused.facts()}（{refused.code}）",
            basis=refused.basis % refused.facts(),
        )

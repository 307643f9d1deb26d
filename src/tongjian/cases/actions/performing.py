"""Doing an act: one transaction, once per idempotency key, on a fresh view of the case."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from tongjian.cases.actions.deeming import SilenceFound, check_silence, settle_silence
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.refusing import keep_refusal
from tongjian.cases.actions.texts import check_texts
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.kinds import state_label
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.errors import NotFound, NotYourTask, StaleCase
from tongjian.identity import Actor
from tongjian.kit import Invalid, Problem, Refusal

_LONGEST_KEY = 100

Body = Mapping[str, object]
"""What was asked, as plain data; it is hashed, so that one key stands for one request."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What comes with every act besides its content.

    Attributes:
        key: idempotency key, unique per person and act.
        position: number of process records of the case when the page was made; None to skip the check.
    """

    key: str
    position: int | None = None


def perform(
    desk: Desk,
    actor: Actor,
    *,
    act: str,
    ticket: Ticket,
    body: Body,
    do: Callable[[], Receipt],
    case: UUID | None = None,
) -> Receipt:
    """Do an act once: a repeat with the same key and body gets the first answer.

    What is refused leaves nothing behind but the entry that it was tried.

    Raises:
        Invalid: no key, or texts that cannot be kept.
        KeyUsedForAnother: the key came with another body before.
    """
    check_texts({**body, "key": ticket.key})
    if not 0 < len(ticket.key) <= _LONGEST_KEY:
        raise Invalid(problems=(Problem("key", "幂等键应为 1 到 100 个字符"),))
    try:
        with desk.begin(actor.access()):
            return _once(desk, actor, act=act, ticket=ticket, body=body, do=do)
    except Refusal as refused:
        keep_refusal(desk, actor, act=act, case=case, refused=refused)
        raise


def _once(
    desk: Desk, actor: Actor, *, act: str, ticket: Ticket, body: Body, do: Callable[[], Receipt]
) -> Receipt:
    claim = desk.ledger.claim(
        person=actor.person, act=act, key=ticket.key, request_hash=_hash(body), at=desk.now()
    )
    if claim.answer is not None:
        return claim.answer
    receipt = do()
    desk.ledger.settle(person=actor.person, act=act, key=ticket.key, answer=receipt)
    return receipt


def perform_on_case(
    desk: Desk,
    actor: Actor,
    *,
    act: str,
    case: UUID,
    ticket: Ticket,
    body: Body,
    do: Callable[[Case], Receipt],
) -> Receipt:
    """Do an act on one case, holding the case's row from the start.

    Raises:
        NotFound: no such case, or not for these eyes.
        NotYourTask: the actor may watch the case but not act on it.
        StaleCase: the case has moved on since the page was made.
        KeyUsedForAnother: the key came with another body before.
        DeemedAccepted: silence has accepted the case, and the act is one of the counter's.
    """

    def on_fresh_case() -> Receipt:
        found = desk.store.find_case(case, lock=True)
        if found is None and desk.store.find_case(case) is not None:
            raise NotYourTask(node_name=act_label(act), who="承办该办件的人员")
        if found is None:
            raise NotFound(what="办件")
        check_silence(desk, found, act)
        if ticket.position is not None and ticket.position != found.position:
            label = state_label(found.frozen.kind, found.state)
            raise StaleCase(case=case, position=found.position, state_label=label)
        return do(found)

    def once() -> Receipt:
        return perform(desk, actor, act=act, ticket=ticket, body=asked, do=on_fresh_case, case=case)

    asked = {**body, "case": str(case)}
    try:
        return once()
    except SilenceFound as silent:
        settle_silence(desk, silent.case)
        return once()


def receipt_of(act: str, case: Case, says: str, made: tuple[tuple[str, UUID], ...] = ()) -> Receipt:
    """Return the answer of an act on a case."""
    return Receipt(
        act=act,
        id=case.id,
        number=case.number,
        says=says,
        state=int(case.state),
        state_label=state_label(case.frozen.kind, case.state),
        position=case.position,
        made=made,
    )


def _hash(body: Body) -> str:
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()

"""Offering, signing and handing in a pledge (告知承诺): the block list first, then the text, then the name.

Source: 国办发〔2020〕42号; domain rules 5.8.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from tongjian.cases.actions.deeds import record_deed
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.drafting import get_own_draft
from tongjian.cases.actions.performing import Ticket, perform
from tongjian.cases.actions.promise_rules import shipped_promise_rules
from tongjian.cases.actions.side_tasks import SideTask, list_side_tasks, offer_side_task
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.kinds import CONFIRMATION, PERMIT
from tongjian.cases.domain.pledge import Pledge, PledgeBlock, PledgeTerms, PledgeText, pledge_text
from tongjian.cases.domain.promised import pledge_answer, pledged_items
from tongjian.cases.domain.promises import PLEDGE_DECISION
from tongjian.cases.domain.readings import Draft, Receipt
from tongjian.cases.errors import NotYourTask
from tongjian.cases.promise_errors import PledgeBlocked, PledgeNotOffered
from tongjian.catalogue import Item, union_of_materials
from tongjian.evidence import ObjectRef
from tongjian.identity import Actor, Role
from tongjian.kit import Problem

_KINDS = frozenset({PERMIT, CONFIRMATION})


@dataclass(frozen=True, slots=True)
class PledgeOffer:
    """What a draft may do about one item by pledge.

    Attributes:
        block: the untreated note that closes this way; then there is no text to sign.
        chosen: the draft says yes to it.
        signed: the newest signature under this very text; None while unsigned.
        spared: names of the papers it stands for.
    """

    item: str
    item_name: str
    basis: str
    check_days: int
    block: PledgeBlock | None
    text: PledgeText | None
    chosen: bool
    signed: Pledge | None
    spared: tuple[str, ...]


def list_pledge_offers(desk: Desk, actor: Actor, *, draft: UUID) -> tuple[PledgeOffer, ...]:
    """Return, for every item of a draft that may be decided on a pledge, what is offered, or why not.

    Raises:
        NotFound: no such draft, or not for these eyes.
    """
    with desk.begin(actor.access()):
        return offers_of(desk, get_own_draft(desk, actor, draft))


def sign_pledge(desk: Desk, actor: Actor, *, draft: UUID, item: str, sha256: str, ticket: Ticket) -> Receipt:
    """Sign the pledge of an item of a draft; it binds when the application is handed in.

    Args:
        desk: what acts stand on.
        actor: the applicant itself, or an agent of the company; never the counter.
        draft: the draft.
        item: the item.
        sha256: of the text the signer has read; another one is not signed.
        ticket: idempotency.

    Raises:
        NotYourTask: not for the applicant's side to have done by others.
        PledgeNotOffered: the item is not decided on a pledge, or the text has changed since.
        PledgeBlocked: an untreated false promise.
    """

    def do() -> Receipt:
        found = get_own_draft(desk, actor, draft, lock=True)
        if not actor.may_act_for(found.applicant):
            raise NotYourTask(node_name="签署告知承诺书", who=f"申请人{found.applicant_name}本人")
        offer = _open_offer(desk, found, item)
        if offer.text is None or offer.text.sha256 != sha256:
            raise PledgeNotOffered(item_name=offer.item_name)
        entry = record_deed(
            desk,
            actor,
            act="sign_pledge",
            target=ObjectRef(kind="cases.pledge", id=found.id),
            at=desk.now(),
            after=bytes.fromhex(sha256),
            opinion=f"{offer.item_name}：{offer.text.title}",
            basis=offer.basis,
        )
        signed = _signed(desk, actor, found, offer.text, item=item, entry=entry)
        desk.promises.add_pledge(signed)
        return Receipt(
            act="sign_pledge", id=found.id, number=found.number, says="承诺书已签署", position=found.version,
            made=(("pledge", signed.id),),
        )  # fmt: skip

    body = {"draft": str(draft), "item": item, "sha256": sha256}
    return perform(desk, actor, act="sign_pledge", ticket=ticket, body=body, do=do)


def offers_of(desk: Desk, draft: Draft) -> tuple[PledgeOffer, ...]:
    """Return what is offered to a draft, inside an open transaction; the block list is asked first."""
    items = tuple(desk.catalogue.current().item(code) for code in draft.items)
    open_ = [(item, terms) for item in items if (terms := terms_of(item)) is not None]
    if not open_:
        return ()
    signed = desk.promises.list_draft_pledges(draft.id)
    project = desk.projects.find_project(draft.project) if draft.project else None
    return tuple(
        _offer(desk, draft, item, terms, signed=signed, project_name=project.name if project else "")
        for item, terms in open_
    )


def terms_of(item: Item) -> PledgeTerms | None:
    """Return the terms of an item that is decided on a pledge; None where it is not."""
    if not item.pledge or item.kind.value not in _KINDS or item.handling.is_outside:
        return None
    return shipped_promise_rules().pledges.get(item.code)


def spared_keys(desk: Desk, draft: Draft) -> frozenset[str]:
    """Return the keys of the papers that the pledges chosen in a draft stand for.

    A paper is spared when every item that asks for it lets a promise stand for it and goes by pledge.
    """
    catalogue = desk.catalogue.current()
    chosen = pledged_items(draft.answers)
    items = tuple(catalogue.item(code) for code in draft.items)
    going = {item.code for item in items if item.code in chosen and terms_of(item) is not None}
    return frozenset(
        need.key
        for need in union_of_materials(catalogue, items)
        if need.spec.commitable and going.issuperset(need.asked_by)
    )


def pledge_problems(desk: Desk, draft: Draft) -> tuple[Problem, ...]:
    """Return the chosen pledges that are still unsigned.

    Raises:
        PledgeBlocked: an untreated false promise; asked again here, it may be newer than the choice.
        PledgeNotOffered: chosen for an item that is not decided on a pledge.
    """
    offers = {one.item: one for one in offers_of(desk, draft)}
    problems = []
    for code in sorted(pledged_items(draft.answers).intersection(draft.items)):
        offer = offers.get(code)
        if offer is None:
            raise PledgeNotOffered(item_name=desk.catalogue.current().item(code).name)
        refuse_blocked(offer.block)
        if offer.signed is None:
            field = f"answers.{pledge_answer(code)}"
            problems.append(Problem(field, "请签署“%(name)s”的告知承诺书", (("name", offer.item_name),)))
    return tuple(problems)


def hand_in_pledges(desk: Desk, draft: Draft, cases: Iterable[Case]) -> None:
    """Bind the signed pledges of a draft to the cases it opened, and put them before the approvers."""
    chosen = pledged_items(draft.answers)
    offers = {one.item: one for one in offers_of(desk, draft) if one.item in chosen}
    for case in cases:
        offer = offers.get(case.frozen.item_code)
        if offer is None or offer.signed is None:
            continue
        desk.promises.hand_in_pledge(offer.signed.id, case=case.id)
        offer_decision(desk, case)


def offer_decision(desk: Desk, case: Case) -> None:
    """Put the decision on a pledge before the approvers of the deciding organ; it is due at once."""
    offer_side_task(
        desk,
        case,
        SideTask(
            kind=PLEDGE_DECISION,
            name="告知承诺即时决定",
            role=Role.APPROVER.value,
            organisation=case.department,
            organisation_name=case.department_name,
            acts=("decide_on_pledge", "decline_pledge"),
            due_on=desk.today(),
        ),
    )


def refuse_while_pledged(desk: Desk, case: Case) -> None:
    """Refuse to accept in the ordinary way what the approvers are to decide on a pledge.

    Raises:
        NotYourTask: naming them.
    """
    if list_side_tasks(desk, case, kind=PLEDGE_DECISION):
        raise NotYourTask(node_name="告知承诺即时决定", who=f"{case.department_name}审批人员")


def refuse_blocked(block: PledgeBlock | None) -> None:
    """Refuse the way of the pledge to who broke one.

    Raises:
        PledgeBlocked: naming the case, its day and the organ that can treat it.
    """
    if block is not None:
        raise PledgeBlocked(why=why_blocked(block), organ=block.organ)


def why_blocked(block: PledgeBlock) -> str:
    """Return in words which untreated promise closes the way."""
    return f"办件 {block.case_number} 的承诺于 {block.made_on} 被认定不实，尚未完成信用修复"


def _open_offer(desk: Desk, draft: Draft, item: str) -> PledgeOffer:
    for one in offers_of(desk, draft):
        if one.item == item:
            refuse_blocked(one.block)
            return one
    known = {one.code: one.name for one in desk.catalogue.current().items}
    raise PledgeNotOffered(item_name=known.get(item, item))


def _offer(
    desk: Desk,
    draft: Draft,
    item: Item,
    terms: PledgeTerms,
    *,
    signed: tuple[Pledge, ...],
    project_name: str,
) -> PledgeOffer:
    block = desk.promises.find_block(draft.applicant, kinds=terms.blocks)
    spared = _spared_names(desk, draft, item)
    text = pledge_text(
        terms,
        item_name=item.name,
        applicant_name=draft.applicant_name,
        project_name=project_name,
        spared=spared,
    )
    mine = [one for one in signed if one.item == item.code and one.sha256 == text.sha256]
    return PledgeOffer(
        item=item.code,
        item_name=item.name,
        basis=terms.basis,
        check_days=terms.check_limit.days,
        block=block,
        text=None if block else text,
        chosen=block is None and item.code in pledged_items(draft.answers),
        signed=mine[-1] if mine and block is None else None,
        spared=spared,
    )


def _spared_names(desk: Desk, draft: Draft, item: Item) -> tuple[str, ...]:
    """Return the papers of an item that no other item of the draft needs to see."""
    catalogue = desk.catalogue.current()
    items = tuple(catalogue.item(code) for code in draft.items)
    return tuple(
        need.spec.name
        for need in union_of_materials(catalogue, items)
        if need.spec.commitable and need.spec.required and set(need.asked_by) == {item.code}
    )


def _signed(desk: Desk, actor: Actor, draft: Draft, text: PledgeText, *, item: str, entry: UUID) -> Pledge:
    own = draft.applicant == actor.person
    return Pledge(
        id=desk.ids(),
        draft=draft.id,
        item=item,
        applicant=draft.applicant,
        applicant_name=draft.applicant_name,
        text=text,
        sha256=text.sha256,
        signed_by=actor.person,
        signed_by_name=actor.name,
        capacity="申请人本人" if own else "申请人授权的代理人",
        signed_at=desk.now(),
        entry=entry,
        holders=(draft.applicant, *_counters(desk, draft)),
    )


def _counters(desk: Desk, draft: Draft) -> tuple[UUID, ...]:
    """Return the counter that may hand the draft in for the applicant."""
    project = desk.projects.find_project(draft.project) if draft.project else None
    region = project.region if project else desk.offices.regions()[0][0]
    return (desk.offices.counter(region).id,)

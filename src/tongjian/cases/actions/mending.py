"""Settling what running processes cannot do alone: the work of the system administrator.

He acts within the sight of the holders of the one instance, see ``incidents``; every act is on record.
"""

from collections.abc import Mapping
from uuid import UUID

from tongjian.cases.actions.deeds import record_deed
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.incidents import find_open, require_administrator, within_its_sight
from tongjian.cases.actions.moving import keep_work
from tongjian.cases.actions.performing import Ticket, perform
from tongjian.cases.actions.texts import too_long
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.incidents import GivenVariable
from tongjian.cases.domain.kinds import state_label
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.errors import CaseStillOpen
from tongjian.evidence import ObjectRef, state_hash
from tongjian.flow import Moves, OpenIncident, Value, ValueKind, read_typed, resolve_incident
from tongjian.identity import Actor, Role
from tongjian.kit import Invalid, Problem

INSTANCE = "flow.instance"
"""Kind of object of what is done to a running process by hand."""

_LONGEST_REASON = 1000
_MOST_GIVEN = 20
_WRONG = "请按所选类型填写“%(name)s”的值"


def retry_incident(
    desk: Desk,
    actor: Actor,
    *,
    instance: UUID,
    number: int,
    ticket: Ticket,
    variables: tuple[GivenVariable, ...] = (),
    reason: str = "",
) -> Receipt:
    """Let the process try again what it could not do, with variables put right.

    Raises:
        NotYourTask: the actor is no system administrator.
        NotFound: there is no such incident, or it is settled.
        Invalid: variables are changed without a reason, or a value is not of its kind.
        Refusal: it still cannot go on; nothing has changed.
    """
    require_administrator(actor)

    def do() -> Receipt:
        given = _read(variables, reason, needs_reason=bool(variables))
        found = find_open(desk, instance=instance, number=number)
        with within_its_sight(desk, actor, found):
            case = desk.store.find_case(instance, lock=True)
            moves = resolve_incident(
                desk.flow,
                instance=instance,
                incident=number,
                variables=given,
                by=actor.person,
                at=desk.now(),
            )
            said = "已重试，流程已按新的变量继续" if given else "已重试"
            return _settle(
                desk, actor, found, "retry_incident", case, moves, given=given, reason=reason, says=said
            )

    asked = {
        "instance": str(instance),
        "number": number,
        "variables": [[one.name, one.kind.value, one.text] for one in variables],
        "reason": reason,
    }
    return perform(desk, actor, act="retry_incident", ticket=ticket, body=asked, do=do)


def terminate_instance(
    desk: Desk, actor: Actor, *, instance: UUID, number: int, ticket: Ticket, reason: str
) -> Receipt:
    """Give up: end the process the incident stands in.

    Raises:
        NotYourTask: the actor is no system administrator.
        NotFound: there is no such incident, or it is settled.
        Invalid: without a reason.
        CaseStillOpen: a case that is not concluded depends on it.
    """
    require_administrator(actor)

    def do() -> Receipt:
        _read((), reason, needs_reason=True)
        found = find_open(desk, instance=instance, number=number)
        with within_its_sight(desk, actor, found):
            case = desk.store.find_case(instance, lock=True)
            if case is not None and not case.state.terminal:
                raise CaseStillOpen(number=case.number)
            moves = desk.flow.terminate(instance=instance, reason=reason, by=actor.person, at=desk.now())
            return _settle(
                desk,
                actor,
                found,
                "terminate_instance",
                case,
                moves,
                given={},
                reason=reason,
                says="流程已终止",
            )

    body = {"instance": str(instance), "number": number, "reason": reason}
    return perform(desk, actor, act="terminate_instance", ticket=ticket, body=body, do=do)


def _settle(
    desk: Desk,
    actor: Actor,
    found: OpenIncident,
    act: str,
    case: Case | None,
    moves: Moves,
    *,
    given: Mapping[str, Value],
    reason: str,
    says: str,
) -> Receipt:
    """Bring the inboxes in line, and put the act on record."""
    if case is not None:
        keep_work(desk, case, moves)
    record_deed(
        desk,
        actor,
        act=act,
        target=ObjectRef(kind=INSTANCE, id=found.instance),
        at=desk.now(),
        version=moves.position,
        opinion=f"{reason}{_told(given)}",
        post=Role.SYSTEM_ADMIN.value,
    )
    return Receipt(
        act=act,
        id=found.instance,
        number=case.number if case else "",
        says=says,
        state=int(case.state) if case else 0,
        state_label=state_label(case.frozen.kind, case.state) if case else "",
        position=case.position if case else 0,
    )


def _told(given: Mapping[str, Value]) -> str:
    """Return which variables were put right, with a digest that binds their values to the record."""
    if not given:
        return ""
    digest = state_hash({name: str(value) for name, value in given.items()}).hex()
    return f"（更正变量：{'、'.join(given)}；内容摘要 {digest[:32]}）"


def _read(given: tuple[GivenVariable, ...], reason: str, *, needs_reason: bool) -> dict[str, Value]:
    problems = list(too_long(field="reason", label="理由", text=reason, longest=_LONGEST_REASON))
    if needs_reason and not reason.strip():
        problems.append(Problem("reason", "请填写理由"))
    values: dict[str, Value] = {}
    if len(given) > _MOST_GIVEN:
        problems.append(Problem("variables", "一次最多更正 20 个变量"))
    for at, one in enumerate(given[:_MOST_GIVEN]):
        if not one.name.strip():
            problems.append(Problem(f"variables.{at}.name", "请填写变量名"))
            continue
        try:
            values[one.name.strip()] = read_typed(ValueKind(one.kind), one.text)
        except ValueError:
            problems.append(Problem(f"variables.{at}.text", _WRONG, (("name", one.name),)))
    if problems:
        raise Invalid(problems=tuple(problems))
    return values

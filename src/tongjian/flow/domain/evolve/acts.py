"""What becomes of an instance when people act on its tasks besides completing them."""

from typing import assert_never
from uuid import UUID

from msgspec.structs import replace

from tongjian.flow.domain.act_events import (
    ActEvent,
    ArrivalsSet,
    Copied,
    Delegated,
    HandedBack,
    HandlingEvent,
    Jumped,
    LimitPassed,
    MembersAdded,
    MoveEvent,
    Reassigned,
    Resumed,
    Returned,
    SignerAdded,
    SignerAsked,
    SignerRemoved,
    SigningClosed,
    SigningEvent,
    SigningOpened,
    Suspended,
    Undone,
    Urged,
    Withdrawn,
)
from tongjian.flow.domain.asides import Aside
from tongjian.flow.domain.signing import Opinion, Tally
from tongjian.flow.domain.state import Multi, State, Waiting
from tongjian.flow.domain.variables import Elements


def evolve_acts(state: State, event: ActEvent) -> State:
    """Return the state after an act."""
    match event:
        case Returned() | Withdrawn() | Jumped() | Undone() | ArrivalsSet():
            return _evolve_moves(state, event)
        case (
            SignerAdded()
            | SignerAsked()
            | MembersAdded()
            | SignerRemoved()
            | SigningOpened()
            | SigningClosed()
        ):
            return _evolve_signing(state, event)
        case (
            Reassigned()
            | Delegated()
            | HandedBack()
            | Copied()
            | Urged()
            | Suspended()
            | Resumed()
            | LimitPassed()
        ):
            return _evolve_handling(state, event)
        case _:
            assert_never(event)


def count_opinion(state: State, place: Waiting, opinion: Opinion | None) -> State:
    """Return the state in which a member's opinion is counted, where opinions are counted at all."""
    multi = _multi(state, place.scope)
    if multi is None or multi.tally is None or not place.index:
        return state
    weight, veto = multi.weight_of(place.index), multi.veto_of(place.index)
    tally = multi.tally.with_opinion(opinion or "agree", weight=weight, veto=veto)
    return _with_multi(state, place.scope, replace(multi, tally=tally))


def _evolve_moves(state: State, event: MoveEvent) -> State:
    match event:
        case Returned() | Jumped() | Undone():
            return state
        case Withdrawn():
            return _withdrawn(state, event)
        case ArrivalsSet():
            return _arrivals(state, event)
        case _:
            assert_never(event)


def _evolve_handling(state: State, event: HandlingEvent) -> State:
    match event:
        case Reassigned():
            return _aside(state, event.number, assigned=event.persons, owners=(), delegated=False)
        case Delegated():
            owners = state.aside_of(event.number).assigned
            return _aside(state, event.number, assigned=(event.person,), owners=owners, delegated=True)
        case HandedBack():
            return _aside(state, event.number, assigned=event.persons, owners=(), delegated=False)
        case Suspended():
            return replace(state, suspended=True)
        case Resumed():
            return replace(state, suspended=False)
        case Copied() | Urged() | LimitPassed():
            return state
        case _:
            assert_never(event)


def _evolve_signing(state: State, event: SigningEvent) -> State:
    match event:
        case SignerAdded(place="after"):
            waiting = state.aside_of(event.number).after
            return _keep(
                state, event.number, replace(state.aside_of(event.number), after=(*waiting, *event.persons))
            )
        case SignerAdded() | SigningClosed():
            return state
        case SignerAsked():
            aside = Aside(
                (event.person,), (), delegated=False, host=event.host, place=event.place, index=event.index
            )
            host = state.aside_of(event.host)
            after = tuple(one for one in host.after if one != event.person)
            state = _keep(state, event.host, replace(host, after=after)) if host.after else state
            return _keep(state, event.number, aside)
        case MembersAdded():
            return _members(state, event.scope, event.persons)
        case SignerRemoved():
            return _removed(state, event)
        case SigningOpened():
            return _opened(state, event)
        case _:
            assert_never(event)


def _opened(state: State, event: SigningOpened) -> State:
    multi = _multi(state, event.scope)
    if multi is None:
        return state
    total = sum(event.weights) if event.weights else multi.total
    opened = replace(multi, tally=Tally(total), weights=event.weights, vetoes=event.vetoes)
    return _with_multi(state, event.scope, opened)


def _members(state: State, scope: int, persons: tuple[UUID, ...]) -> State:
    multi = _multi(state, scope)
    if multi is None:
        return state
    more = len(persons)
    elements = Elements((*multi.elements, *map(str, persons))) if multi.elements else Elements()
    return _with_multi(
        state,
        scope,
        replace(
            multi,
            total=multi.total + more,
            elements=elements,
            weights=(*multi.weights, *(1 for _ in persons)) if multi.weights else (),
            vetoes=(*multi.vetoes, *(False for _ in persons)) if multi.vetoes else (),
            tally=multi.tally and multi.tally.with_member(more),
        ),
    )


def _removed(state: State, event: SignerRemoved) -> State:
    multi = _multi(state, event.scope)
    if multi is None or not event.index:
        return state
    tally = multi.tally and multi.tally.with_member(-multi.weight_of(event.index))
    fewer = replace(multi, removed=multi.removed + 1, tally=tally)
    return _with_multi(state, event.scope, fewer)


def _withdrawn(state: State, event: Withdrawn) -> State:
    multi = _multi(state, event.scope)
    if multi is None or not event.index:
        return state
    tally = multi.tally and multi.tally.without_opinion(
        event.opinion or "agree", weight=multi.weight_of(event.index), veto=multi.veto_of(event.index)
    )
    begun, completed = multi.begun - event.undone, multi.completed - 1
    back = replace(multi, begun=begun, completed=completed, tally=tally)
    return _with_multi(state, event.scope, back)


def _arrivals(state: State, event: ArrivalsSet) -> State:
    scope = state.scopes.get(event.scope)
    if scope is None:
        return state
    tokens = {flow: count for flow, count in scope.tokens.items() if flow not in event.taken}
    tokens.update({flow: tokens.get(flow, 0) + 1 for flow in event.given})
    return replace(state, scopes={**state.scopes, event.scope: replace(scope, tokens=tokens)})


def _aside(
    state: State, number: int, *, assigned: tuple[UUID, ...], owners: tuple[UUID, ...], delegated: bool
) -> State:
    aside = replace(state.aside_of(number), assigned=assigned, owners=owners, delegated=delegated)
    return _keep(state, number, aside)


def _keep(state: State, number: int, aside: Aside) -> State:
    if number not in state.waiting:
        return state
    return replace(state, asides={**state.asides, number: aside})


def _multi(state: State, scope: int) -> Multi | None:
    found = state.scopes.get(scope)
    return found.multi if found else None


def _with_multi(state: State, number: int, multi: Multi) -> State:
    return replace(state, scopes={**state.scopes, number: replace(state.scopes[number], multi=multi)})

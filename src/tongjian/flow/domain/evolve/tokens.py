"""What becomes of tokens and scopes."""

from typing import assert_never

from msgspec.structs import replace

from tongjian.flow.domain.events import (
    Ended,
    MemberCompleted,
    MultiInstanceOpened,
    ScopeClosed,
    ScopeOpened,
    Started,
)
from tongjian.flow.domain.state import ROOT, Multi, Scope, State

_ScopeEvent = Started | ScopeOpened | ScopeClosed | MultiInstanceOpened | MemberCompleted | Ended


def evolve_tokens(state: State, event: _ScopeEvent) -> State:
    """Return the state after a scope began, went on or ended."""
    match event:
        case Started():
            scopes = {ROOT: Scope(ROOT, -1, "")}
            return replace(state, started=True, scopes=scopes, variables=event.variables)
        case ScopeOpened():
            opened = Scope(event.number, event.scope, event.node, event.index, event.process)
            return _opened(state, event, replace(opened, variables=event.variables))
        case MultiInstanceOpened():
            multi = Multi(event.total, element=event.element, elements=event.elements)
            opened = Scope(event.number, event.scope, event.node, multi=multi)
            return _opened(state, event, opened)
        case ScopeClosed():
            left = {number: one for number, one in state.scopes.items() if number != event.number}
            return replace(state, scopes=left)
        case MemberCompleted():
            return _complete_member(state, event)
        case Ended():
            return State(
                state.instance, started=True, ended=True, counter=state.counter, variables=state.variables
            )
        case _:
            assert_never(event)


def move_tokens(state: State, scope: int, *, taken: tuple[str, ...], laid: tuple[str, ...]) -> State:
    """Return the state with tokens taken from some flows of a scope and laid on others."""
    found = state.scopes.get(scope)
    if found is None or not (taken or laid):
        return state
    moved = dict(found.tokens)
    for flow in taken:
        left = moved.pop(flow, 0) - 1
        if left > 0:
            moved[flow] = left
    for flow in laid:
        moved[flow] = moved.get(flow, 0) + 1
    return replace(state, scopes={**state.scopes, scope: replace(found, tokens=moved)})


def begin_member(state: State, scope: int, index: int) -> State:
    """Return the state in which this member of a multi-instance has begun, where it is one."""
    found = state.scopes.get(scope)
    if not index or found is None or found.multi is None:
        return state
    multi = replace(found.multi, begun=max(found.multi.begun, index))
    return _with_multi(state, found, multi)


def _opened(state: State, event: ScopeOpened | MultiInstanceOpened, opened: Scope) -> State:
    if event.flow:
        state = move_tokens(state, event.scope, taken=(event.flow,), laid=())
    if isinstance(event, ScopeOpened):
        state = begin_member(state, event.scope, event.index)
    return replace(state, counter=event.number, scopes={**state.scopes, event.number: opened})


def _complete_member(state: State, event: MemberCompleted) -> State:
    state = begin_member(state, event.scope, event.index)
    scope = state.scopes.get(event.scope)
    if scope is None or scope.multi is None:
        return state
    return _with_multi(state, scope, replace(scope.multi, completed=scope.multi.completed + 1))


def _with_multi(state: State, scope: Scope, multi: Multi) -> State:
    return replace(state, scopes={**state.scopes, scope.number: replace(scope, multi=multi)})

"""What becomes of an instance whose timers are moved, or that is moved to another version."""

from typing import assert_never

from msgspec.structs import replace

from tongjian.flow.domain.scoping import own_scopes
from tongjian.flow.domain.state import Scope, State
from tongjian.flow.domain.upkeep import DueMoved, Migrated, TimerMoved, UpkeepEvent


def evolve_upkeep(state: State, event: UpkeepEvent) -> State:
    """Return the state after timers were moved, or node ids changed."""
    match event:
        case TimerMoved():
            timer = state.timers.get(event.number)
            if timer is None:
                return state
            return replace(state, timers={**state.timers, event.number: replace(timer, due=event.due)})
        case DueMoved():
            return state  # when a task should be done, only people look at
        case Migrated():
            return _migrated(state, event)
        case _:
            assert_never(event)


def _migrated(state: State, event: Migrated) -> State:
    own = own_scopes(state)

    def renamed(node: str) -> str:
        return event.nodes.get(node, node)

    def hosted(host: int) -> bool:
        place = state.waiting.get(host)
        return (place.scope if place else host) in own

    return replace(
        state,
        scopes={number: _scope(one, own, event) for number, one in state.scopes.items()},
        waiting={
            number: replace(one, node=renamed(one.node)) if one.scope in own else one
            for number, one in state.waiting.items()
        },
        timers={
            number: replace(one, node=renamed(one.node)) if hosted(one.host) else one
            for number, one in state.timers.items()
        },
        subscriptions={
            number: replace(one, node=renamed(one.node)) if hosted(one.host) else one
            for number, one in state.subscriptions.items()
        },
        incidents={
            number: replace(one, node=renamed(one.node)) if one.scope in own else one
            for number, one in state.incidents.items()
        },
    )


def _scope(scope: Scope, own: frozenset[int], event: Migrated) -> Scope:
    # a called process keeps its version, but the activity that called it is one of ours
    node = event.nodes.get(scope.node, scope.node) if scope.parent in own else scope.node
    if scope.number not in own:
        return replace(scope, node=node)
    tokens = {event.flows.get(flow, flow): count for flow, count in scope.tokens.items()}
    return replace(scope, node=node, tokens=tokens)

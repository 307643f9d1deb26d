"""What becomes of the places where tokens wait, and of variables."""

from typing import assert_never

from msgspec.structs import replace

from tongjian.flow.domain.events import (
    JobRepeated,
    PlaceEntered,
    PlaceEvent,
    PlaceLeft,
    TaskCancelled,
    TaskCompleted,
    TaskOffered,
    VariablesChanged,
)
from tongjian.flow.domain.evolve.acts import count_opinion
from tongjian.flow.domain.evolve.tokens import begin_member, move_tokens
from tongjian.flow.domain.scoping import lay
from tongjian.flow.domain.state import State, Waiting


def evolve_places(state: State, event: PlaceEvent) -> State:
    """Return the state after a token began to wait, waits no more, or variables were set."""
    match event:
        case TaskOffered():
            place = Waiting(event.number, event.scope, event.node, "task", event.index)
            return _entered(state, place, event.flow)
        case TaskCompleted() | PlaceLeft():
            left = state.waiting.get(event.number)
            if left is not None:
                state = lay(state, left.scope, event.variables)
                if left.index and isinstance(event, TaskCompleted):
                    state = count_opinion(state, left, event.opinion)
            return _left(state, event.number)
        case PlaceEntered():
            place = Waiting(event.number, event.scope, event.node, event.kind, event.index)
            return _entered(state, place, event.flow)
        case TaskCancelled():
            return _left(state, event.number)
        case VariablesChanged():
            return lay(state, event.scope, event.variables)
        case JobRepeated():
            return state
        case _:
            assert_never(event)


def _entered(state: State, place: Waiting, flow: str) -> State:
    if flow:
        state = move_tokens(state, place.scope, taken=(flow,), laid=())
    if place.index:
        state = begin_member(state, place.scope, place.index)
    return replace(state, counter=place.number, waiting={**state.waiting, place.number: place})


def _left(state: State, number: int) -> State:
    waiting = dict(state.waiting)
    waiting.pop(number, None)
    if number in state.asides:
        asides = {one: aside for one, aside in state.asides.items() if one != number}
        return replace(state, waiting=waiting, asides=asides)
    return replace(state, waiting=waiting)

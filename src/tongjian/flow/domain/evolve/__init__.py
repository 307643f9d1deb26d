"""Folding the history: each event on a state gives the next state. Total: it never refuses."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, assert_never

from msgspec.structs import replace

from tongjian.flow.domain.act_events import ActEvent
from tongjian.flow.domain.events import (
    Event,
    IncidentEvent,
    IncidentRaised,
    IncidentResolved,
    Passed,
    PlaceEvent,
    TokenEvent,
    TriggerEvent,
)
from tongjian.flow.domain.evolve.acts import evolve_acts
from tongjian.flow.domain.evolve.places import evolve_places
from tongjian.flow.domain.evolve.tokens import evolve_tokens, move_tokens
from tongjian.flow.domain.evolve.triggers import evolve_triggers
from tongjian.flow.domain.evolve.upkeep import evolve_upkeep
from tongjian.flow.domain.kinds import routes
from tongjian.flow.domain.state import Incident, State
from tongjian.flow.domain.upkeep import UpkeepEvent


def evolve(state: State, event: Event) -> State:
    """Return the state after the event."""
    return _FOLDS[type(event)](state, event)


def evolve_all(state: State, events: Iterable[Event]) -> State:
    """Return the state after all the events, in order."""
    for event in events:
        state = evolve(state, event)
    return state


def _evolve_incidents(state: State, event: IncidentEvent) -> State:
    match event:
        case IncidentRaised():
            raised = Incident(event.number, event.scope, event.node, event.code, event.place)
            return replace(state, counter=event.number, incidents={**state.incidents, event.number: raised})
        case IncidentResolved():
            left = {number: one for number, one in state.incidents.items() if number != event.number}
            return replace(state, incidents=left)
        case _:
            assert_never(event)


def _pass(state: State, event: Passed) -> State:
    return move_tokens(state, event.scope, taken=event.incoming, laid=event.outgoing)


# one handler for each union, so that its match is checked to be complete; a test asks for every kind
_FOLDS: Mapping[type, Callable[[State, Any], State]] = routes(
    (Passed, _pass),
    (PlaceEvent, evolve_places),
    (TokenEvent, evolve_tokens),
    (TriggerEvent, evolve_triggers),
    (UpkeepEvent, evolve_upkeep),
    (IncidentEvent, _evolve_incidents),
    (ActEvent, evolve_acts),
)

"""Folding the history: each event on a state gives the next state. Total: it never refuses."""

from collections.abc import Iterable
from typing import assert_never

from msgspec.structs import replace

from tongjian.flow.domain.events import (
    Ended,
    Event,
    IncidentRaised,
    IncidentResolved,
    JobRepeated,
    MemberCompleted,
    MultiInstanceOpened,
    Passed,
    PlaceEntered,
    PlaceLeft,
    Received,
    ScopeClosed,
    ScopeOpened,
    Started,
    Subscribed,
    TaskCancelled,
    TaskCompleted,
    TaskOffered,
    ThrownOut,
    TimerCancelled,
    TimerFired,
    TimerStarted,
    Unsubscribed,
    VariablesChanged,
)
from tongjian.flow.domain.evolve.acts import evolve_acts
from tongjian.flow.domain.evolve.places import evolve_places
from tongjian.flow.domain.evolve.tokens import evolve_tokens, move_tokens
from tongjian.flow.domain.evolve.triggers import evolve_triggers
from tongjian.flow.domain.evolve.upkeep import evolve_upkeep
from tongjian.flow.domain.state import Incident, State
from tongjian.flow.domain.upkeep import DueMoved, Migrated, TimerMoved


def evolve(state: State, event: Event) -> State:  # noqa: PLR0911 - one return per kind of event
    """Return the state after the event."""
    match event:
        case Passed():
            return move_tokens(state, event.scope, taken=event.incoming, laid=event.outgoing)
        case TaskOffered() | TaskCompleted() | TaskCancelled() | PlaceEntered() | PlaceLeft():
            return evolve_places(state, event)
        case JobRepeated() | VariablesChanged():
            return evolve_places(state, event)
        case Started() | ScopeOpened() | ScopeClosed() | MultiInstanceOpened() | MemberCompleted() | Ended():
            return evolve_tokens(state, event)
        case TimerStarted() | TimerFired() | TimerCancelled():
            return evolve_triggers(state, event)
        case Subscribed() | Unsubscribed() | Received() | ThrownOut():
            return evolve_triggers(state, event)
        case TimerMoved() | DueMoved() | Migrated():
            return evolve_upkeep(state, event)
        case IncidentRaised() | IncidentResolved():
            return _evolve_incidents(state, event)
        case _:
            return evolve_acts(state, event)


def evolve_all(state: State, events: Iterable[Event]) -> State:
    """Return the state after all the events, in order."""
    for event in events:
        state = evolve(state, event)
    return state


def _evolve_incidents(state: State, event: IncidentRaised | IncidentResolved) -> State:
    match event:
        case IncidentRaised():
            raised = Incident(event.number, event.scope, event.node, event.code, event.place)
            return replace(state, counter=event.number, incidents={**state.incidents, event.number: raised})
        case IncidentResolved():
            left = {number: one for number, one in state.incidents.items() if number != event.number}
            return replace(state, incidents=left)
        case _:
            assert_never(event)

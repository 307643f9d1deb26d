"""Folding the history: each event on a state gives the next state. Total: it never refuses."""

from collections.abc import Iterable
from typing import assert_never

from tongjian.flow.domain.events import (
    Ended,
    Event,
    MultiInstanceOpened,
    Passed,
    Started,
    TaskCancelled,
    TaskCompleted,
    TaskOffered,
)
from tongjian.flow.domain.state import State, Waiting
from tongjian.flow.domain.variables import Variables


def evolve(state: State, event: Event) -> State:  # noqa: PLR0911 - one return per event
    """Return the state after the event."""
    match event:
        case Started():
            return _with(state, started=True, variables=event.variables)
        case Passed():
            return _with(state, tokens=_moved(state.tokens, event.incoming, event.outgoing))
        case MultiInstanceOpened():
            tokens = _moved(state.tokens, (event.flow,), ())
            return _with(state, counter=state.counter + 1, tokens=tokens)
        case TaskOffered():
            return _offered(state, event)
        case TaskCompleted():
            variables = state.variables.merged(event.variables)
            return _with(state, tasks=_without(state.tasks, event), variables=variables)
        case TaskCancelled():
            return _with(state, tasks=_without(state.tasks, event))
        case Ended():
            return _with(state, ended=True, tokens={}, tasks=())
        case _:
            assert_never(event)


def evolve_all(state: State, events: Iterable[Event]) -> State:
    """Return the state after all the events, in order."""
    for event in events:
        state = evolve(state, event)
    return state


def _offered(state: State, event: TaskOffered) -> State:
    taken = (event.flow,) if event.flow else ()
    return _with(
        state,
        counter=state.counter + 1,
        tokens=_moved(state.tokens, taken, ()),
        tasks=(*state.tasks, Waiting(event.task, event.node, event.body)),
    )


def _without(tasks: tuple[Waiting, ...], event: TaskCompleted | TaskCancelled) -> tuple[Waiting, ...]:
    return tuple(one for one in tasks if one.task != event.task)


def _moved(tokens: dict[str, int], taken: tuple[str, ...], laid: tuple[str, ...]) -> dict[str, int]:
    moved = dict(tokens)
    for flow in taken:
        left = moved.pop(flow, 0) - 1
        if left > 0:
            moved[flow] = left
    for flow in laid:
        moved[flow] = moved.get(flow, 0) + 1
    return moved


def _with(
    state: State,
    *,
    started: bool | None = None,
    ended: bool | None = None,
    counter: int | None = None,
    tokens: dict[str, int] | None = None,
    tasks: tuple[Waiting, ...] | None = None,
    variables: Variables | None = None,
) -> State:
    # built by hand: twice as fast as a generic replace, and every command does it several times
    return State(
        state.instance,
        state.started if started is None else started,
        state.ended if ended is None else ended,
        state.counter if counter is None else counter,
        state.tokens if tokens is None else tokens,
        state.tasks if tasks is None else tasks,
        state.variables if variables is None else variables,
    )

"""What becomes of timers, and of the messages and signals that are waited for."""

from typing import assert_never

from msgspec.structs import replace

from tongjian.flow.domain.events import (
    Received,
    Subscribed,
    ThrownOut,
    TimerCancelled,
    TimerFired,
    TimerStarted,
    TriggerEvent,
    Unsubscribed,
)
from tongjian.flow.domain.scoping import lay
from tongjian.flow.domain.state import SetTimer, State, Subscription


def evolve_triggers(state: State, event: TriggerEvent) -> State:
    """Return the state after a timer or a subscription was set, served or dropped."""
    match event:
        case TimerStarted():
            timer = SetTimer(event.number, event.host, event.node, event.due, event.left)
            return replace(state, counter=event.number, timers={**state.timers, event.number: timer})
        case TimerFired() | TimerCancelled():
            left = {number: one for number, one in state.timers.items() if number != event.number}
            return replace(state, timers=left)
        case Subscribed():
            fresh = Subscription(event.number, event.host, event.node, event.kind, event.name, event.key)
            subscriptions = {**state.subscriptions, event.number: fresh}
            return replace(state, counter=event.number, subscriptions=subscriptions)
        case Unsubscribed():
            kept = {number: one for number, one in state.subscriptions.items() if number != event.number}
            return replace(state, subscriptions=kept)
        case Received():
            return _received(state, event)
        case ThrownOut():
            return state
        case _:
            assert_never(event)


def _received(state: State, event: Received) -> State:
    subscription = state.subscriptions.get(event.number)
    if subscription is None:
        return state
    place = state.waiting.get(subscription.host)
    return lay(state, place.scope if place else subscription.host, event.variables)

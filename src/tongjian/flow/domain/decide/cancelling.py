"""Leaving what is not finished: places and scopes fall with their timers, subscriptions and incidents."""

from collections import deque

from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.events import (
    IncidentResolved,
    PlaceLeft,
    ScopeClosed,
    TaskCancelled,
    TimerCancelled,
    Unsubscribed,
)
from tongjian.flow.domain.state import Waiting
from tongjian.flow.domain.variables import Variables


def release(course: Course, host: int) -> None:
    """Drop the timers, subscriptions and incidents that belong to a place or scope."""
    state = course.state
    if not (state.timers or state.subscriptions or state.incidents):
        return
    for timer in [one for one in state.timers.values() if one.host == host]:
        course.record(TimerCancelled(timer.number, timer.node))
    for subscription in [one for one in state.subscriptions.values() if one.host == host]:
        course.record(Unsubscribed(subscription.number, subscription.node))
    for incident in [one for one in state.incidents.values() if host in (one.place, one.scope)]:
        if incident.place == host or incident.place not in state.waiting:
            course.record(IncidentResolved(incident.number, incident.node, None))


def cancel_place(course: Course, place: Waiting) -> None:
    """Let a token no longer wait; it is gone."""
    release(course, place.number)
    course.touched.add(place.scope)
    if place.kind == "task":
        task = course.state.task_of(place.number)
        course.record(TaskCancelled(task, place.number, place.node))
        for added in [one for one, aside in course.state.asides.items() if aside.host == place.number]:
            cancel_place(course, course.state.waiting[added])
    else:
        course.record(PlaceLeft(place.number, place.node, place.kind, "cancelled", Variables(), None))


def cancel_scope(course: Course, number: int) -> None:
    """Leave a scope with all that is in it."""
    cancel_inside(course, number)
    release(course, number)
    scope = course.state.scopes[number]
    course.record(ScopeClosed(number, scope.node, "cancelled"))
    course.touched.discard(number)
    course.touched.add(scope.parent)


def cancel_inside(course: Course, number: int) -> None:
    """Cancel every place and scope in a scope, and let none of its tokens move further."""
    for inner in [one.number for one in course.state.scopes.values() if one.parent == number]:
        cancel_scope(course, inner)
    for place in [one for one in course.state.waiting.values() if one.scope == number]:
        cancel_place(course, place)
    if course.pending:
        course.pending = deque(move for move in course.pending if move[0] != number)


def cancel_host(course: Course, host: int) -> int:
    """Cancel the activity with this number, a place or a scope; return the scope it stood in."""
    place = course.state.waiting.get(host)
    if place is not None:
        cancel_place(course, place)
        return place.scope
    outer = course.state.scopes[host].parent
    cancel_scope(course, host)
    return outer

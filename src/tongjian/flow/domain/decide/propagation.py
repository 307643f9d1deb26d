"""Errors and escalations: from where they are thrown outwards, to the nearest that catches them.

Source: BPMN 2.0.2, 10.5.1, 10.5.6 and 13.5.3.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.happening import happen_at_boundary
from tongjian.flow.domain.decide.incidents import raise_incident
from tongjian.flow.domain.decide.scopes import open_event_sub_process
from tongjian.flow.domain.events import PlaceEntered, ThrownOut
from tongjian.flow.domain.nodes import BoundaryEvent, FlowNode, StartEvent, SubProcess
from tongjian.flow.domain.state import ROOT
from tongjian.flow.domain.triggers import Error, Escalation
from tongjian.flow.domain.variables import Variables

_Thrown = Literal["error", "escalation"]
_Event = TypeVar("_Event", BoundaryEvent, StartEvent)


@dataclass(frozen=True, slots=True)
class Catcher:
    """Who catches: an event on the edge of the host, or of an event sub-process inside it."""

    host: int
    event: BoundaryEvent | StartEvent


def throw_error(course: Course, scope: int, node: FlowNode, code: str) -> None:
    """Throw an error from within a scope; the nearest that catches it stops what it stands around.

    Where nobody catches it an incident is raised, and the token waits for a person.
    """
    catcher = find_catcher(course, scope, kind="error", code=code)
    caught = catcher.event.id if catcher else ""
    course.record(ThrownOut(scope, node.id, "error", code, "", caught, Variables()))
    if catcher is not None:
        catch(course, catcher)
        return
    place = course.number()
    course.record(PlaceEntered(place, scope, node.id, "held", "", 0))
    raise_incident(
        course, scope, node=node.id, code="flow.error_uncaught", says=f"错误 {code} 无人处理", place=place
    )


def throw_escalation(course: Course, scope: int, node: FlowNode, code: str) -> None:
    """Throw an escalation from within a scope; where nobody catches it, it is only recorded."""
    catcher = find_catcher(course, scope, kind="escalation", code=code)
    caught = catcher.event.id if catcher else ""
    course.record(ThrownOut(scope, node.id, "escalation", code, "", caught, Variables()))
    if catcher is not None:
        catch(course, catcher)


def catch(course: Course, catcher: Catcher) -> None:
    """Let the event happen that catches."""
    if isinstance(catcher.event, BoundaryEvent):
        happen_at_boundary(course, catcher.event, host=catcher.host)
    else:
        open_event_sub_process(course, catcher.host, catcher.event)


def find_catcher(course: Course, scope: int, *, kind: _Thrown, code: str) -> Catcher | None:
    """Return who catches what is thrown within a scope, looking outwards, through calls too.

    An event sub-process does not catch what it throws itself, nor do those beside it.
    """
    inner_by_event = False
    while True:
        found = course.state.scopes[scope]
        if found.multi is None and not inner_by_event:
            start = _match(course.container_of(scope).event_starts, kind, code)
            if start is not None:
                return Catcher(scope, start)
        if scope == ROOT:
            return None
        event = at_edge(course, scope, kind=kind, code=code)
        if event is not None:
            return Catcher(scope, event)
        inner_by_event = _by_event(course, scope)
        scope = found.parent


def at_edge(course: Course, host: int, *, kind: _Thrown, code: str) -> BoundaryEvent | None:
    """Return the boundary event of a place or scope that catches; a member of a multi-instance has none."""
    place = course.state.waiting.get(host)
    scope = course.state.scopes.get(host)
    outer, name = (place.scope, place.node) if place else (scope.parent, scope.node) if scope else (ROOT, "")
    if course.state.scopes[outer].multi is not None:
        return None
    return _match(course.process_of(outer).boundaries.get(name, ()), kind, code)


def _match(events: Iterable[_Event], kind: _Thrown, code: str) -> _Event | None:
    wanted = Error if kind == "error" else Escalation
    matching = {
        event.trigger.code: event
        for event in events
        if isinstance(event.trigger, wanted) and event.trigger.code in ("", code)
    }
    return matching.get(code) or matching.get("")


def _by_event(course: Course, scope: int) -> bool:
    found = course.state.scopes[scope]
    if found.process or course.state.scopes[found.parent].multi is not None:
        return False
    node = course.node_of(found.parent, found.node)
    return isinstance(node, SubProcess) and node.by_event

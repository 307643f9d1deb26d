"""What the engine cannot do alone waits for a person, as an incident.

Where a person acts on a task, what cannot go on is refused and nothing has changed. Where the engine
acts by itself (a timer, a message, a signal, a job), nobody is there to be refused: the token waits
where it cannot go on, and an incident says why. An error that nobody catches is always an incident.
"""

from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.events import IncidentRaised, PlaceEntered
from tongjian.kit import Refusal


def hold(course: Course, scope: int, *, node: str, flow: str, index: int, refusal: Refusal) -> None:
    """Let a token that cannot go on wait for a person."""
    place = course.number()
    course.record(PlaceEntered(place, scope, node, "held", flow, index))
    raise_incident(course, scope, node=node, code=refusal.code, says=str(refusal), place=place)


def raise_incident(course: Course, scope: int, *, node: str, code: str, says: str, place: int) -> None:
    """Say that a person has to look; once for each place."""
    standing = course.state.incidents.values()
    if any((one.scope, one.node, one.place) == (scope, node, place) for one in standing):
        return
    course.record(IncidentRaised(course.number(), scope, node, code, says[:500], place, course.now))

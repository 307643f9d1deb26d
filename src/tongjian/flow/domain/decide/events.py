"""Start and end events.

Source: BPMN 2.0.2, 10.5 and 13.5.
"""

from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.events import Ended, TaskCancelled
from tongjian.flow.domain.process import EndEvent


def reach_end(course: Course, node: EndEvent, *, flow: str) -> None:
    """Use up the token; a terminate end event ends the whole instance, open tasks and all."""
    course.pass_through(node, taken=(flow,), laid=())
    if node.terminate:
        cancel_open(course)
        course.record(Ended("completed", node.id, "", None))


def cancel_open(course: Course) -> None:
    """Cancel every open task and let no token move further."""
    course.pending.clear()
    for waiting in course.state.tasks:
        course.record(TaskCancelled(waiting.task, waiting.node))

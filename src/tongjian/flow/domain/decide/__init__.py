"""Deciding: what a command makes happen, or why it is refused.

The modules follow the chapters of BPMN 2.0.2: tasks, gateways, events, containers.
"""

from datetime import datetime
from typing import assert_never

from tongjian.flow.domain.commands import Command, CompleteTask, Start, Terminate
from tongjian.flow.domain.decide.containers import settle, start_process, terminate_process
from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.events import reach_end
from tongjian.flow.domain.decide.gateways import enter_exclusive, enter_parallel
from tongjian.flow.domain.decide.tasks import complete_task, enter_user_task
from tongjian.flow.domain.events import Event
from tongjian.flow.domain.process import (
    EndEvent,
    ExclusiveGateway,
    ParallelGateway,
    Process,
    StartEvent,
    UserTask,
)
from tongjian.flow.domain.state import State


def decide(process: Process, state: State, command: Command) -> tuple[Event, ...]:
    """Return what the command makes happen; tokens move on until all of them wait.

    Raises:
        TaskNotActive, InstanceEnded, InstanceStarted: the command comes too late.
        NoWayOut, JoinStuck, VariableUnfit, Runaway: the process cannot go on so.
    """
    course = Course(process, state)
    match command:
        case Start():
            start_process(course, command)
        case CompleteTask():
            complete_task(course, command)
        case Terminate():
            terminate_process(course, command)
        case _:
            assert_never(command)
    while course.pending:
        _enter(course, flow=course.pending.popleft(), now=command.now)
    settle(course)
    return tuple(course.events)


def _enter(course: Course, *, flow: str, now: datetime) -> None:
    node = course.process.nodes[course.process.flows[flow].target]
    match node:
        case UserTask():
            enter_user_task(course, node, flow=flow, now=now)
        case ExclusiveGateway():
            enter_exclusive(course, node, flow=flow)
        case ParallelGateway():
            enter_parallel(course, node)
        case EndEvent():
            reach_end(course, node, flow=flow)
        case StartEvent():  # compile_process lets no flow lead here
            course.pass_through(node, taken=(flow,), laid=node.outgoing)
        case _:
            assert_never(node)

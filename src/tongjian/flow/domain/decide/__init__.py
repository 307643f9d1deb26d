"""Deciding: what a command makes happen, or why it is refused.

The modules follow the chapters of BPMN 2.0.2: activities and tasks, gateways, events, containers.
"""

from typing import assert_never

from tongjian.flow.domain.acts import (
    Act,
    AddSigner,
    Copy,
    Delegate,
    HandBack,
    Jump,
    Reassign,
    RemoveSigner,
    Resume,
    Return,
    Suspend,
    Urge,
    Withdraw,
)
from tongjian.flow.domain.commands import (
    BroadcastSignal,
    Command,
    CompleteTask,
    DeliverMessage,
    FailJob,
    FinishJob,
    FireTimer,
    ResolveIncident,
    Start,
    Terminate,
    TokenCommand,
)
from tongjian.flow.domain.decide.activities import finish_activity
from tongjian.flow.domain.decide.answering import (
    broadcast_signal,
    complete_task,
    deliver_message,
    fail_job,
    finish_job,
    fire_timer,
    resolve_incident,
)
from tongjian.flow.domain.decide.containers import start_process, terminate_process
from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.handling import hand_on, resume, suspend, tell
from tongjian.flow.domain.decide.opentasks import must_run
from tongjian.flow.domain.decide.returning import jump, return_to, withdraw
from tongjian.flow.domain.decide.running import run_on
from tongjian.flow.domain.decide.signers import add_signer, remove_signer
from tongjian.flow.domain.decide.upkeep import keep_up
from tongjian.flow.domain.events import Event
from tongjian.flow.domain.outside import NOWHERE, Outside
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.state import State
from tongjian.flow.domain.upkeep import Migrate, MoveTimers

_BY_ENGINE = (FireTimer, DeliverMessage, BroadcastSignal, FinishJob, FailJob)
_BY_NOBODY = (FireTimer, FinishJob, FailJob)
_WHILE_IT_RUNS = (*_BY_ENGINE, ResolveIncident)
_UPKEEP = (MoveTimers, Migrate)


def decide(process: Process, state: State, command: Command, outside: Outside = NOWHERE) -> tuple[Event, ...]:
    """Return what the command makes happen; tokens move on until all of them wait.

    Raises:
        TaskNotActive, TimerNotActive, JobNotActive, IncidentNotOpen, NoReceiver, InstanceEnded,
            InstanceStarted: the command comes too late.
        TimerNotDue: it comes too early.
        InstanceSuspended: nothing may happen at present.
        MigrationImpossible: what waits has no place in the other version.
        NoWayOut, JoinStuck, VariableUnfit, UnknownProcess, Runaway: the process cannot go on so.
    """
    return carry_out(process, state, command, outside)[0]


def carry_out(
    process: Process, state: State, command: Command, outside: Outside = NOWHERE
) -> tuple[tuple[Event, ...], State]:
    """Return what ``decide`` returns, with the state to which these events lead.

    Raises:
        Refusal: those of ``decide``.
    """
    by = None if isinstance(command, _BY_NOBODY) else command.by
    alone = isinstance(command, _BY_ENGINE)
    course = Course(process, state, now=command.now, by=by, alone=alone, outside=outside)
    if state.suspended and isinstance(command, _WHILE_IT_RUNS):
        must_run(course)
    if isinstance(command, _UPKEEP):
        keep_up(course, command)
    else:
        _obey(course, command)
    run_on(course)
    return tuple(course.events), course.state


def _obey(course: Course, command: TokenCommand) -> None:
    match command:
        case CompleteTask():
            complete_task(course, command)
        case Start():
            start_process(course, command)
        case Terminate():
            terminate_process(course, command)
        case FireTimer():
            fire_timer(course, command)
        case DeliverMessage():
            deliver_message(course, command)
        case BroadcastSignal():
            broadcast_signal(course, command)
        case FinishJob():
            finish_job(course, command)
        case FailJob():
            fail_job(course, command)
        case ResolveIncident():
            resolve_incident(course, command)
        case _:
            _act(course, command)


def _act(course: Course, act: Act) -> None:
    match act:
        case Return():
            return_to(course, act)
        case Withdraw():
            withdraw(course, act)
        case Jump():
            jump(course, act)
        case Reassign() | Delegate() | HandBack():
            hand_on(course, act)
        case AddSigner():
            add_signer(course, act)
        case RemoveSigner():
            remove_signer(course, act, finish=finish_activity)
        case Copy() | Urge():
            tell(course, act)
        case Suspend():
            suspend(course, act)
        case Resume():
            resume(course, act)
        case _:
            assert_never(act)

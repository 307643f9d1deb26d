"""Flow: the BPMN engine. Runs processes of approval work; every command is one transaction."""

from tongjian.flow.actions.deploy import deploy_process, shipped_processes
from tongjian.flow.actions.engine import FlowEngine, replay
from tongjian.flow.actions.once import FlowDesk, ticket_of
from tongjian.flow.actions.worker import FlowWorker, JobError, JobHandler, JobRequest, wait_after
from tongjian.flow.domain.commands import Command, CompleteTask, Start, Terminate
from tongjian.flow.domain.decide import decide
from tongjian.flow.domain.deploy import compile_process
from tongjian.flow.domain.effects import CloseTask, Effect, EndInstance, OfferTask, effects
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
from tongjian.flow.domain.evolve import evolve, evolve_all
from tongjian.flow.domain.moves import ClosedTask, Moves, OpenTask, RecordedEvent
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.state import State
from tongjian.flow.domain.variables import Value, Variables
from tongjian.flow.errors import (
    FlowKeyInUse,
    FlowKeyReused,
    InstanceEnded,
    InstanceStarted,
    InvalidVariables,
    JoinStuck,
    NoWayOut,
    ProcessRefused,
    Runaway,
    TaskNotActive,
    UnknownInstance,
    UnknownProcess,
    VariableUnfit,
    VersionTaken,
)
from tongjian.flow.memory import MemoryFlowStore, MemoryLibrary
from tongjian.flow.ports import (
    Agenda,
    DueTimer,
    FlowLedger,
    FlowStore,
    OpenIncident,
    ProcessLibrary,
    Receivers,
    TakenJob,
    Ticket,
)

__all__ = [
    "Agenda",
    "CloseTask",
    "ClosedTask",
    "Command",
    "CompleteTask",
    "DueTimer",
    "Effect",
    "EndInstance",
    "Ended",
    "Event",
    "FlowDesk",
    "FlowEngine",
    "FlowKeyInUse",
    "FlowKeyReused",
    "FlowLedger",
    "FlowStore",
    "FlowWorker",
    "InstanceEnded",
    "InstanceStarted",
    "InvalidVariables",
    "JobError",
    "JobHandler",
    "JobRequest",
    "JoinStuck",
    "MemoryFlowStore",
    "MemoryLibrary",
    "Moves",
    "MultiInstanceOpened",
    "NoWayOut",
    "OfferTask",
    "OpenIncident",
    "OpenTask",
    "Passed",
    "Process",
    "ProcessLibrary",
    "ProcessRefused",
    "Receivers",
    "RecordedEvent",
    "Runaway",
    "Start",
    "Started",
    "State",
    "TakenJob",
    "TaskCancelled",
    "TaskCompleted",
    "TaskNotActive",
    "TaskOffered",
    "Terminate",
    "Ticket",
    "UnknownInstance",
    "UnknownProcess",
    "Value",
    "VariableUnfit",
    "Variables",
    "VersionTaken",
    "compile_process",
    "decide",
    "deploy_process",
    "effects",
    "evolve",
    "evolve_all",
    "replay",
    "shipped_processes",
    "ticket_of",
    "wait_after",
]

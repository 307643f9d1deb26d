"""Flow: the BPMN engine. Runs processes of approval work; every command is one transaction."""

from tongjian.flow.actions.deploy import deploy_process, shipped_processes
from tongjian.flow.actions.engine import FlowEngine, replay
from tongjian.flow.actions.once import FlowDesk, ticket_of
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
from tongjian.flow.ports import FlowLedger, FlowStore, ProcessLibrary, Ticket

__all__ = [
    "CloseTask",
    "ClosedTask",
    "Command",
    "CompleteTask",
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
    "InstanceEnded",
    "InstanceStarted",
    "InvalidVariables",
    "JoinStuck",
    "MemoryFlowStore",
    "MemoryLibrary",
    "Moves",
    "MultiInstanceOpened",
    "NoWayOut",
    "OfferTask",
    "OpenTask",
    "Passed",
    "Process",
    "ProcessLibrary",
    "ProcessRefused",
    "RecordedEvent",
    "Runaway",
    "Start",
    "Started",
    "State",
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
]

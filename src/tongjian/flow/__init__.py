"""Flow: the BPMN engine. Runs processes of approval work; every command is one transaction."""

from tongjian.flow.actions.deploy import deploy_process, shipped_processes
from tongjian.flow.actions.engine import FlowEngine, replay
from tongjian.flow.domain.decide import decide
from tongjian.flow.domain.deploy import compile_process
from tongjian.flow.domain.effects import effects
from tongjian.flow.domain.evolve import evolve, evolve_all
from tongjian.flow.domain.moves import ClosedTask, Moves, OpenTask, RecordedEvent
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.state import State
from tongjian.flow.domain.variables import Value, Variables
from tongjian.flow.errors import (
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
from tongjian.flow.ports import FlowStore, ProcessLibrary

__all__ = [
    "ClosedTask",
    "FlowEngine",
    "FlowStore",
    "InstanceEnded",
    "InstanceStarted",
    "InvalidVariables",
    "JoinStuck",
    "MemoryFlowStore",
    "MemoryLibrary",
    "Moves",
    "NoWayOut",
    "OpenTask",
    "Process",
    "ProcessLibrary",
    "ProcessRefused",
    "RecordedEvent",
    "Runaway",
    "State",
    "TaskNotActive",
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
]

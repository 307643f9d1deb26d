"""The pure kernel: deciding, folding and telling effects, with and without its state written each time."""

import time
from datetime import UTC, datetime
from uuid import UUID

from bench.engine.walks import COMMANDS, OFFICER, TEXT, VARIABLES
from bench.figures import quantile
from tongjian.flow import Process, State, compile_process, effects
from tongjian.flow.domain.commands import CompleteTask, Start
from tongjian.flow.domain.decide import carry_out
from tongjian.flow.domain.encoding import decode_state, encode_event, encode_state
from tongjian.flow.domain.variables import Variables, read_variables
from tongjian.kit import new_id

_NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
_ROUNDS, _WALKS = 5, 600
WAYS = ("memory", "written", "reread")
"""Nothing written; state and events written at each command; the state read back besides."""

_OPINION = Variables({"opinion": "同意"})


def measure_kernel() -> dict[str, dict[str, float]]:
    """Return commands per CPU second, in memory and with everything written down."""
    process = compile_process(TEXT.read_bytes())
    found = {}
    for name in WAYS:
        _per_second(process, walks=50, way=name)
        rates = [_per_second(process, walks=_WALKS, way=name) for _ in range(_ROUNDS)]
        found[name] = {
            "commands_per_cpu_second": round(quantile(rates, 0.5)),
            "least": round(min(rates)),
            "most": round(max(rates)),
        }
    return found


def state_bytes() -> int:
    """Return the size of the largest state on the way."""
    process, sizes = compile_process(TEXT.read_bytes()), []
    state = _begin(process, new_id())
    while not state.ended:
        sizes.append(len(encode_state(state)))
        state = _obey(process, state, _next(state), way="memory")
    return max(sizes)


def _per_second(process: Process, *, walks: int, way: str) -> float:
    began = time.process_time()
    for _ in range(walks):
        state = _begin(process, new_id(), way=way)
        while not state.ended:
            state = _obey(process, state, _next(state), way=way)
    return walks * COMMANDS / (time.process_time() - began)


def _begin(process: Process, instance: UUID, *, way: str = "memory") -> State:
    command = Start(variables=read_variables(VARIABLES), by=OFFICER, now=_NOW)
    return _obey(process, State(instance), command, way=way)


def _next(state: State) -> CompleteTask:
    task = state.task_of(state.tasks[0].number)
    return CompleteTask(task=task, variables=_OPINION, by=OFFICER, now=_NOW)


def _obey(process: Process, state: State, command: Start | CompleteTask, *, way: str) -> State:
    events, after = carry_out(process, state, command)
    for event in events:
        effects(event)
    if way == "memory":
        return after
    for event in events:
        encode_event(event)
    written = encode_state(after)
    return decode_state(written) if way == "reread" else after

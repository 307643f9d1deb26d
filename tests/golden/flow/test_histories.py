"""Shipped processes played from files of commands; what happens must not differ from the files beside.

Beside each ``PROCESS.what_happens.commands.jsonl`` stands a ``.history.jsonl``: after each command its
events, then the ids of the open tasks' nodes and whether the instance has ended, or the refusal's
code. A history of a released version stays for ever. ``TONGJIAN_WRITE_GOLDEN=1`` writes new ones.
"""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from tongjian.flow import (
    Process,
    State,
    Variables,
    compile_process,
    decide,
    evolve_all,
    replay,
    shipped_processes,
)
from tongjian.flow.domain.commands import Command, CompleteTask, Start, Terminate
from tongjian.flow.domain.encoding import decode_event, encode_event
from tongjian.flow.domain.events import Event
from tongjian.kit import Refusal

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.commands.jsonl"))
INSTANCE = UUID("018f0000-0000-7000-8000-000000000001")
OFFICER = UUID("018f0000-0000-7000-8000-0000000000b1")
MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PROCESSES = {process.id: process for process in map(compile_process, shipped_processes())}


def command_of(line: str, state: State, now: datetime) -> Command:
    """Return the command of a line; a task that is not open gets an id that never was."""
    data = json.loads(line)
    if "start" in data:
        return Start(variables=Variables.from_data(data["start"]), by=OFFICER, now=now)
    if "terminate" in data:
        return Terminate(reason=data["terminate"], by=OFFICER, now=now)
    tasks = [state.task_of(one.number) for one in state.tasks if one.node == data["complete"]]
    task = tasks[data.get("index", 0)] if tasks else UUID(int=0)
    given = Variables.from_data(data.get("variables", {}))
    return CompleteTask(task=task, variables=given, by=OFFICER, now=now)


def play(process: Process, lines: list[str]) -> Iterator[str]:
    """Yield the lines of the history."""
    state, events, now = State(INSTANCE), list[Event](), MONDAY
    for line in lines:
        now += timedelta(hours=1)
        try:
            new = decide(process, state, command_of(line, state, now))
        except Refusal as refusal:
            yield json.dumps({"refused": refusal.code})
            continue
        state, events = evolve_all(state, new), [*events, *new]
        yield from (encode_event(event).replace(process.content_hash, "(hash)") for event in new)
        yield json.dumps({"open": sorted(one.node for one in state.tasks), "ended": state.ended})
    assert replay(INSTANCE, tuple(decode_event(encode_event(event)) for event in events)) == state


@pytest.mark.parametrize("commands", FILES, ids=lambda path: path.name.removesuffix(".commands.jsonl"))
def test_a_shipped_process_goes_as_its_golden_history_says(commands: Path) -> None:
    process = PROCESSES[commands.name.partition(".")[0]]
    played = list(play(process, commands.read_text(encoding="utf-8").splitlines()))
    golden = commands.with_name(commands.name.replace(".commands.", ".history."))
    if os.environ.get("TONGJIAN_WRITE_GOLDEN") == "1":
        golden.write_text("".join(f"{line}\n" for line in played), encoding="utf-8")
    assert played == golden.read_text(encoding="utf-8").splitlines()


def test_every_shipped_process_has_a_golden_history() -> None:
    assert {path.name.partition(".")[0] for path in FILES} == set(PROCESSES)
    assert len(FILES) == len(list(FOLDER.glob("*.history.jsonl")))


def test_the_nodes_and_acts_that_cases_build_on_are_there() -> None:
    acts = {
        process.id: {node.id: " ".join(node.acts) for node in process.nodes.values() if hasattr(node, "acts")}
        for process in PROCESSES.values()
    }
    permit = {
        "receive": "accept correct reject turn_away",
        "supplement": "supplement",
        "review": "review",
        "co_sign": "co_sign",
        "decide": "grant refuse",
        "issue": "issue",
        "deliver": "deliver",
    }
    assert acts == {
        "permit": permit,
        "confirmation": permit,
        "filing": {
            "receive": "register correct",
            "supplement": "supplement",
            "issue": "issue",
            "deliver": "deliver",
        },
        "internal": {"co_sign": "co_sign", "conclude": "conclude"},
        "service": {"offer": "offer", "contract": "contract", "result": "finish"},
        "inspection": {"inspect": "pass_inspection order_rectification", "rectify": "rectify"},
        "outside": {"outside": "outside_accept outside_report outside_conclude"},
    }

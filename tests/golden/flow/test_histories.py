"""Shipped processes played from files of commands; what happens must not differ from the files beside.

Beside each ``PROCESS.what_happens.commands.jsonl`` stands a ``.history.jsonl``: after each command its
events, then the ids of the open tasks' nodes and whether the instance has ended, or the refusal's
code. A history of a released version stays for ever. ``TONGJIAN_WRITE_GOLDEN=1`` writes new ones.
"""

import os
from pathlib import Path

import pytest

from tongjian.flow import compile_process, play, replay, shipped_processes
from tongjian.flow.actions.playing import INSTANCE
from tongjian.flow.domain.encoding import decode_event

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.commands.jsonl"))
TEXTS = {compile_process(text).id: text for text in shipped_processes()}
PROCESSES = {name: compile_process(text) for name, text in TEXTS.items()}


def played(commands: Path) -> list[str]:
    """Return the lines of the history."""
    name = commands.name.partition(".")[0]
    lines = play([TEXTS[name]], commands.read_text(encoding="utf-8").splitlines())
    return [line.replace(PROCESSES[name].content_hash, "(hash)") for line in lines]


@pytest.mark.parametrize("commands", FILES, ids=lambda path: path.name.removesuffix(".commands.jsonl"))
def test_a_shipped_process_goes_as_its_golden_history_says(commands: Path) -> None:
    told = played(commands)
    golden = commands.with_name(commands.name.replace(".commands.", ".history."))
    if os.environ.get("TONGJIAN_WRITE_GOLDEN") == "1":
        golden.write_text("".join(f"{line}\n" for line in told), encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("history", sorted(FOLDER.glob("*.history.jsonl")), ids=lambda path: path.name)
def test_a_golden_history_folds_to_a_state(history: Path) -> None:
    lines = history.read_text(encoding="utf-8").splitlines()
    events = tuple(decode_event(line) for line in lines if line.startswith("["))
    state = replay(INSTANCE, events)
    assert f'"ended": {str(state.ended).lower()}' in next(
        line for line in reversed(lines) if '"open"' in line
    )


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

"""Twelve returns, played from files; what happens must not differ from the files beside.

Each shows one thing about giving work back: what falls, what stays, what a join remembers.
``TONGJIAN_WRITE_GOLDEN=1`` writes new histories.
"""

import json
import os
from pathlib import Path

import pytest

from tongjian.flow import compile_process, play, replay
from tongjian.flow.actions.playing import INSTANCE
from tongjian.flow.domain.encoding import decode_event

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.bpmn"))


def played(path: Path) -> list[str]:
    text = path.read_bytes()
    lines = path.with_suffix(".commands.jsonl").read_text(encoding="utf-8").splitlines()
    content_hash = compile_process(text).content_hash
    return [line.replace(content_hash, "(hash)") for line in play([text], lines)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_return_goes_as_its_golden_history_says(path: Path) -> None:
    told = played(path)
    golden = path.with_suffix(".history.jsonl")
    if os.environ.get("TONGJIAN_WRITE_GOLDEN") == "1":
        golden.write_text("".join(f"{line}\n" for line in told), encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_history_of_a_return_folds_to_an_ended_instance(path: Path) -> None:
    told = played(path)
    events = tuple(decode_event(line) for line in told if line.startswith("["))
    state = replay(INSTANCE, events)
    assert state.ended
    assert json.loads(told[-1]) == {"open": [], "ended": True}


def test_there_are_twelve() -> None:
    assert len(FILES) == len(list(FOLDER.glob("*.commands.jsonl"))) == 12

"""Examples of the elements that run, played from files; what happens must not differ from the files beside.

``TONGJIAN_WRITE_GOLDEN=1`` writes new histories.
"""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from tongjian.flow import play

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.bpmn"))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_an_example_goes_as_its_golden_history_says(file: Path) -> None:
    text = file.read_bytes()
    lines = file.with_suffix(".commands.jsonl").read_text(encoding="utf-8").splitlines()
    played = [line.replace(sha256(text).hexdigest(), "(hash)") for line in play([text], lines)]
    golden = file.with_suffix(".history.jsonl")
    if os.environ.get("TONGJIAN_WRITE_GOLDEN") == "1":
        golden.write_text("".join(f"{line}\n" for line in played), encoding="utf-8")
    assert played == golden.read_text(encoding="utf-8").splitlines()
    assert '"ended": true' in played[-1]


def test_there_are_examples() -> None:
    assert len(FILES) == len(list(FOLDER.glob("*.history.jsonl"))) > 4

import json
from pathlib import Path

import pytest

from tongjian.roles.cli import main

RETURNS = Path(__file__).parents[2] / "golden" / "flow" / "returns"
STEM = RETURNS / "05_from_beyond_the_join_into_a_branch"


def test_a_process_is_played_from_its_files(capsys: pytest.CaptureFixture[str]) -> None:
    process, commands = (str(STEM.with_suffix(suffix)) for suffix in (".bpmn", ".commands.jsonl"))
    assert main(["flow", "play", process, commands]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(STEM.with_suffix(".history.jsonl").read_text(encoding="utf-8").splitlines())
    assert json.loads(lines[-1]) == {"open": [], "ended": True}


def test_a_file_that_is_no_process_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    commands = str(STEM.with_suffix(".commands.jsonl"))
    assert main(["flow", "play", commands, commands]) == 1
    assert "flow.process_refused" in capsys.readouterr().err


def test_working_days_are_counted_by_the_calendar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Five working days after Monday 2 March 2026 are over on Monday 9 March."""
    process = STEM.with_suffix(".bpmn").read_text(encoding="utf-8")
    limited = process.replace(
        '<userTask id="p" name="受理"/>',
        '<userTask id="p" name="受理"><extensionElements><tj:limit>5 工作日</tj:limit>'
        '<tj:silence act="consent"/></extensionElements></userTask>',
    )
    (tmp_path / "p.bpmn").write_text(limited, encoding="utf-8")
    (tmp_path / "c.jsonl").write_text('{"start": {}}\n{"fire": "p"}\n', encoding="utf-8")
    assert main(["flow", "play", str(tmp_path / "p.bpmn"), str(tmp_path / "c.jsonl")]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[-1] == {"open": ["a", "b"], "ended": False}
    (due,) = [line[4] for line in lines if isinstance(line, list) and line[0].startswith("timer.")]
    assert due.startswith("2026-03-09")

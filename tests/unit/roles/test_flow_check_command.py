from pathlib import Path

import pytest

from tests.unit.flow.texts import END, START, chain, feel, flow, task
from tongjian.flow import shipped_processes
from tongjian.roles.cli import main

GOOD = feel(START + task("a") + END + chain("s", "a", "e"))
BAD = feel(
    START
    + task("a")
    + '<complexGateway id="c"/>'
    + END
    + chain("s", "a", "c", "e")
    + flow("a", "nowhere")
    + flow("a", "e", "area >")
)


def test_a_file_that_can_be_deployed_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.bpmn").write_bytes(GOOD)
    assert main(["flow", "check", str(tmp_path / "good.bpmn")]) == 0
    told = capsys.readouterr()
    assert "可以部署" in told.out
    assert "can be deployed: p, version 1" in told.out
    assert told.err == ""


def test_every_problem_of_every_file_is_told_at_once_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.bpmn").write_bytes(GOOD)
    (tmp_path / "bad.bpmn").write_bytes(BAD)
    assert main(["flow", "check", str(tmp_path / "bad.bpmn"), str(tmp_path / "good.bpmn")]) == 1
    told = capsys.readouterr()
    assert "good.bpmn: 可以部署" in told.out
    lines = told.err.splitlines()
    assert all("bad.bpmn" in line for line in lines)
    assert any(": c: " in line and "complexGateway" in line for line in lines)
    assert any(": a-nowhere: " in line for line in lines)
    assert any(": a-e: " in line for line in lines)
    assert all("（" in line for line in lines[:-1])
    assert lines[-1].endswith(f"refused, problems: {len(lines) - 1}")


def test_a_file_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["flow", "check", "/nowhere.bpmn"]) == 1
    assert "roles.file_absent" in capsys.readouterr().err


def test_the_shipped_processes_can_be_deployed(tmp_path: Path) -> None:
    files = []
    for at, xml in enumerate(shipped_processes()):
        files.append(tmp_path / f"{at}.bpmn")
        files[-1].write_bytes(xml)
    assert main(["flow", "check", *map(str, files)]) == 0

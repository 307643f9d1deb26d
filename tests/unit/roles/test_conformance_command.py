import json
from pathlib import Path

import pytest

from tongjian.roles.conformance import NoCases, run_conformance

GOLDEN = Path(__file__).parents[2] / "golden" / "rules"
MODEL = (
    '<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:m">'
    '<decision id="d" name="d"><literalExpression><text>1 + 1</text></literalExpression></decision>'
    "</definitions>"
)
CASES = (
    '<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><modelName>{}</modelName>{}</testCases>'
)
CASE = (
    '<testCase id="{}"><resultNode name="{}"><expected><value xsi:type="xsd:decimal">{}</value></expected>'
    "</resultNode></testCase>"
)


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str | int]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_json_line_for_each_folder_with_cases(capsys: pytest.CaptureFixture[str]) -> None:
    run_conformance(GOLDEN, as_json=True, reasons=False)
    lines = lines_of(capsys)
    assert {line["folder"] for line in lines} == {path.name for path in GOLDEN.iterdir() if path.is_dir()} - {
        "__pycache__"
    }
    for line in lines:
        assert list(line) == ["folder", "total", "passed", "errors", "silently_wrong"]
        assert line["total"] == line["passed"]


def test_a_folder_of_cases_is_run_itself_and_failures_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "sums"
    folder.mkdir()
    (folder / "m.dmn").write_text(MODEL, encoding="utf-8")
    cases = CASE.format("right", "d", 2) + CASE.format("wrong", "d", 3) + CASE.format("absent", "e", 2)
    (folder / "m-test-01.xml").write_text(CASES.format("m.dmn", cases), encoding="utf-8")
    (folder / "lost-test-01.xml").write_text(
        CASES.format("n.dmn", CASE.format("x", "d", 2)), encoding="utf-8"
    )
    run_conformance(folder, as_json=True, reasons=True)
    told = capsys.readouterr()
    assert [json.loads(line) for line in told.out.splitlines()] == [
        {"folder": "sums", "total": 4, "passed": 1, "errors": 2, "silently_wrong": 1}
    ]
    assert "wrong silently_wrong" in told.err
    assert "n.dmn" in told.err


def test_a_case_may_name_a_service_in_its_result_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service = '<decisionService id="s" name="s"><outputDecision href="#d"/></decisionService></definitions>'
    (tmp_path / "m.dmn").write_text(MODEL.replace("</definitions>", service), encoding="utf-8")
    case = CASE.format("one", "s", 2).replace(' name="s"', ' name="s" type="decisionService"')
    (tmp_path / "m-test-01.xml").write_text(CASES.format("m.dmn", case), encoding="utf-8")
    run_conformance(tmp_path, as_json=True, reasons=False)
    assert [(line["total"], line["passed"]) for line in lines_of(capsys)] == [(1, 1)]


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoCases):
        run_conformance(tmp_path, as_json=True, reasons=False)

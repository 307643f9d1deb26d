"""Models and cases in the compatibility kit's format: our own here, and the kit where it is present."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tongjian.rules.conformance import CaseOutcome, FolderScore, run_folder
from tongjian.rules.conformance.cases import ResultNode
from tongjian.rules.conformance.folders import judge
from tongjian.rules.dmn import read_model
from tongjian.rules.feel.values import number

OWN = Path(__file__).parent
KIT = Path(__file__).parents[4] / "shared" / "suites" / "dmn-tck"
"""The compatibility kit, beside the checkout where it is present."""

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def scores_under(root: Path) -> list[FolderScore]:
    folders = sorted(path for path in root.rglob("*") if path.is_dir())
    found = []
    for folder in folders:
        files = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".dmn", ".xml")}
        score = run_folder(folder.relative_to(root).as_posix(), files, now=NOW) if files else None
        if score is not None:
            found.append(score)
    return found


def failures(scores: list[FolderScore]) -> list[CaseOutcome]:
    return [one for score in scores for one in score.outcomes if one.verdict != "passed"]


def test_every_own_case_passes() -> None:
    scores = scores_under(OWN)
    assert failures(scores) == []
    assert {score.folder.split("-")[1] for score in scores if score.folder.startswith("dmn-")} == {
        "1.2",
        "1.3",
        "1.4",
    }
    assert sum(len(score.outcomes) for score in scores) > 50


@pytest.mark.parametrize("path", sorted(OWN.glob("*/*.dmn")), ids=lambda path: path.stem)
def test_own_models_have_no_problems(path: Path) -> None:
    others = [other.read_bytes() for other in path.parent.glob("*.dmn") if other != path]
    assert read_model(path.read_bytes(), others=others).problems == ()


def test_the_compatibility_kit_passes_and_nothing_is_silently_wrong() -> None:
    if not KIT.is_dir():
        pytest.skip(f"the DMN compatibility kit is not at {KIT}")
    totals: Counter[tuple[str, str]] = Counter()
    for level in ("compliance-level-2", "compliance-level-3"):
        scores = scores_under(KIT / level)
        assert [one for one in failures(scores) if one.verdict == "silently_wrong"] == []
        for score in scores:
            totals[level, "total"] += len(score.outcomes)
        totals[level, "failed"] = len(failures(scores))
    assert totals["compliance-level-2", "total"] == 116
    assert totals["compliance-level-2", "failed"] == 0
    assert totals["compliance-level-3", "total"] == 1_403
    assert totals["compliance-level-3", "failed"] == 0


@pytest.mark.parametrize(
    ("expected", "is_error", "actual", "diagnosed", "verdict"),
    [
        (number(1), False, number(1), False, "passed"),
        (number(1), False, number(2), True, "silently_wrong"),
        (number(1), False, None, True, "error"),
        (number(1), False, None, False, "silently_wrong"),
        (number(1), False, "1", False, "silently_wrong"),
        (number("0.01831564"), False, number("0.018315638888734"), False, "passed"),
        (number("0.0183156"), False, number("0.018315638888734"), False, "silently_wrong"),
        (number("0"), False, number("1e-9"), False, "silently_wrong"),
        (None, False, None, False, "passed"),
        (None, False, number(1), False, "silently_wrong"),
        (None, True, None, True, "passed"),
        (None, True, None, False, "error"),
        (None, True, number(0), True, "silently_wrong"),
        ({"a": number(1)}, False, {"a": number(1), "b": None}, False, "silently_wrong"),
        ((number(1), number(2)), False, (number(2), number(1)), False, "silently_wrong"),
    ],
)
def test_a_verdict_tells_silence_from_error(
    *, expected: object, is_error: bool, actual: object, diagnosed: bool, verdict: str
) -> None:
    node = ResultNode("node", expected, is_error)  # type: ignore[arg-type]
    assert judge(node, actual, diagnosed=diagnosed) == verdict  # type: ignore[arg-type]


def test_counts_of_a_folder_add_up() -> None:
    outcomes = [
        CaseOutcome("f", str(at), one) for at, one in enumerate(("passed", "error", "silently_wrong"))
    ]
    counts = FolderScore("folder", outcomes).counts()
    assert counts == {"folder": "folder", "total": 3, "passed": 1, "errors": 1, "silently_wrong": 1}

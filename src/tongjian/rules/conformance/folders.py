"""Running the test cases of one folder against its models."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tongjian.kit import Refusal
from tongjian.rules.conformance.cases import CaseFile, ConformanceCase, ResultNode, read_cases
from tongjian.rules.conformance.comparing import matches
from tongjian.rules.dmn import Model, read_draft
from tongjian.rules.feel.values import Value
from tongjian.rules.running import Run

Verdict = Literal["passed", "error", "silently_wrong"]


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """How one case went.

    Attributes:
        file: of the case.
        identifier: of the case within its file.
        verdict: ``silently_wrong`` where a value other than the expected one was given, or null for a
            value without a diagnostic; ``error`` for whatever else is not as expected.
        says: what was expected and what was given, where the case did not pass.
    """

    file: str
    identifier: str
    verdict: Verdict
    says: str = ""


@dataclass(slots=True)
class FolderScore:
    """How the cases of one folder went."""

    folder: str
    outcomes: list[CaseOutcome] = field(default_factory=list)

    def counts(self) -> dict[str, str | int]:
        """Return the numbers: the whole is the sum of passed, errors and silently wrong."""
        verdicts = [outcome.verdict for outcome in self.outcomes]
        return {
            "folder": self.folder,
            "total": len(verdicts),
            "passed": verdicts.count("passed"),
            "errors": verdicts.count("error"),
            "silently_wrong": verdicts.count("silently_wrong"),
        }


def run_folder(folder: str, files: Mapping[str, bytes], *, now: datetime) -> FolderScore | None:
    """Run every case of a folder.

    Args:
        folder: its name, for the score.
        files: its files by name; models end in ``.dmn``, cases in ``.xml``.
        now: the moment that ``now()`` and ``today()`` give, with a zone.

    Returns:
        The score; None where the folder holds no cases.
    """
    score = FolderScore(folder)
    read = {name: read_cases(text) for name, text in sorted(files.items()) if name.endswith(".xml")}
    if not any(read.values()):
        return None
    for name, cases in read.items():
        if cases is not None:
            score.outcomes.extend(_run_file(name, cases, files, now))
    return score


def _run_file(name: str, cases: CaseFile, files: Mapping[str, bytes], now: datetime) -> Iterator[CaseOutcome]:
    model: Model | None = None
    says = f"没有模型文件 {cases.model}"
    if cases.model in files:
        others = [text for other, text in files.items() if other.endswith(".dmn") and other != cases.model]
        try:
            model = read_draft(files[cases.model], others=others)
        except Exception as failure:  # noqa: BLE001 - one broken model must not hide the other cases
            says = _told(failure)
    for case in cases.cases:
        if model is None or case.unreadable:
            yield CaseOutcome(name, case.identifier, "error", case.unreadable or says)
        else:
            yield _run_case(name, case, model, now)


def _run_case(file: str, case: ConformanceCase, model: Model, now: datetime) -> CaseOutcome:
    verdicts: list[Verdict] = []
    says: list[str] = []
    for node in case.results:
        run = Run(now=now)
        try:
            actual = _evaluate(case, node, model, run)
        except Exception as failure:  # noqa: BLE001 - one broken case must not hide the others
            verdicts.append("error")
            says.append(f"{node.name}: {_told(failure)}")
            continue
        verdict = judge(node, actual, diagnosed=bool(run.diagnostics))
        if verdict != "passed":
            reasons = "; ".join(f"{one.where}: {one.says}" for one in run.diagnostics[:5])
            says.append(f"{node.name}: expected {node.expected!r}, got {actual!r} [{reasons}]")
        verdicts.append(verdict)
    for worst in ("silently_wrong", "error"):
        if worst in verdicts:
            return CaseOutcome(file, case.identifier, worst, " | ".join(says))
    return CaseOutcome(file, case.identifier, "passed")


def _told(failure: Exception) -> str:
    return str(failure) if isinstance(failure, Refusal) else f"{type(failure).__name__}: {failure}"


def judge(node: ResultNode, actual: Value, *, diagnosed: bool) -> Verdict:
    """Return how a value compares with the expected one."""
    if node.is_error:
        if actual is not None:
            return "silently_wrong"
        return "passed" if diagnosed else "error"
    if matches(actual, node.expected):
        return "passed"
    return "error" if actual is None and diagnosed else "silently_wrong"


def _evaluate(case: ConformanceCase, node: ResultNode, model: Model, run: Run) -> Value:
    if case.kind == "decision" or not case.invoked:
        if node.of_service:
            return model.evaluate_service(node.name, case.inputs, run=run)
        return model.evaluate_decision(node.name, case.inputs, run=run)
    if case.kind == "bkm":
        return model.invoke(case.invoked, case.inputs, run=run)
    given = model.evaluate_service(case.invoked, case.inputs, run=run)
    if isinstance(given, Mapping) and len(model.outputs_of(case.invoked)) > 1 and node.name in given:
        return given[node.name]
    return given

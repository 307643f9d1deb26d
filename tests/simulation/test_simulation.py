"""Deterministic simulation: the laws hold under faults, and break where a bug is planted."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from time import process_time

import pytest

from tests.architecture.source import ROOT
from tests.simulation.house import House
from tests.simulation.planted import BUGS
from tests.simulation.town import History, play

MOST_HISTORIES = 150
"""So many at most for each planted bug; the rarest shows itself in one of fifteen or twenty."""

HISTORIES = 60
"""So many without a bug in the daily run; in the full run more than all bugs together take."""

MOST_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Hunt:
    """How a planted bug was found, if it was."""

    bug: type[House]
    histories: int
    seconds: float
    found: History | None


def hunt(bug: type[House], *, histories: int = MOST_HISTORIES) -> Hunt:
    """Play histories until a law is broken."""
    begun = process_time()
    for seed in range(histories):
        history = play(seed, bug)
        if history.violation is not None:
            return Hunt(bug, seed + 1, process_time() - begun, history)
    return Hunt(bug, histories, process_time() - begun, None)


def table(hunts: list[Hunt]) -> Iterator[str]:
    """Return what was found, a line for each bug."""
    yield f"\n{'planted bug':24}{'seed':>5}{'histories':>10}{'CPU s':>8}  law     what was seen"
    for one in hunts:
        violation = one.found.violation if one.found else None
        seed = str(one.found.seed) if one.found else "-"
        said = f"{violation.law:8}{violation.says[:70]}" if violation else "NOT FOUND"
        yield f"{one.bug.__name__:24}{seed:>5}{one.histories:>10}{one.seconds:>8.2f}  {said}"
    seconds, histories = sum(one.seconds for one in hunts), sum(one.histories for one in hunts)
    yield f"{len(hunts)} bugs, {histories} histories, {seconds:.1f} s"


def broken(histories: range) -> list[str]:
    """Return what is broken without a planted bug."""
    played = [play(seed) for seed in histories]
    return [f"seed {one.seed}: {one.violation}" for one in played if one.violation]


def test_every_planted_bug_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    hunts = [hunt(bug) for bug in BUGS]
    with capsys.disabled():
        print("\n".join(table(hunts)))  # noqa: T201  # the table is what people want to see
    assert len(BUGS) >= 12
    assert [one.bug.__name__ for one in hunts if one.found is None] == []
    assert sum(one.seconds for one in hunts) <= MOST_SECONDS


def test_without_a_bug_no_law_is_broken() -> None:
    assert broken(range(HISTORIES)) == []


@pytest.mark.full
def test_without_a_bug_no_law_is_broken_in_many_more() -> None:
    assert broken(range(HISTORIES, 600)) == []


def test_the_storm_is_one() -> None:
    """Crashes, lost answers, waits and several tries do happen, or the laws would hold for nothing."""
    histories = [play(seed) for seed in range(5)]
    assert all(one.crashes > 0 for one in histories)
    assert all(len(one.journal.transactions) > 100 for one in histories)
    tries = [
        call.answer.tries
        for one in histories
        for transaction in one.journal.transactions
        for call in transaction.calls
        if call.name == "take_job" and call.answer
    ]
    assert max(tries) > 1
    assert any(one.house.laws.done_outside for one in histories)


def test_the_same_seed_gives_the_same_trace() -> None:
    first, again, other = play(7), play(7), play(8)
    assert (first.trace, first.steps) == (again.trace, again.steps)
    assert first.trace != other.trace


@pytest.mark.full
def test_the_same_seed_gives_the_same_trace_in_another_process() -> None:
    assert traces("1") == traces("2") == [play(seed).trace for seed in range(3)]


def traces(hash_seed: str) -> list[str]:
    """Return the traces of another process, in which sets have another order."""
    lines = (
        "import django; django.setup()",
        "from tests.simulation.town import play",
        "print(*(play(seed).trace for seed in range(3)))",
    )
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    said = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", "\n".join(lines)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.split()

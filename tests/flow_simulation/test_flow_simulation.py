"""Whole histories by seed: crashes, broken connections and skewed clocks break no law."""

import time

import pytest

from tests.database import Database
from tests.flow_simulation.planted import PLANTED
from tests.flow_simulation.runs import simulate
from tests.flow_simulation.town import memory_stores, postgres_stores

MOST_SEEDS, MOST_SECONDS = 60, 60.0


@pytest.mark.parametrize("seed", range(6))
def test_no_law_is_broken_and_in_the_end_everything_is_done(seed: int) -> None:
    simulate(seed, memory_stores())


@pytest.mark.full
@pytest.mark.parametrize("first", range(100, 300, 20))
def test_no_law_is_broken_in_many_histories(first: int) -> None:
    for seed in range(first, first + 20):
        simulate(seed, memory_stores())


def test_the_same_seed_gives_the_same_history() -> None:
    assert simulate(7, memory_stores()) == simulate(7, memory_stores())
    assert simulate(7, memory_stores()) != simulate(8, memory_stores())


@pytest.mark.database
@pytest.mark.parametrize("seed", [3, *(pytest.param(one, marks=pytest.mark.full) for one in range(20, 40))])
def test_the_history_on_postgresql_is_that_of_the_store_in_memory(clean: Database, seed: int) -> None:
    del clean
    assert simulate(seed, postgres_stores(), every=40) == simulate(seed, memory_stores(), every=40)


def test_every_planted_bug_is_found_within_a_minute() -> None:
    began, missed = time.monotonic(), []
    assert len(PLANTED) >= 12
    for name, town in PLANTED.items():
        if not any(breaks(seed, town) for seed in range(MOST_SEEDS)):
            missed.append(name)
    assert missed == []
    assert time.monotonic() - began <= MOST_SECONDS


def breaks(seed: int, town: object) -> bool:
    try:
        simulate(seed, memory_stores(), town=town)  # type: ignore[arg-type]
    except AssertionError:
        return True
    return False

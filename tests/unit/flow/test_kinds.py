"""Every kind of event has its place in the tables by which events are folded and told."""

from typing import get_args
from uuid import UUID, uuid5

import pytest

from tests.unit.flow.texts import INSTANCE
from tongjian.flow import State
from tongjian.flow.domain.effects import _TELLERS
from tongjian.flow.domain.events import (
    Event,
    MemberCompleted,
    MultiInstanceOpened,
    Passed,
    Received,
    ScopeClosed,
    ScopeOpened,
    Started,
    VariablesChanged,
)
from tongjian.flow.domain.evolve import _FOLDS
from tongjian.flow.domain.kinds import routes
from tongjian.flow.domain.upkeep import Migrated

SILENT = {
    Started,
    Passed,
    ScopeOpened,
    ScopeClosed,
    MultiInstanceOpened,
    MemberCompleted,
    VariablesChanged,
    Received,
    Migrated,
}


def test_every_kind_of_event_is_folded() -> None:
    assert set(_FOLDS) == set(get_args(Event))


def test_every_kind_of_event_is_told_or_known_to_change_nothing_outside() -> None:
    assert set(get_args(Event)) - set(_TELLERS) == SILENT


def test_a_kind_goes_to_the_first_that_takes_it() -> None:
    assert routes((int, "one"), (int | str, "both")) == {int: "one", str: "both"}


@pytest.mark.parametrize("number", [1, 12, 3000])
def test_a_task_has_the_version_5_id_of_its_number(number: int) -> None:
    task = State(INSTANCE).task_of(number)
    assert task == uuid5(INSTANCE, str(number))
    assert isinstance(task, UUID)

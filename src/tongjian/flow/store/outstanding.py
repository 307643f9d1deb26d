"""Rows of what an instance waits for besides tasks, told from the effects of one command."""

from collections.abc import Iterable, Iterator
from uuid import UUID

import msgspec

from tongjian.flow.domain.act_effects import HoldInstance
from tongjian.flow.domain.effects import (
    ClearIncident,
    DropJob,
    DropSubscription,
    DropTimer,
    KeepSubscription,
    KeepTimer,
    ReportIncident,
    RequestJob,
)
from tongjian.flow.ports import Change
from tongjian.flow.store.parts import Part

_Added = KeepTimer | KeepSubscription | RequestJob | ReportIncident
_Gone = DropTimer | DropSubscription | DropJob | ClearIncident

_ADDED: dict[type[_Added], str] = {
    KeepTimer: "timers_kept",
    KeepSubscription: "subscriptions_kept",
    RequestJob: "jobs_requested",
    ReportIncident: "incidents_reported",
}
_GONE: dict[type[_Gone], str] = {
    DropTimer: "timers_dropped",
    DropSubscription: "subscriptions_dropped",
    DropJob: "jobs_dropped",
    ClearIncident: "incidents_cleared",
}


def outstanding_of(change: Change) -> Iterator[Part]:
    """Return the parts that add and remove these rows; of most commands there are none."""
    added: dict[str, dict[int, _Added]] = {}
    gone: dict[str, list[int]] = {}
    for effect in change.told:
        if isinstance(effect, _Added):
            added.setdefault(_ADDED[type(effect)], {})[effect.number] = effect
        elif isinstance(effect, _Gone):
            # what one command both begins and ends never was there; what it ends and begins anew is
            name = _GONE[type(effect)]
            gone.setdefault(name, []).append(effect.number)
            added.get(_TWIN[name], {}).pop(effect.number, None)
    instance = change.state.instance
    yield from _removals(instance, gone, added)
    if HoldInstance(held=False) in change.told:
        yield Part("timers_resumed", (instance,))
        yield Part("jobs_resumed", (instance, change.at))
    for name, rows in added.items():
        if rows:
            yield Part(name, (instance, _JSON.encode(list(rows.values())).decode()))


def _removals(
    instance: UUID, gone: dict[str, list[int]], added: dict[str, dict[int, _Added]]
) -> Iterator[Part]:
    for name, numbers in gone.items():
        # one statement may not remove a row and write it again; writing it again is enough
        left = _without(numbers, added.get(_TWIN[name], {}))
        if left:
            yield Part(name, (instance, left))


def _without(numbers: Iterable[int], again: dict[int, _Added]) -> list[int]:
    return [number for number in numbers if number not in again]


_TWIN = dict(zip(_GONE.values(), _ADDED.values(), strict=True))
_JSON = msgspec.json.Encoder()

"""On which working day somebody takes a step, so that most cases stay within their promise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from types import MappingProxyType

from tongjian.roles.demo.days import Days
from tongjian.roles.demo.shapes import Case

RECEIVED, ACCEPTED, PAUSED = 1, 3, 9
FILING = "filing"
PAUSE_DAYS = 5
"""How long a special procedure takes."""

_USUAL_DAYS, _MENDING_DAYS, _RECTIFYING_DAYS = 5, 2, 3
_LONG_ENOUGH_TO_REPORT = 5
_REVIEWED_AT, _DECIDED_AT = 0.4, 0.8
"""Parts of the promised time after which opinions and decisions are given."""


@dataclass(frozen=True, slots=True)
class View:
    """A case as whoever takes the next step sees it.

    Attributes:
        acted_on: the day of the last act on it.
    """

    days: Days
    case: Case
    acted_on: date

    @property
    def promised(self) -> int:
        """Days promised; a usual number where none are."""
        limit = self.case.frozen.promised or self.case.frozen.statutory
        return limit.days if limit else _USUAL_DAYS

    @property
    def reports(self) -> bool:
        """Whether an outside system takes long enough to report in between."""
        return self.case.state == ACCEPTED and self.promised >= _LONG_ENOUGH_TO_REPORT

    def accepted(self, after: int) -> date:
        """Return the day so many working days after acceptance, stops of the clock on top."""
        stood = sum(
            self.days.between(one.started_on, one.ended_on) for one in self.case.pauses if one.ended_on
        )
        return self.days.after(self.case.accepted_on or self.case.received_on, after + stood)

    def acted(self, after: int) -> date:
        """Return the day so many working days after the last act."""
        return self.days.after(self.acted_on, after)

    def decided(self, after: int) -> date:
        """Return the day so many working days after the decision."""
        return self.days.after(self.case.decided_on or self.acted_on, after)


def due_on(view: View, node: str) -> date:
    """Return the day on which a step is taken; never a rest day."""
    if view.case.state == PAUSED and node != "rectify":
        return view.acted(PAUSE_DAYS)
    return _WHEN.get(node, _when_deciding)(view)


def _when_received(view: View) -> date:
    return view.days.after(view.case.received_on, 1)


def _when_reviewing(view: View) -> date:
    return view.accepted(ceil(view.promised * _REVIEWED_AT))


def _when_deciding(view: View) -> date:
    return view.accepted(max(min(1, view.promised), floor(view.promised * _DECIDED_AT)))


def _when_outside(view: View) -> date:
    if view.case.state == RECEIVED:
        return view.case.received_on
    return _when_reviewing(view) if view.reports else _when_deciding(view)


_WHEN: Mapping[str, Callable[[View], date]] = MappingProxyType(
    {
        "receive": _when_received,
        "offer": _when_received,
        "supplement": lambda view: view.acted(_MENDING_DAYS),
        "contract": lambda view: view.acted(1),
        "rectify": lambda view: view.acted(_RECTIFYING_DAYS),
        "review": _when_reviewing,
        "co_sign": _when_reviewing,
        "issue": lambda view: view.decided(0),
        "deliver": lambda view: view.decided(0 if view.case.frozen.kind == FILING else 1),
        "inspect": lambda view: view.acted(min(1, view.promised)),
        "outside": _when_outside,
    }
)

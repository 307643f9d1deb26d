"""The areas that can be measured."""

from bench.desk_acts import Acts
from bench.house import House
from bench.loading import load


def measure(house: House, wanted: list[str]) -> None:
    """Load, then measure the areas wanted; all of them when none is named."""
    load(house)
    with house.measured() as loader:
        acts = Acts(house, loader)
        acts.inbox()
        acts.case()
        acts.decision()

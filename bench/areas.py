"""The areas that can be measured."""

from collections.abc import Callable

from bench.desk_acts import Acts
from bench.house import House
from bench.loading import load
from bench.pages import Pages
from bench.web import open_web

AREAS: dict[str, Callable[[Acts, Pages], None]] = {
    "inbox": lambda acts, pages: (acts.inbox(), pages.steady(("inbox",)), pages.saturation("inbox")) and None,
    "case": lambda acts, pages: (acts.case(), pages.steady(("case",)), pages.saturation("case")) and None,
    "decision": lambda acts, pages: (acts.decision(), pages.saturation("decision")) and None,
    "steady": lambda _acts, pages: pages.steady(),
    "memory": lambda _acts, pages: pages.memory(),
}


def measure(house: House, wanted: list[str]) -> None:
    """Load, then measure the areas wanted; all of them when none is named."""
    load(house)
    with house.measured() as loader, open_web(house) as web:
        pages = Pages(house, web, loader)
        pages.sign_in()
        acts = Acts(house, loader)
        for area in wanted or AREAS:
            AREAS[area](acts, pages)

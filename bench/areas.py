"""The areas that can be measured."""

from collections.abc import Callable
from itertools import islice

from bench.desk_acts import CALLS, WARM, Acts
from bench.engine.area import measure_engine
from bench.figures import note
from bench.house import House
from bench.loading import load
from bench.pages import Pages
from bench.web import open_web
from bench.work import list_decisions

Area = Callable[[Acts, Pages], None]


def _inbox(acts: Acts, pages: Pages) -> None:
    acts.inbox()
    pages.steady(("inbox",))
    pages.saturation("inbox")


def _case(acts: Acts, pages: Pages) -> None:
    acts.case()
    pages.steady(("case",))
    pages.saturation("case")


def _decision(acts: Acts, pages: Pages) -> None:
    acts.decision()
    pages.saturation("decision")


def _steady(_acts: Acts, pages: Pages) -> None:
    pages.steady()


def _memory(_acts: Acts, pages: Pages) -> None:
    pages.memory()


AREAS: dict[str, Area] = {
    "steady": _steady,
    "inbox": _inbox,
    "case": _case,
    "decision": _decision,
    "memory": _memory,
}
"""In the order they are run: what uses decisions up most comes late."""

ENGINE = "flow"
"""The area that measures the flow engine by itself, without the city."""


def measure(house: House, wanted: list[str]) -> int:
    """Load, then measure the areas wanted, all of them when none is named; return the exit status."""
    unknown = [area for area in wanted if area not in AREAS and area != ENGINE]
    if unknown:
        note(f"unknown: {', '.join(unknown)}; there are: {', '.join((*AREAS, ENGINE))}")
        return 2
    if not wanted or ENGINE in wanted:
        measure_engine(house)
    wanted = [area for area in wanted or AREAS if area != ENGINE]
    if not wanted:
        return 0
    load(house)
    with house.measured() as loader, open_web(house) as web:
        decisions = iter(list_decisions(loader))
        acts = Acts(house, loader, list(islice(decisions, CALLS + WARM)))
        pages = Pages(web, loader, decisions)
        pages.sign_in()
        for area in wanted:
            AREAS[area](acts, pages)
    return 0

"""The areas that can be measured."""

from collections.abc import Callable
from itertools import islice

from bench.desk_acts import CALLS, WARM, Acts
from bench.engine.area import measure_engine
from bench.figures import note
from bench.house import House
from bench.loading import load
from bench.pages import Pages
from bench.province.area import measure_province
from bench.web import open_web
from bench.work import list_decisions

Area = Callable[[Acts, Pages], None]


def _list(acts: Acts, pages: Pages) -> None:
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
    "list": _list,
    "case": _case,
    "decision": _decision,
    "memory": _memory,
}
"""In the order they are run: what uses decisions up most comes late."""

ENGINE = "flow"
"""The area that measures the flow engine by itself, without the city."""

INBOX = "inbox"
"""The area that measures inboxes in a province of a million cases; run only when it is named."""


def measure(house: House, wanted: list[str]) -> int:
    """Load, then measure the areas wanted, all of them when none is named; return the exit status."""
    apart = {ENGINE, INBOX}
    unknown = [area for area in wanted if area not in AREAS.keys() | apart]
    if unknown:
        note(f"unknown: {', '.join(unknown)}; there are: {', '.join((*AREAS, *sorted(apart)))}")
        return 2
    if not wanted or ENGINE in wanted:
        measure_engine(house)
    if INBOX in wanted:
        measure_province(house)
    wanted = [area for area in wanted or AREAS if area not in apart]
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

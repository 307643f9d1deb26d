"""The part of the report that names each rule shown, its case, and both clocks of it."""

from collections.abc import Iterator

from tongjian.calendar import DueState
from tongjian.roles.demo.chapters.stage import Stage
from tongjian.roles.demo.shapes import Clock, Clocks

_WHY_NONE = {
    DueState.STOPPED: "停止中",
    DueState.NOT_STARTED: "未起算",
    DueState.NO_LIMIT: "无时限",
}


def tell(stage: Stage) -> Iterator[str]:
    """Return the lines of this part."""
    for number, one in enumerate(stage.shown, start=1):
        yield f"{number:2d}. {one.rule}"
        if one.case is not None:
            sheet = stage.sheet(one.case)
            yield f"    办件 {sheet.case.number}　{sheet.state_label}　{both_words(sheet.clocks)}"
        yield from (f"    {fact}" for fact in one.facts)


def both_words(clocks: Clocks) -> str:
    """Return both dates and the light in words."""
    return f"法定 {due_words(clocks.statutory)}　承诺 {due_words(clocks.promised)}　灯 {clocks.light.value}"


def due_words(clock: Clock) -> str:
    """Return a due date in words, or why there is none."""
    if clock.on is None:
        return _WHY_NONE.get(clock.state, "—")
    return f"{clock.on}{'（暂定）' if clock.provisional else ''}"

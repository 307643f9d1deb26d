"""Why the dates of a case are those days."""

from dataclasses import dataclass

from tongjian.calendar import DueDate, Explanation, Light, WorkCalendar, explain, history_of, light
from tongjian.cases.domain.clocks import CaseClocks


@dataclass(frozen=True, slots=True)
class ExplainedClock:
    """One clock of a case with its count.

    Attributes:
        clock: ``acceptance``, ``statutory``, ``promised`` or ``delivery``.
        name: what it is called.
    """

    clock: str
    name: str
    light: Light
    explanation: Explanation


def explained_clocks(clocks: CaseClocks, *, calendar: WorkCalendar) -> tuple[ExplainedClock, ...]:
    """Return the count of every clock of a case that has begun to run."""
    told: tuple[tuple[str, str, str, DueDate | None], ...] = (
        ("acceptance", "受理期限", "收到材料", clocks.acceptance),
        ("statutory", "法定时限", "受理", clocks.statutory),
        ("promised", "承诺时限", "受理", clocks.promised),
        ("delivery", "送达期限", "决定", clocks.delivery),
    )
    found = []
    for clock, name, event, due in told:
        history = history_of(due, starts_with=event) if due is not None else None
        if due is not None and history is not None:
            shown = light(due=due, calendar=calendar, today=history.asked_on)
            found.append(ExplainedClock(clock, name, shown, explain(history, calendar=calendar)))
    return tuple(found)

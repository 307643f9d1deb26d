"""Telling why the dates of a case are those days."""

from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.reading import get_case
from tongjian.cases.domain.explaining import ExplainedClock, explained_clocks
from tongjian.identity import Actor


def explain_clocks(desk: Desk, actor: Actor, *, case: UUID) -> tuple[ExplainedClock, ...]:
    """Return the count of every clock of a case that has begun to run.

    Raises:
        NotFound: no such case, or not for these eyes.
    """
    sheet = get_case(desk, actor, case=case)
    return explained_clocks(sheet.clocks, calendar=desk.calendars.current())

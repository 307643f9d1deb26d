"""Imported notices in PostgreSQL: who may add one, and when a process sees it."""

from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction

from tongjian.calendar import CalendarYear, ImportedYear, shipped_years
from tongjian.calendar.store.years import StoredCalendars, YearRows
from tongjian.kit import AccessContext, new_id
from tongjian.roles.unit_of_work import postgres_work

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("clean")]

NEXT = shipped_years()[-1].year + 1
NEW_YEAR = date(NEXT, 1, 1)
PERSON = UUID(int=7)
ADMINISTRATOR = AccessContext(person=PERSON, repairs=True)


def notice(make_up: frozenset[date] = frozenset(), *, hour: int = 8) -> ImportedYear:
    return ImportedYear(
        id=new_id(),
        notice=CalendarYear(NEXT, frozenset({NEW_YEAR}), make_up, "虚构的通知", date(NEXT - 1, 11, 1)),
        imported_by=PERSON,
        imported_by_name="系统管理员",
        imported_at=datetime(NEXT - 1, 11, 2, hour, tzinfo=UTC),
        entry=new_id(),
    )


def test_a_process_sees_an_import_when_it_looks_again_and_the_newest_of_a_year_holds() -> None:
    ticks = count(0, 3)
    calendars = StoredCalendars(lambda: float(next(ticks)))
    assert not calendars.current().knows(NEXT)
    saturday = next(day for day in (date(NEXT, 1, number) for number in range(2, 12)) if day.weekday() == 5)
    with postgres_work(ADMINISTRATOR):
        YearRows().add(notice(frozenset({saturday})))
    assert not calendars.current().knows(NEXT)
    assert calendars.current().is_working(saturday)
    with postgres_work(ADMINISTRATOR):
        YearRows().add(notice(hour=9))
    assert not calendars.refresh().is_working(saturday)
    assert [one.notice.year for one in YearRows().list_imported()] == [NEXT, NEXT]


def test_only_a_system_administrator_adds_a_notice() -> None:
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        postgres_work(AccessContext(person=PERSON)),
        transaction.atomic(),
    ):
        YearRows().add(notice())
    assert YearRows().list_imported() == ()

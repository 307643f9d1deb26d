from dataclasses import replace

from tests.unit.catalogue.projects import FACTORY, SCHOOL
from tongjian.calendar import TimeLimit, TimeUnit
from tongjian.catalogue import (
    Catalogue,
    Limits,
    StatedLimit,
    critical_path,
    find_limit_conflicts,
)


def test_a_stage_takes_as_long_as_its_longest_chain(reference: Catalogue) -> None:
    path = critical_path(reference, project_type="T1", stage="1", facts=SCHOOL)
    assert path.path == ("S1-05", "S1-02", "S1-07")
    assert path.days == 7 + 10 + 10


def test_services_do_not_count_as_approval_time(reference: Catalogue) -> None:
    path = critical_path(reference, project_type="T4", stage="3", facts=FACTORY)
    assert path.days == 3 + 3
    assert path.path[-1] == "S3-10"


def test_promises_longer_than_the_stage_are_reported_and_not_adjusted(reference: Catalogue) -> None:
    found = {(one.project_type, one.stage): one for one in find_limit_conflicts(reference)}
    first = found["T4", "1"]
    assert (first.limit, first.critical.days, first.critical.path) == (5, 6, ("S1-06", "S1-13"))
    assert first.certain
    assert not found["T3", "1"].certain
    assert reference.item("S1-06").limits.promised.limit == TimeLimit(5, TimeUnit.WORKING_DAYS)
    assert "6" in first.text()


def test_a_stage_that_fits_is_not_reported(reference: Catalogue) -> None:
    quick = Limits(StatedLimit(None), StatedLimit(TimeLimit(0, TimeUnit.WORKING_DAYS)))
    relaxed = replace(reference, items=tuple(replace(item, limits=quick) for item in reference.items))
    assert find_limit_conflicts(relaxed) == ()

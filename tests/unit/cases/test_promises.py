"""Deferred materials and pledges: the rules alone."""

from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import files
from uuid import UUID

import pytest

from tongjian.calendar import WorkCalendar, shipped_years
from tongjian.cases.actions.promise_rules import (
    PromiseRulesUnsound,
    read_promise_rules,
    shipped_promise_rules,
)
from tongjian.cases.domain.deferral import (
    Deferral,
    DeferralStatus,
    confirm,
    find_wanting,
    last_day_of,
    open_deferrals,
    overdue_deferrals,
    owed_keys,
    supply,
)
from tongjian.cases.domain.pledge import pledge_text

RULES = shipped_promise_rules()
OWED = Deferral(
    id=UUID(int=1),
    case=UUID(int=2),
    key="photo",
    name="照片",
    due_on=date(2026, 6, 10),
    promised_by=UUID(int=3),
    promised_by_name="王五",
    promised_at=datetime(2026, 6, 1, tzinfo=UTC),
)


def test_a_paper_is_owing_until_it_is_found_in_order() -> None:
    came = supply(OWED, on=date(2026, 6, 9))
    assert owed_keys((OWED,)) == owed_keys((came,)) == {"photo"}
    assert open_deferrals((confirm(came, on=date(2026, 6, 10)),)) == ()


def test_a_paper_that_came_in_time_is_not_overdue_while_it_waits_for_its_check() -> None:
    late = date(2026, 6, 11)
    assert overdue_deferrals((OWED,), late) == (OWED,)
    assert overdue_deferrals((OWED,), OWED.due_on) == ()
    assert overdue_deferrals((supply(OWED, on=date(2026, 6, 9)),), late) == ()


def test_a_paper_found_wanting_is_owing_again_by_the_same_date() -> None:
    again = find_wanting(supply(OWED, on=date(2026, 6, 9)), remark="没有盖章")
    assert (again.status, again.supplied_on, again.due_on) == (DeferralStatus.PROMISED, None, OWED.due_on)
    assert again.remark == "没有盖章"


def test_the_limit_of_a_paper_is_its_own_then_the_shortest_of_its_items() -> None:
    terms = RULES.deferral
    assert terms.limit_of(key="archive_files", items=("C-03",)).days == 60
    assert terms.limit_of(key="photo", items=("P-08", "C-03")).days == 5
    assert terms.limit_of(key="photo", items=("P-08",)) == terms.limit


def test_the_longest_date_to_promise_is_counted_in_working_days() -> None:
    calendar = WorkCalendar(shipped_years())
    assert last_day_of(RULES.deferral.limit, since=date(2026, 9, 18), calendar=calendar) > date(2026, 10, 18)


def test_a_signature_is_bound_to_every_word() -> None:
    terms = RULES.pledges["P-04"]
    told = pledge_text(terms, item_name="水保", applicant_name="某公司", project_name="", spared=())
    other = pledge_text(
        replace(terms, conditions=(*terms.conditions[:-1], "别的条件")),
        item_name="水保",
        applicant_name="某公司",
        project_name="",
        spared=(),
    )
    assert told.sha256 != other.sha256


def test_every_text_of_a_pledge_names_conditions_duties_check_and_consequences() -> None:
    for terms in RULES.pledges.values():
        assert terms.basis
        assert terms.conditions
        assert terms.duties
        assert terms.consequences
        assert terms.check_limit.days > 0


def test_rules_without_a_source_are_refused_all_at_once() -> None:
    folder = files("tongjian.cases") / "data" / "promises"
    late = (folder / "deferral.yaml").read_bytes().replace(b"basis:", b"other:")
    told = (folder / "pledge.yaml").read_bytes().replace(b"  conditions:", b"  others:", 1)
    with pytest.raises(PromiseRulesUnsound) as refused:
        read_promise_rules(late, told)
    assert {one.field for one in refused.value.problems} == {"deferral.basis", "pledge.P-04.conditions"}

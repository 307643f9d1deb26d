from datetime import date

import pytest

from tests.unit.evidence.fakes import MemoryCounters
from tongjian.evidence import (
    NumberExhausted,
    NumberMalformed,
    Numbers,
    PlanningBusiness,
    construction_permit_number,
    construction_permit_scope,
    document_number,
    grouped,
    parse_planning_permit_number,
    planning_permit_number,
    read_code,
    verification_code,
)

DAY = date(2026, 6, 15)


def test_construction_permit_number_of_the_published_example() -> None:
    number = construction_permit_number(region="370811", registered_on=DAY, serial=1, speciality="01")
    assert number == "370811202606150101"


def test_the_hundredth_construction_permit_of_a_day_is_refused_not_wrapped() -> None:
    assert construction_permit_number(
        region="370811", registered_on=DAY, serial=99, speciality="01"
    ).endswith("9901")
    with pytest.raises(NumberExhausted) as refusal:
        construction_permit_number(region="370811", registered_on=DAY, serial=100, speciality="01")
    assert "37081120260615" in str(refusal.value)


@pytest.mark.parametrize("region", ["37081", "3708111", "37081x", "\uff13\uff17\uff10\uff18\uff11\uff11", ""])
def test_a_region_that_is_not_six_digits_is_refused(region: str) -> None:
    with pytest.raises(NumberMalformed):
        construction_permit_scope(region=region, registered_on=DAY)


def test_planning_permit_numbers_are_written_and_read_in_the_new_form() -> None:
    number = planning_permit_number(region="370811", year=2026, business=PlanningBusiness.WORKS, serial=12)
    assert number == "3708112026GG0000012号"
    parsed = parse_planning_permit_number(number)
    assert (parsed.business, parsed.region, parsed.year, int(parsed.serial)) == ("GG", "370811", 2026, 12)


@pytest.mark.parametrize(
    ("number", "business"),
    [
        ("建字第370811202300012号", PlanningBusiness.WORKS),
        ("地字第 370811202300012 号", PlanningBusiness.LAND),
        ("用字第370811202300012号", PlanningBusiness.SITE),
        ("乡字第370811202300012号", PlanningBusiness.RURAL),
    ],
)
def test_planning_permit_numbers_of_the_old_form_are_read(number: str, business: str) -> None:
    assert parse_planning_permit_number(number).business == business


@pytest.mark.parametrize("number", ["", "建字第37081120230001号", "3708112026ZZ0000012号", "x" * 5000])
def test_what_is_no_planning_permit_number_is_refused(number: str) -> None:
    with pytest.raises(NumberMalformed):
        parse_planning_permit_number(number)


def test_document_numbers_have_hexagonal_brackets_and_no_leading_zero() -> None:
    assert document_number(word="济任审", year=2026, serial=12) == "济任审〔2026〕12号"


def test_each_scope_counts_from_one() -> None:
    numbers = Numbers(counters=MemoryCounters())
    assert [numbers.next_number(scheme="permit", scope=scope) for scope in "aab"] == [1, 2, 1]


def test_a_verification_code_survives_being_copied_by_hand() -> None:
    code = verification_code()
    assert read_code(code) == code
    assert read_code(f"  {grouped(code).lower()} ") == code
    assert read_code(code.replace("0", "o").replace("1", "l")) == code


@pytest.mark.parametrize("typed", ["", "ABC", "U" * 16, "0" * 17, "'; DROP TABLE"])
def test_what_cannot_be_a_code_is_told_apart_from_an_unknown_one(typed: str) -> None:
    assert read_code(typed) is None


def test_codes_do_not_repeat() -> None:
    assert len({verification_code() for _ in range(2000)}) == 2000

import json
from typing import Any

import pytest

from tongjian.catalogue import (
    Catalogue,
    Form,
    MalformedForm,
    read_answers,
    read_form,
    reference_texts,
    validate_answers,
)


def wide(digits: str) -> str:
    """Return the digits as a Chinese keyboard may type them."""
    return "".join(chr(ord(digit) + 0xFEE0) for digit in digits)


_GOOD = {
    "applicant_name": "王秀英",
    "applicant_id": "37081119750630422X",
    "phone": "13800000000",
    "build_kind": "rebuild",
    "site_address": "任城区李营街道王家村 3 组 12 号",
    "household_members": "4",
    "homestead_area_m2": "166.5",
    "building_area_m2": wide("220"),
    "floors": "2",
    "drawing": "atlas",
}


@pytest.fixture
def house(reference: Catalogue) -> Form:
    return reference.form("rural_house")


def problems(form: Form, typed: dict[str, str]) -> dict[str, str]:
    return {one.field: one.text() for one in validate_answers(form, read_answers(form, typed))}


def test_good_answers_have_no_problems_and_numbers_are_numbers(house: Form) -> None:
    answers = read_answers(house, _GOOD)
    assert answers["homestead_area_m2"] == 166.5
    assert answers["building_area_m2"] == 220
    assert validate_answers(house, answers) == ()


def test_an_empty_form_says_at_each_field_what_is_missing(house: Form) -> None:
    found = problems(house, {})
    assert list(found) == [field.name for field in house.fields if field.required]
    assert found["site_address"] == "请填写建在哪里"
    assert found["floors"] == "请选择建几层"


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("phone", "12345", "请填写正确的电话号码"),
        ("applicant_id", "3708111975", "18 位"),
        ("household_members", "四", "请填写数字"),
        ("household_members", "2.5", "请填写数字"),
        ("household_members", "0", "不能小于 1"),
        ("homestead_area_m2", "9999", "不能大于 2000"),
        ("homestead_area_m2", "1e999999999", "请填写数字"),
        ("homestead_area_m2", "NaN", "请填写数字"),
        ("floors", "9", "请从所列选项中选择"),
        ("site_address", "长" * 201, "不能超过 200 个字"),
    ],
)
def test_a_wrong_answer_is_named_at_its_field_in_chinese(
    house: Form, field: str, typed: str, says: str
) -> None:
    found = problems(house, {**_GOOD, field: typed})
    assert list(found) == [field]
    assert says in found[field]


def test_what_was_typed_is_never_lost(house: Form) -> None:
    assert read_answers(house, {**_GOOD, "household_members": "四口"})["household_members"] == "四口"


def test_an_impossible_date_is_refused(reference: Catalogue) -> None:
    form = reference.form("road_use")
    assert "日期" in problems(form, {"from_on": "2026-02-30"})["from_on"]


def test_full_width_and_lower_case_are_read_as_meant(house: Form) -> None:
    answers = read_answers(house, {"applicant_id": wide("370811197506304") + "22x", "phone": "138 0000 0000"})
    assert answers == {"applicant_id": "37081119750630422X", "phone": "13800000000"}


def definition() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(reference_texts()["rural_house.json"])
    return read


def test_a_field_in_the_layout_but_not_in_the_schema_is_refused() -> None:
    data = definition()
    del data["schema"]["properties"]["floors"]
    with pytest.raises(MalformedForm) as refusal:
        read_form(data)
    assert {one.field for one in refusal.value.problems} >= {"layout.floors"}


def test_options_that_differ_from_the_schema_are_refused() -> None:
    data = definition()
    data["schema"]["properties"]["floors"]["enum"] = ["1", "2"]
    with pytest.raises(MalformedForm):
        read_form(data)


def test_a_schema_that_is_none_is_refused() -> None:
    data = definition()
    data["schema"]["properties"]["floors"]["type"] = "storey"
    with pytest.raises(MalformedForm):
        read_form(data)

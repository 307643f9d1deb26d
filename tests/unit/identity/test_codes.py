"""Codes of persons and organisations."""

from collections.abc import Callable
from datetime import date

import pytest

from tongjian.identity.domain.codes import (
    CitizenId,
    CitizenIdKind,
    CreditCode,
    InvalidCitizenId,
    InvalidCreditCode,
    InvalidPhone,
    Phone,
)
from tongjian.kit import Invalid


def problems_of(make: Callable[[], object], refusal: type[Invalid]) -> list[str]:
    with pytest.raises(refusal) as refused:
        make()
    return [problem.text() for problem in refused.value.problems]


@pytest.mark.parametrize(
    "value",
    [
        "11100000000013338W",
        "11430000006122244L",
        "11330105002500287C",
        "91370811MA3EX5T705",
        "91370811MA3WXK2P30",
        "12370800495200185L",
        "11370800004321004R",
        "91370800165930214U",
        "11100000MB03271699",
    ],
)
def test_a_credit_code_that_passes_both_checks_is_taken(value: str) -> None:
    assert str(CreditCode(value)) == value


def test_a_credit_code_whose_inner_check_fails_is_refused_for_that() -> None:
    assert problems_of(lambda: CreditCode("91370811MA3EX5T718"), InvalidCreditCode) == [
        "第 17 位（组织机构代码的校验码）不正确"
    ]


def test_a_credit_code_whose_outer_check_fails_is_refused_for_that() -> None:
    assert problems_of(lambda: CreditCode("91370811MA3EX5T70A"), InvalidCreditCode) == [
        "第 18 位（校验码）不正确"
    ]


def test_a_credit_code_wrong_in_both_checks_names_both() -> None:
    assert len(problems_of(lambda: CreditCode("91370811MA3EX5T717"), InvalidCreditCode)) == 2


@pytest.mark.parametrize(
    "value",
    [
        "",
        "370811000012345",
        "91370811MA3EX5T70",
        "91370811MA3EX5T7055",
        "91370811MA3EX5T70o",
        "91370811ma3ex5t705",
        "91370811MI3EX5T705",
        "9137081\uff11MA3EX5T705",
        "91370811MA3EX5T705\n",
    ],
)
def test_other_text_is_no_credit_code(value: str) -> None:
    assert "18 位" in problems_of(lambda: CreditCode(value), InvalidCreditCode)[0]


def test_a_credit_code_tells_its_parts() -> None:
    code = CreditCode("91370811MA3EX5T705")
    assert (code.region, code.organisation_code) == ("370811", "MA3EX5T70")


@pytest.mark.parametrize(
    ("value", "born_on"),
    [
        ("11010519491231002X", date(1949, 12, 31)),
        ("440524188001010014", date(1880, 1, 1)),
        ("370811198802143517", date(1988, 2, 14)),
        ("37081119750630422X", date(1975, 6, 30)),
        ("37081119910909001X", date(1991, 9, 9)),
    ],
)
def test_a_right_citizen_id_is_taken_and_tells_the_birth_date(value: str, born_on: date) -> None:
    assert CitizenId(value).born_on == born_on


def test_a_citizen_id_with_a_right_check_digit_but_an_impossible_date_is_refused() -> None:
    assert problems_of(lambda: CitizenId("370811198802303517"), InvalidCitizenId) == [
        "第 7 至 14 位不是真实存在的出生日期"
    ]


def test_a_citizen_id_with_a_wrong_check_digit_is_refused() -> None:
    assert problems_of(lambda: CitizenId("370811198802143518"), InvalidCitizenId) == [
        "第 18 位（校验码）不正确"
    ]


def test_a_citizen_id_names_everything_wrong_with_it_at_once() -> None:
    assert len(problems_of(lambda: CitizenId("000000199902300000"), InvalidCitizenId)) == 3


@pytest.mark.parametrize("value", ["", "370811880214351", "37081119750630422x", "\uff1370811198802143517"])
def test_other_text_is_no_citizen_id(value: str) -> None:
    assert problems_of(lambda: CitizenId(value), InvalidCitizenId) == ["应为 18 位数字，末位可以是大写 X"]


def test_a_birth_date_after_today_is_refused_by_the_check_that_knows_today() -> None:
    citizen_id = CitizenId("37081119910909001X")
    citizen_id.check_not_future(date(1991, 9, 9))
    assert problems_of(lambda: citizen_id.check_not_future(date(1991, 9, 8)), InvalidCitizenId) == [
        "出生日期晚于今天"
    ]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("370811198802143517", CitizenIdKind.RESIDENT),
        ("810000199408230021", CitizenIdKind.RESIDENCE_PERMIT),
        ("830000199201300022", CitizenIdKind.RESIDENCE_PERMIT),
        ("931840198501010013", CitizenIdKind.FOREIGN_PERMANENT_RESIDENT),
    ],
)
def test_the_cards_of_residents_from_elsewhere_are_taken_as_kinds_of_their_own(
    value: str, kind: CitizenIdKind
) -> None:
    assert CitizenId(value).kind is kind


def test_a_citizen_id_shows_itself_masked_in_logs() -> None:
    citizen_id = CitizenId("370811198802143517")
    assert citizen_id.mask() == "370811**********17"
    assert "19880214" not in repr(citizen_id)
    assert str(citizen_id) == "370811198802143517"


def test_a_phone_is_taken_and_masked() -> None:
    phone = Phone("13805370001")
    assert (str(phone), phone.masked, repr(phone)) == ("13805370001", "138****0001", "Phone(138****0001)")


@pytest.mark.parametrize(
    "value", ["", "12805370001", "1380537000", "138053700011", "+8613805370001", "1380537000\uff11"]
)
def test_other_numbers_are_no_mobile_numbers(value: str) -> None:
    assert problems_of(lambda: Phone(value), InvalidPhone) == ["应为 1 开头的 11 位手机号码"]

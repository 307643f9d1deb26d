"""Codes of regions and projects."""

from collections.abc import Callable

import pytest

from tongjian.cases.domain.codes import (
    InvalidProjectCode,
    InvalidRegionCode,
    ProjectCode,
    ProjectCodeForm,
    RegionCode,
)
from tongjian.kit import Invalid

RENCHENG = RegionCode("370811")


def problems_of(make: Callable[[], object], refusal: type[Invalid]) -> list[str]:
    with pytest.raises(refusal) as refused:
        make()
    return [problem.text() for problem in refused.value.problems]


@pytest.mark.parametrize("value", ["370811", "441900", "442000", "460400", "620200", "370000"])
def test_a_region_code_is_taken_also_of_a_city_without_counties(value: str) -> None:
    assert str(RegionCode(value)) == value


@pytest.mark.parametrize("value", ["", "37081", "3708110", "000000", "990811", "37081X", "37081\uff11"])
def test_other_text_is_no_region_code(value: str) -> None:
    assert len(problems_of(lambda: RegionCode(value), InvalidRegionCode)) == 1


@pytest.mark.parametrize(
    ("value", "form", "region"),
    [
        ("2406-370811-04-01-123456", ProjectCodeForm.MODERN, "370811"),
        ("2612-370811-89-05-9A8B7C", ProjectCodeForm.MODERN, "370811"),
        ("2015-370811-47-03-012345", ProjectCodeForm.LEGACY, "370811"),
        ("2020-370811-47-03-012345", ProjectCodeForm.LEGACY, "370811"),
        ("ZCSC-2026-0001", ProjectCodeForm.LOCAL, None),
        ("ZCSC-370811202606150001", ProjectCodeForm.LOCAL, None),
    ],
)
def test_a_project_code_of_any_known_form_is_taken(
    value: str, form: ProjectCodeForm, region: str | None
) -> None:
    code = ProjectCode(value)
    assert (str(code), code.form, code.region) == (value, form, region)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2413-370811-04-01-123456",
        "2400-370811-04-01-123456",
        "2014-370811-47-03-012345",
        "2021-370811-47-03-012345",
        "2016-370811-47-03-01234A",
        "2406370811040112345",
        "2406-370811-04-01-12345",
        "2406-370811-04-01-1234567",
        "2406-370811-04-01-12345a",
        "2406-370811-04-01-123456\n",
        "ZCSC-",
        "ZCSC-2026--1",
        "ZCSC-" + "1" * 36,
    ],
)
def test_other_text_is_no_project_code(value: str) -> None:
    assert "2406-370811-04-01-123456" in problems_of(lambda: ProjectCode(value), InvalidProjectCode)[0]

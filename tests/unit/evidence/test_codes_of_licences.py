"""Identifiers of electronic licences."""

from collections.abc import Callable

import pytest

from tongjian.evidence.domain.licence_code import InvalidLicenceIdentifier, LicenceIdentifier

REAL = [
    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
    "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
    "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
]
SYNTHETIC = [
    "1.2.156.3005.2.11100000000013338W009.11370800004321004R.2026061501.001.A",
    "1.2.156.3005.2.11100000MB03271699022.11370800004321004R.A1B2C3D4E5.002.D",
]


def problems_of(make: Callable[[], object]) -> list[str]:
    with pytest.raises(InvalidLicenceIdentifier) as refused:
        make()
    return [problem.text() for problem in refused.value.problems]


@pytest.mark.parametrize("text", REAL + SYNTHETIC)
def test_a_public_identifier_is_read_and_printed_the_same(text: str) -> None:
    assert str(LicenceIdentifier.parse(text)) == text


def test_an_identifier_gets_the_check_character_of_the_standard() -> None:
    permit = LicenceIdentifier("11100000000013338W009", "11370800004321004R", "2026061501")
    assert permit.compose() == SYNTHETIC[0]


@pytest.mark.parametrize("text", REAL + SYNTHETIC)
def test_any_other_check_character_is_refused(text: str) -> None:
    for wrong in set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") - {text[-1]}:
        changed = text[:-1] + wrong
        assert problems_of(lambda changed=changed: LicenceIdentifier.parse(changed)) == ["末位校验码不正确"]  # type: ignore[misc]


def test_two_neighbouring_characters_changed_over_are_noticed() -> None:
    changed = SYNTHETIC[0].replace("2026061501", "2026065101")
    assert problems_of(lambda: LicenceIdentifier.parse(changed)) == ["末位校验码不正确"]


@pytest.mark.parametrize(
    "text",
    ["", "1.2.156.3005.2", REAL[0][:-2], REAL[0] + ".1", REAL[0].replace("3005", "3006"), f" {REAL[0]}"],
)
def test_other_text_is_no_identifier(text: str) -> None:
    assert problems_of(lambda: LicenceIdentifier.parse(text)) == [
        "应以 1.2.156.3005.2 开头，后接用点分隔的 5 段"
    ]


def test_all_parts_of_the_wrong_form_are_named() -> None:
    assert len(problems_of(lambda: LicenceIdentifier("W009", "3708", "小写", "1"))) == 4


def test_a_changed_licence_gets_the_next_version() -> None:
    changed = LicenceIdentifier.parse(SYNTHETIC[0]).next_version()
    assert changed.version == "002"
    assert LicenceIdentifier.parse(str(changed)) == changed

"""A model that is written is the model that was read."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from tests.unit.rules.dmn_models import decision, document, given, literal, of_input, result, table
from tongjian.rules.dmn import read_model, write_definitions
from tongjian.rules.dmn.elements import Import
from tongjian.rules.dmn.expressions import Place
from tongjian.rules.dmn.reading import read_definitions

GOLDEN = Path(__file__).parents[2] / "golden" / "rules"
KIT = Path(__file__).parents[4] / "shared" / "suites" / "dmn-tck"


def without_places(part: object) -> object:
    """The part without the places in the file that it stood at, and without the version it imports."""
    if isinstance(part, Place):
        return None
    if isinstance(part, tuple):
        return tuple(without_places(one) for one in part)
    if isinstance(part, Mapping):
        return {name: without_places(one) for name, one in part.items()}
    if is_dataclass(part) and not isinstance(part, type):
        left_out = {"import_type"} if isinstance(part, Import) else set()
        names = [one.name for one in fields(part) if one.name not in left_out]
        return type(part).__name__, tuple((name, without_places(getattr(part, name))) for name in names)
    return part


def read_again(xml: bytes) -> None:
    definitions, found = read_definitions(xml)
    written = write_definitions(definitions)
    again, problems = read_definitions(written)
    assert without_places(again) == without_places(definitions)
    assert [one.text() for one in problems.found] == [one.text() for one in found.found]
    assert write_definitions(again) == written


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*/*.dmn")), ids=lambda path: path.stem)
def test_our_own_models_are_written_as_they_were_read(path: Path) -> None:
    read_again(path.read_bytes())


def test_models_of_the_compatibility_kit_are_written_as_they_were_read() -> None:
    if not KIT.is_dir():
        pytest.skip(f"the DMN compatibility kit is not at {KIT}")
    paths = sorted(KIT.glob("*/*/*.dmn"))
    assert len(paths) > 80
    for path in paths:
        read_again(path.read_bytes())


def test_a_written_table_decides_as_before_and_keeps_its_ids() -> None:
    logic = table(["n"], ["< 3 -> 1", '>= 3 -> "x<y & z"'])
    xml = write_definitions(
        read_model(document(given("n") + decision("d", logic, of_input("n")))).definitions
    )
    model = read_model(xml)
    assert (result(model, n=Decimal(2)), result(model, n=Decimal(3))) == (1, "x<y & z")
    root = etree.fromstring(xml)
    assert root.tag == "{https://www.omg.org/spec/DMN/20230324/MODEL/}definitions"
    assert {one.get("id") for one in root.iter()} >= {"n", "d", "table", "in1", "out", "r1", "r2"}


def test_texts_keep_their_lines() -> None:
    text = 'if true\n  then "一行\\n两行"\n  else null'
    model = read_model(write_definitions(read_model(document(decision("d", literal(text)))).definitions))
    assert result(model) == "一行\n两行"

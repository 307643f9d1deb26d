"""The descriptor for designers and the documentation say what deployment reads, no more and no less."""

import json
import re
from pathlib import Path

from tongjian.flow.domain.deploy.vocabulary import EXTENSIONS, PROCESS_ATTRIBUTES, TJ

ROOT = Path(__file__).parents[3]
DESCRIPTOR = json.loads((ROOT / "frontend" / "moddle" / "tongjian.json").read_text(encoding="utf-8"))
DOCUMENT = (ROOT / "docs" / "extension.md").read_text(encoding="utf-8")


def lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def described() -> dict[str, dict[str, frozenset[str]]]:
    """Return the elements with their attributes, by the element that holds them."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for kind in DESCRIPTOR["types"]:
        attributes = frozenset(one["name"] for one in kind["properties"] if one.get("isAttr"))
        for holder in kind.get("meta", {}).get("allowedIn", []):
            found.setdefault(lower(holder.removeprefix("bpmn:")), {})[lower(kind["name"])] = attributes
    return found


def test_the_descriptor_describes_what_is_read() -> None:
    assert DESCRIPTOR["uri"] == TJ
    assert described() == {holder: dict(elements) for holder, elements in EXTENSIONS.items()}
    (process,) = [kind for kind in DESCRIPTOR["types"] if kind.get("extends") == ["bpmn:Process"]]
    assert {one["name"] for one in process["properties"]} == PROCESS_ATTRIBUTES


def test_the_documentation_names_every_element_and_attribute() -> None:
    named = set(re.findall(r"`(?:tj:)?(\w+)[^`]*`", DOCUMENT))
    elements = {name for holder in EXTENSIONS.values() for name in holder}
    attributes = {name for holder in EXTENSIONS.values() for names in holder.values() for name in names}
    assert elements | attributes | PROCESS_ATTRIBUTES <= named

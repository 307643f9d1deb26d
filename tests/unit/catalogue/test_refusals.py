import copy
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from tongjian.catalogue import MalformedCatalogue, read_catalogue, reference_texts

_TEXTS = reference_texts()
_PARSED = {name: yaml.safe_load(text) for name, text in _TEXTS.items() if name.endswith(".yaml")}


def spoiled(change: Callable[[dict[str, dict[str, Any]]], None]) -> dict[str, str]:
    """Return the items of the reference files by id, after a change, as texts to load."""
    files = copy.deepcopy(_PARSED)
    change({item["id"]: item for file in files.values() for item in file.get("items", ())})
    return _TEXTS | {name: yaml.safe_dump(file, allow_unicode=True) for name, file in files.items()}


def refused(texts: dict[str, str]) -> dict[str, str]:
    with pytest.raises(MalformedCatalogue) as refusal:
        read_catalogue(texts)
    return {problem.field: problem.text() for problem in refusal.value.problems}


def put(item: str, *path: str | int, to: object) -> Callable[[dict[str, dict[str, Any]]], None]:
    def change(items: dict[str, dict[str, Any]]) -> None:
        place: Any = items[item]
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (put("S1-06", "name", to=""), "S1-06.name"),
        (put("S1-06", "name", to=7), "S1-06.name"),
        (put("S1-06", "statutory_limit", "days", to=-1), "S1-06.statutory_limit.days"),
        (put("S1-06", "statutory_limit", "unit", to="小时"), "S1-06.statutory_limit.unit"),
        (put("S1-06", "kind", to="blessing"), "S1-06.kind"),
        (put("S1-06", "surprise", to="x"), "S1-06.surprise"),
        (put("S1-06", "materials", 2, "source", to="friend"), "S1-06.materials.2.source"),
        (put("S1-06", "materials", 2, "registry", to="R_NONE"), "S1-06.materials.S1-06-M03.registry"),
        (put("S1-06", "materials", 2, "from_item", to="S9-99"), "S1-06.materials.S1-06-M03.from_item"),
        (put("S1-06", "materials", 3, "key", to="project_approval"), "S1-06.materials.project_approval"),
        (put("S1-06", "prerequisites", to=["S9-99"]), "S1-06.prerequisites"),
        (put("S1-06", "applies_to", to=["T9"]), "S1-06.applies_to"),
        (put("S1-06", "stage", to="9"), "S1-06.stage"),
        (put("S1-06", "handling", "lead", to="moon"), "S1-06.handling.lead"),
        (put("S1-06", "handling", "process", to="outside"), "S1-06.handling.process"),
        (put("S1-06", "form", to="none"), "S1-06.form"),
        (put("S1-06", "condition", "when", to={"fact": "moon_phase", "=": True}), "S1-06.condition.when"),
        (put("S1-06", "condition", "when", to={"fact": "in_city", "=": "yes"}), "S1-06.condition.when"),
        (put("S1-06", "condition", "when", to={"fact": "in_city", ">=": 1}), "S1-06.condition.when"),
        (put("S1-06", "condition", "when", to={"fact": "land_supply", "in": ["x"]}), "S1-06.condition.when"),
        (put("S1-06", "condition", "when", to={"some": []}), "S1-06.condition.when"),
        (put("S1-06", "prerequisites", to=["S1-13"]), "S1-06.prerequisites"),
        (put("C-01", "needs_project", to=True), "C-01.needs_project"),
    ],
)
def test_a_bad_item_is_refused_by_item_and_field(
    change: Callable[[dict[str, dict[str, Any]]], None], field: str
) -> None:
    problems = refused(spoiled(change))
    assert list(problems) == [field]


def test_all_problems_are_named_at_once() -> None:
    def change(items: dict[str, dict[str, Any]]) -> None:
        items["S1-06"]["name"] = ""
        items["S3-05"]["milestone"] = "maybe"
        del items["C-01"]["results"]

    assert set(refused(spoiled(change))) == {"S1-06.name", "S3-05.milestone", "C-01.results"}


def test_items_that_wait_for_each_other_are_refused_with_the_chain() -> None:
    problems = refused(spoiled(put("S1-06", "prerequisites", to=["S1-13"])))
    assert any("S1-06" in text and "S1-13" in text for text in problems.values())


def test_an_item_given_twice_is_refused() -> None:
    again = yaml.safe_dump({"items": [_PARSED["items_citizens.yaml"]["items"][0]]}, allow_unicode=True)
    assert "C-01.id" in refused(_TEXTS | {"more.yaml": again})


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [1, 2]\nb: *a",
        "items: " + "[" * 60 + "]" * 60,
        "items: !!python/object/apply:os.system ['true']",
        "items: [",
        "meta: 1\nmeta: 2",
        "- just\n- a list",
        "? [a, b]\n: 1",
        "items: .inf",
        "",
    ],
)
def test_hostile_yaml_is_refused(text: str) -> None:
    assert any(field.startswith("zz.yaml") for field in refused(_TEXTS | {"zz.yaml": text}))


def test_a_file_too_large_is_refused() -> None:
    assert "zz.yaml" in refused(_TEXTS | {"zz.yaml": "#" * 2_000_001})


@pytest.mark.parametrize("text", ["{", "[1]", '{"code": 1, "code": 2}', '{"a": NaN}'])
def test_broken_forms_are_refused(text: str) -> None:
    assert refused(_TEXTS | {"zz.json": text})


def test_no_file_at_all_is_refused_with_every_missing_part() -> None:
    assert {"items", "stages", "meta"} <= set(refused({}))

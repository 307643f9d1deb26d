"""Review points (审查要点): each item has some, what leads nowhere is refused."""

import pytest

from tongjian.catalogue import Catalogue, MalformedCatalogue, read_catalogue, reference_texts

_LOST = """
review_points:
- {items: [P-99], key: one, text: 有依据, source: 测试}
- {items: [P-08], key: two, text: 有依据, source: 测试, facts: [no_such_fact], material: no_such_paper}
- {items: [P-08], key: range, text: 又一次, source: 测试}
"""


@pytest.fixture(scope="module")
def reference() -> Catalogue:
    return read_catalogue(reference_texts())


def test_every_item_has_something_to_judge(reference: Catalogue) -> None:
    empty = [one.code for one in reference.items if not reference.review_points_of(one)]
    assert empty == []


def test_every_point_says_where_it_comes_from(reference: Catalogue) -> None:
    assert all(one.source for item in reference.items for one in reference.review_points_of(item))


def test_an_item_with_points_of_its_own_has_no_others(reference: Catalogue) -> None:
    points = reference.review_points_of(reference.item("P-08"))
    assert [one.key for one in points] == ["range", "plan", "planning", "traffic", "fee"]


def test_an_item_without_points_of_its_own_has_one_a_required_paper_and_those_of_its_kind(
    reference: Catalogue,
) -> None:
    item = reference.item("P-09")
    points = reference.review_points_of(item)
    papers = [one.key for one in item.materials if one.required]
    assert [one.material for one in points if one.material] == papers
    assert {one.key for one in points if not one.material} == {"subject", "conditions", "interested"}


def test_a_point_is_read_from_a_paper_of_its_own_item(reference: Catalogue) -> None:
    for item in reference.items:
        papers = {one.key for one in (*item.materials, *reference.common_materials_of(item))}
        astray = [
            one.key for one in reference.review_points_of(item) if one.material and one.material not in papers
        ]
        assert astray == [], item.code


def test_points_that_lead_nowhere_are_all_named_at_once() -> None:
    with pytest.raises(MalformedCatalogue) as refused:
        read_catalogue(reference_texts() | {"more.yaml": _LOST})
    told = [(one.field, dict(one.facts).get("code", "")) for one in refused.value.problems]
    assert told == [
        ("review_points.one", "P-99"),
        ("review_points.two", "no_such_fact"),
        ("review_points.two", "no_such_paper"),
        ("review_points.range", ""),
    ]

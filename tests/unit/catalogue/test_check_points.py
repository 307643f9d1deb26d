"""Check points (受理要点): every paper has some, the main items their own, what leads nowhere is refused."""

import pytest

from tongjian.catalogue import Catalogue, MalformedCatalogue, read_catalogue, reference_texts

_LOST = """
check_points:
- {items: [P-99], material: construction_drawings, key: one, text: 盖章, source: 测试}
- {material: no_such_paper, key: two, text: 盖章, source: 测试}
- {key: legible, text: 又一次, source: 测试}
"""


@pytest.fixture(scope="module")
def reference() -> Catalogue:
    return read_catalogue(reference_texts())


def test_every_paper_of_every_item_has_something_to_check_with_its_source(reference: Catalogue) -> None:
    bare = [
        (item.code, paper.key)
        for item in reference.items
        for paper in (*item.materials, *reference.common_materials_of(item))
        if not all(one.source for one in reference.check_points_of(item, paper.key) or ())
        or not reference.check_points_of(item, paper.key)
    ]
    assert bare == []


@pytest.mark.parametrize("code", ["S1-06", "S2-02", "S3-01", "S3-03", "S3-05", "S4-09"])
def test_the_items_of_the_main_line_have_points_of_their_own(reference: Catalogue, code: str) -> None:
    item = reference.item(code)
    own = [point for paper in item.materials for point in reference.check_points_of(item, paper.key)]
    assert any(code in point.items for point in own)


def test_a_copy_is_checked_for_validity_and_an_original_for_its_signature(reference: Catalogue) -> None:
    item = reference.item("S3-05")
    copy = {one.key for one in reference.check_points_of(item, "planning_permit")}
    original = {one.key for one in reference.check_points_of(item, "s3_05_07")}
    assert {"s3_05.planning", "in_force", "legible"} <= copy
    assert "signed_sealed" in original - copy
    assert "in_force" not in original


def test_points_of_unknown_items_or_papers_and_keys_given_twice_are_refused() -> None:
    with pytest.raises(MalformedCatalogue) as refused:
        read_catalogue(reference_texts() | {"lost.yaml": _LOST})
    told = {one.field for one in refused.value.problems}
    assert {"check_points.one", "check_points.two", "check_points.legible"} <= told

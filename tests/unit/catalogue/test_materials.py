from tongjian.catalogue import Catalogue, union_of_materials


def needs(catalogue: Catalogue, *codes: str) -> dict[str, tuple[str, ...]]:
    items = [catalogue.item(code) for code in codes]
    return {need.key: need.asked_by for need in union_of_materials(catalogue, items)}


def test_the_same_paper_is_asked_once_for_all_items_that_want_it(reference: Catalogue) -> None:
    asked = needs(reference, "S4-01", "S4-02", "S4-03", "S4-07")
    assert asked["completion_report"] == ("S4-01", "S4-03", "S4-07")
    assert asked["joint_survey"] == ("S4-01", "S4-02")
    assert asked["completion_drawings"] == ("S4-01", "S4-03")


def test_different_papers_of_similar_name_stay_apart(reference: Catalogue) -> None:
    land = {material.key for material in reference.item("S1-13").materials}
    house = {material.key for material in reference.item("S4-09").materials}
    assert land & house == set()
    assert needs(reference, "S1-13", "S4-09")["tax_receipt"] == ("S1-13",)


def test_every_paper_keeps_the_directory_number_of_each_item(reference: Catalogue) -> None:
    items = [reference.item("S1-02"), reference.item("S1-03")]
    need = next(n for n in union_of_materials(reference, items) if n.key == "site_selection_opinion")
    assert need.codes == ("S1-02-M04", "S1-03-M02")
    assert need.from_items == ("S1-05",)


def test_the_strictest_terms_win(reference: Catalogue) -> None:
    items = [reference.item("S4-04"), reference.item("S4-03")]
    need = next(n for n in union_of_materials(reference, items) if n.key == "completion_report")
    assert reference.item("S4-04").materials[1].commitable
    assert not need.spec.commitable
    assert need.spec.required


def test_common_materials_are_asked_once_and_last(reference: Catalogue) -> None:
    items = [reference.item("S2-02"), reference.item("S2-05")]
    union = union_of_materials(reference, items)
    assert [need.key for need in union[-3:]] == ["business_licence", "legal_representative", "authorisation"]
    assert union[-1].asked_by == ("S2-02", "S2-05")


def test_nothing_is_lost_in_the_union(reference: Catalogue) -> None:
    items = reference.items_of("3")
    union = union_of_materials(reference, items)
    own = {one.code for item in items for one in item.materials}
    assert own <= {code for need in union for code in need.codes}
    assert len({need.key for need in union}) == len(union)

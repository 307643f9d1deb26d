"""The word of an organ, and that no two organs of the catalogue share one."""

import pytest

from tongjian.cases.domain.organs import organ_word
from tongjian.catalogue import read_catalogue, reference_texts


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("住房城乡建设部门", "住房城乡建设"),
        ("城市管理（综合执法）部门", "城市管理"),
        ("林业和园林主管部门", "林业和园林"),
        ("水行政主管部门", "水行政"),
        ("乡镇人民政府", "乡镇人民政府"),
        ("部门", "部门"),
    ],
)
def test_an_organs_word_is_its_name_without_notes_and_ending(name: str, word: str) -> None:
    assert organ_word(name) == word


def test_no_two_organs_of_the_catalogue_share_a_word() -> None:
    names = [one.name for one in read_catalogue(reference_texts()).departments]
    assert len({organ_word(name) for name in names}) == len(names)

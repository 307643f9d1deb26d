import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongjian.evidence import FileKind, FileLimits, FileRefused, readable_size
from tongjian.evidence.domain.naming import check_size, clean_name

LIMITS = FileLimits()


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("总平面图.PDF", "总平面图.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\王\\合同.docx", "合同.docx"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("报告\u202egnp.pdf", "报告gnp.pdf"),
        ('a<b>"c|?*%.pdf', "a_b__c____.pdf"),
        ("  多  个   空格 .pdf", "多 个 空格.pdf"),
        ("x.tar.zip", "x.tar.zip"),
        ("照片.JPEG", "照片.jpeg"),
        ("长" * 500 + ".pdf", "长" * 120 + ".pdf"),
    ],
)
def test_only_the_harmless_part_of_a_name_is_kept(given_name: str, kept: str) -> None:
    assert clean_name(name=given_name, limits=LIMITS).name == kept


@pytest.mark.parametrize(
    "name", ["", ".", "..", "pdf", ".pdf", "/.pdf", "a.exe", "a.pdf.exe", "a.pdf/", "a."]
)
def test_a_name_without_an_allowed_kind_or_without_a_stem_is_refused_at_the_field(name: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        clean_name(name=name, limits=LIMITS)
    assert [problem.field for problem in refusal.value.problems] == ["file"]


def test_kinds_that_are_switched_off_are_refused() -> None:
    only_pdf = FileLimits(kinds=frozenset({FileKind.PDF}))
    with pytest.raises(FileRefused) as refusal:
        clean_name(name="a.dwg", limits=only_pdf)
    assert "请转换为 pdf 格式" in refusal.value.problems[0].text()


def test_drawings_may_be_larger_than_other_files() -> None:
    size = 300 * 1024 * 1024
    check_size(size=size, kind=FileKind.DWG, limits=LIMITS)
    with pytest.raises(FileRefused) as refusal:
        check_size(size=size, kind=FileKind.PDF, limits=LIMITS)
    assert "200 MB" in refusal.value.problems[0].text()
    with pytest.raises(FileRefused):
        check_size(size=0, kind=FileKind.PDF, limits=LIMITS)


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 字节"), (1536, "1.5 KB"), (200 << 20, "200 MB"), (2 << 30, "2 GB")]
)
def test_sizes_are_written_for_people(size: int, text: str) -> None:
    assert readable_size(size) == text


@given(st.text(max_size=300))
def test_no_name_whatever_leaves_its_folder_or_hides_characters(text: str) -> None:
    try:
        kept = clean_name(name=f"{text}.pdf", limits=LIMITS).name
    except FileRefused:
        return
    assert not set(kept) & set('/\\:<>"|?*%\x00\r\n\u202e')
    assert kept not in {"..", "."}
    assert len(kept) <= 130
    assert clean_name(name=kept, limits=LIMITS).name == kept

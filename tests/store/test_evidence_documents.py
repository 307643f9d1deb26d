"""Documents set by the real typesetter."""

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pylopdf_fonts_zh_cn
import pytest

from tongjian.evidence import (
    DecisionDocument,
    Document,
    Documents,
    GlyphMissing,
    LicenceDocument,
    Line,
    NoticeDocument,
    OpinionDocument,
    ReceiptDocument,
    TypesettingFailed,
)
from tongjian.evidence.store import typesetter
from tongjian.evidence.store.glyphs import covered_by
from tongjian.evidence.store.typesetter import ChildTypesetter, facts_of

DAY = date(2026, 6, 15)
ORGAN = "济宁市任城区行政审批服务局"
URL = "https://example.gov.cn/verify/7ZK3-M0QA-9XWD-4T2R"
LICENCE = LicenceDocument(
    title="建筑工程施工许可证",
    number="370811202606150101",
    holder="济宁市任城区智造产业发展有限公司",
    project="标准厂房建设项目",
    lines=(Line(label="建设规模", value="总建筑面积 12,480.50㎡"), Line(label="合同工期", value="365 天")),
    issued_by=ORGAN,
    issued_on=DAY,
    verification_url=URL,
    valid_from=DAY,
    valid_until=date(2027, 6, 30),
    statement="经审查，准予施工。",
    notes=("本证放置施工现场。",),
    licence_code="1.2.156.3005.2.11100000000013338W009.11370800004321004R.2026061501.001.A",
)
DECISION = DecisionDocument(
    title="不予行政许可决定书",
    number="济任审〔2026〕12号",
    addressee="王建国",
    paragraphs=("你提出的申请，本机关决定不予许可。",),
    reasons=("不符合规划条件。",),
    basis=("《中华人民共和国行政许可法》第三十八条",),
    remedy="可以自收到本决定书之日起六十日内申请行政复议。",
    issued_by=ORGAN,
    issued_on=DAY,
    verification_url=URL,
)
NOTICE = NoticeDocument(
    title="补正材料通知书",
    number="济任审补〔2026〕7号",
    addressee="王建国",
    paragraphs=("请补正下列材料：",),
    points=("宅基地使用证明",),
    lines=(Line(label="办件编号", value="1"),),
    basis=("《中华人民共和国行政许可法》第三十二条",),
    remedy="如有异议可以申请行政复议。",
    contact="综合窗口",
    issued_by=ORGAN,
    issued_on=DAY,
    signature_slip=True,
)
RECEIPT = ReceiptDocument(
    title="备案回执",
    number="济任备〔2026〕5号",
    filer="王建国",
    project="厂房",
    lines=(Line(label="备案材料", value="6 份"),),
    issued_by=ORGAN,
    issued_on=DAY,
    statement="现予备案。",
)
OPINION = OpinionDocument(
    title="联合验收意见书",
    number="济任联验〔2026〕3号",
    addressee=ORGAN,
    subject="规划核实",
    conclusion="同意",
    paragraphs=("与许可一致。",),
    conditions=("整改围墙。",),
    issued_by=ORGAN,
    issued_on=DAY,
)
ALL: tuple[Document, ...] = (LICENCE, DECISION, NOTICE, RECEIPT, OPINION)


@pytest.fixture(scope="module")
def documents() -> Documents:
    return Documents(typesetter=ChildTypesetter())


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def fonts_in(document: pikepdf.Pdf) -> set[str]:
    return {
        str(thing.FontName).split("+")[-1].split("-Identity")[0]
        for thing in document.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == pikepdf.Name.FontDescriptor
    }


@pytest.mark.parametrize("document", ALL, ids=lambda document: type(document).__name__)
def test_every_document_is_set_on_a4_with_the_houses_fonts_alone(
    documents: Documents, document: Document
) -> None:
    with opened(documents.render_pdf(document)) as pdf:
        assert len(pdf.pages) == 1
        assert [round(float(side)) for side in pdf.pages[0].mediabox] == [0, 0, 595, 842]
        assert fonts_in(pdf) == {"NotoSansSC-Regular", "NotoSerifSC-Regular"}
        assert str(pdf.docinfo["/Title"]) == f"{document.title} {document.number}"
        assert "/CreationDate" in pdf.docinfo


def test_the_same_document_gives_the_same_bytes_and_another_gives_others(documents: Documents) -> None:
    first = documents.render_pdf(LICENCE)
    assert documents.render_pdf(LICENCE) == first
    assert documents.render_pdf(replace(LICENCE, number="370811202606150201")) != first


@pytest.mark.parametrize("place", ["holder", "title", "lines", "notes"])
def test_a_document_with_a_character_no_font_can_draw_is_not_issued(documents: Documents, place: str) -> None:
    values: dict[str, object] = {
        "holder": "𠮷田",
        "title": "𠮷",
        "lines": (Line(label="姓名", value="𠮷田"),),
        "notes": ("𠮷",),
    }
    with pytest.raises(GlyphMissing) as refusal:
        documents.render_pdf(replace(LICENCE, **{place: values[place]}))
    assert refusal.value.points == "U+20BB7"


def test_rare_characters_of_names_are_covered_by_both_fonts() -> None:
    covered = covered_by(pylopdf_fonts_zh_cn.serif_path()) & covered_by(pylopdf_fonts_zh_cn.sans_path())
    assert len(covered) > 30_000
    assert {ord(c) for c in "堃喆犇骉昇珺䶮㛃靝〇〔〕㎡№"} <= covered
    assert 0x20BB7 not in covered


def test_the_templates_own_words_are_covered_by_both_fonts() -> None:
    covered = covered_by(pylopdf_fonts_zh_cn.serif_path()) & covered_by(pylopdf_fonts_zh_cn.sans_path())
    folder = Path(typesetter.__file__).parents[1] / "templates"
    words = "".join(path.read_text() for path in folder.glob("*.typ"))
    assert {ord(c) for c in words} - {10} <= covered


@pytest.mark.parametrize(
    "text",
    [
        "#panic(1)",
        "$x$",
        '#read("/etc/passwd")',
        "*a* _b_ <l> @r \\ ] [ }",
        "http://x // /* */ `a`",
        "= 标题",
    ],
)
def test_markup_in_facts_is_shown_as_text(documents: Documents, text: str) -> None:
    document = replace(NOTICE, paragraphs=(text,), points=(text,), addressee=text, contact=text)
    with opened(documents.render_pdf(document)) as pdf:
        assert len(pdf.pages) == 1


def test_long_documents_run_over_pages(documents: Documents) -> None:
    long = replace(LICENCE, lines=LICENCE.lines * 40, title="很长的名称" * 12)
    with opened(documents.render_pdf(long)) as pdf:
        assert len(pdf.pages) > 2


def test_characters_nobody_can_see_are_left_out() -> None:
    facts = facts_of(replace(LICENCE, holder="甲\u202e乙\u200b\x00丙\n丁"))
    assert facts["holder"] == "甲乙丙\n丁"


def test_dates_and_validity_are_written_in_chinese() -> None:
    facts = facts_of(LICENCE)
    assert facts["issued_on"] == "2026年6月15日"
    assert facts["validity"] == "2026年6月15日至2027年6月30日"
    assert facts_of(replace(LICENCE, valid_until=None))["validity"] == "自2026年6月15日起"
    assert facts_of(replace(LICENCE, valid_from=None))["validity"] == "至2027年6月30日"
    assert facts_of(replace(LICENCE, valid_from=None, valid_until=None))["validity"] == ""


def test_the_time_stamp_is_that_of_the_document_not_of_the_machine(documents: Documents) -> None:
    with opened(documents.render_pdf(DECISION)) as pdf:
        assert re.match(r"D:2026061[45]", str(pdf.docinfo["/CreationDate"]))


def test_a_child_out_of_time_is_an_outage_not_a_document() -> None:
    with pytest.raises(TypesettingFailed):
        ChildTypesetter(seconds=0.001).typeset(LICENCE)

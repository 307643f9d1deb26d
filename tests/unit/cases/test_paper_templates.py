"""Templates of papers: checked when they are read, refused when something is missing, filled once."""

from datetime import date

import pytest

from tongjian.cases.domain.paper_book import read_templates, shipped_templates
from tongjian.cases.domain.paper_templates import FieldType
from tongjian.cases.domain.papers import PaperKind
from tongjian.cases.paper_errors import PaperIncomplete, PaperTemplatesUnsound

PLAIN = """
papers:
- code: notice
  version: 1
  title: 通知书
  word: 通
  source: 某法第一条
  fields:
  - {name: item, type: text, says: 事项名称, source: 办件}
  - {name: day, type: date, says: 日期, source: 经办人}
  - {name: reason, type: text, says: 理由, source: 经办人, optional: true}
  - {name: more, type: texts, says: 其他, source: 经办人, optional: true}
  - {name: points, type: rows, says: 各点, source: 核对, optional: true}
  paragraphs:
  - “{item}”定于{day}办理。[理由：{reason}。]
  - '{more}'
  rows:
  - {label: 事项, text: '{item}'}
  - {label: 理由, text: '{reason}'}
  - {text: '{points}'}
  basis: 《某法》第一条
  by_analogy: true
  remedy: true
"""
GIVEN = {"item": "厂房", "day": date(2026, 6, 1)}


def faults(text: str) -> list[str]:
    with pytest.raises(PaperTemplatesUnsound) as refused:
        read_templates(text)
    return [problem.text() for problem in refused.value.problems]


def test_a_paper_says_what_its_template_says_and_leaves_out_what_is_empty() -> None:
    said = read_templates(PLAIN)["notice"].fill(GIVEN, permit=True, remedy="可以复议")
    assert said.paragraphs == ("“厂房”定于2026年6月1日办理。",)
    assert said.rows == (("事项", "厂房"),)
    assert (said.basis, said.remedy) == ("《某法》第一条", "可以复议")


def test_options_several_paragraphs_and_several_rows_are_filled() -> None:
    given = {**GIVEN, "reason": "复杂", "more": ("甲", "乙"), "points": (("图纸", "缺页"),)}
    said = read_templates(PLAIN)["notice"].fill(given, permit=False, remedy="")
    assert said.paragraphs == ("“厂房”定于2026年6月1日办理。理由：复杂。", "甲", "乙")
    assert said.rows == (("事项", "厂房"), ("理由", "复杂"), ("图纸", "缺页"))
    assert said.basis == "参照《某法》第一条"


def test_what_is_filled_in_is_not_read_as_a_template() -> None:
    said = read_templates(PLAIN)["notice"].fill({**GIVEN, "item": "{reason}[x]"}, permit=True, remedy="x")
    assert said.paragraphs == ("“{reason}[x]”定于2026年6月1日办理。",)


def test_a_required_field_that_is_empty_and_a_missing_remedy_refuse_the_paper_naming_both() -> None:
    with pytest.raises(PaperIncomplete) as refused:
        read_templates(PLAIN)["notice"].fill({"item": ""}, permit=True, remedy="")
    assert [problem.field for problem in refused.value.problems] == ["item", "day", "remedy"]


def test_a_template_with_a_field_nobody_declared_or_used_cannot_be_loaded() -> None:
    assert faults(PLAIN.replace("办理。[", "办理{place}。[")) == ["使用了没有声明的字段 place"]
    unused = PLAIN.replace("  - {label: 理由, text: '{reason}'}\n", "").replace("[理由：{reason}。]", "")
    assert faults(unused) == ["声明了没有使用的字段 reason"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("。]", "。", "括号不成对"),
        ("“{item}”定于", "“{item”定于", "括号不成对"),
        ("- '{more}'", "- 另外：{more}", "应单独成段或成行"),
        ("says: 日期, source: 经办人", "says: '', source: ''", "没有写明含义和来源"),
        ("source: 某法第一条", "source: ''", "没有写明标题"),
        ("type: date", "type: day", "day"),
        ("  word: 通\n", "", "word"),
        ("  remedy: true", "  remidy: true", "remidy"),
    ],
)
def test_other_faults_of_a_template_are_named(old: str, new: str, told: str) -> None:
    assert any(told in one for one in faults(PLAIN.replace(old, new)))


def test_the_newest_version_is_used_and_no_version_stands_twice() -> None:
    second = PLAIN.replace("papers:\n", "").replace("version: 1", "version: 2").replace("定于", "改于")
    assert read_templates(PLAIN + second)["notice"].version == 2
    assert faults(PLAIN + PLAIN.replace("papers:\n", "")) == ["同一版本出现了两次"]


def test_every_shipped_template_names_the_norm_that_demands_it_and_its_fields() -> None:
    templates = shipped_templates()
    assert {kind.value for kind in PaperKind} <= set(templates)
    for one in templates.values():
        assert one.source
        assert {field.type for field in one.fields} <= set(FieldType)
    assert templates["refusal_decision"].remedy
    assert templates["rejection"].remedy

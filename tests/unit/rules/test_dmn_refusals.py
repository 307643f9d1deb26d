"""Models that are refused: every problem at once, by element, row and column; hostile files in no time."""

import subprocess
import sys
import time
from decimal import Decimal

import pytest

from tests.unit.rules.dmn_models import (
    decision,
    document,
    given,
    literal,
    of_decision,
    of_input,
    result,
    result_and_reasons,
    table,
)
from tongjian.rules.dmn import ModelProblem, read_draft, read_model
from tongjian.rules.errors import BudgetExceeded, ModelRefused


def problems(xml: bytes, *others: bytes) -> list[ModelProblem]:
    with pytest.raises(ModelRefused) as refused:
        read_model(xml, others=others)
    return [one for one in refused.value.problems if isinstance(one, ModelProblem)]


def told(xml: bytes, *others: bytes) -> list[tuple[str, int, str]]:
    return [(one.element, one.line, one.text()) for one in problems(xml, *others)]


def test_all_problems_of_a_model_are_named_at_once() -> None:
    xml = document(
        decision("a", literal("1 +"))
        + decision("b", literal("1"), of_decision("nowhere"))
        + decision("c", literal("1"), kind="tNowhere")
        + decision("c", literal("2"))
    )
    found = told(xml)
    assert ("b", 3, "引用的元素不存在：#nowhere") in found
    assert ("c", 4, "没有名为 tNowhere 的类型") in found
    assert ("c", 5, "标识（id）重复：c") in found
    assert any(element == "a" and line == 2 for element, line, _ in found)


def test_a_problem_of_a_cell_has_its_row_and_column() -> None:
    xml = document(given("n") + decision("d", table(["n"], ["1 -> 1", "2 -> )", "< -> 3"]), of_input("n")))
    found = {(one.element, one.row, one.column) for one in problems(xml)}
    assert found == {("r2", 2, 2), ("r3", 3, 1)}


def test_a_rule_with_too_few_cells_is_named_by_its_row() -> None:
    logic = table(["n", "n"], ["1 | 2 -> 1", "1 -> 1"])
    (problem,) = problems(document(given("n") + decision("d", logic, of_input("n"))))
    assert (problem.row, problem.text()) == (2, "规则有 1 个输入、1 个输出，与表头不一致")


@pytest.mark.parametrize("length", [1, 2, 5, 2_000])
def test_requirements_in_a_circle_are_refused(length: int) -> None:
    circle = "".join(
        decision(f"d{at}", literal("1"), of_decision(f"d{(at + 1) % length}")) for at in range(length)
    )
    (problem,) = problems(document(circle))
    assert problem.text().startswith("需求循环：d0 → ")
    assert problem.line == 2


def test_a_long_chain_of_decisions_is_no_circle_and_needs_no_depth() -> None:
    chain = "".join(
        decision(f"d{at}", literal(f"d{at + 1} + 1"), of_decision(f"d{at + 1}")) for at in range(1500)
    )
    model = read_model(document(chain + decision("d1500", literal("0"))))
    assert result(model, "d0") == 1500


def test_a_circle_through_a_decision_service_is_refused() -> None:
    service = (
        '<decisionService id="s" name="s"><variable name="s"/><outputDecision href="#d"/></decisionService>'
    )
    knowledge = '<knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>'
    caller = f'<decision id="d" name="d"><variable name="d"/>{knowledge}{literal("s()")}</decision>'
    assert [one.text() for one in problems(document(service + caller))] == ["需求循环：s → d → s"]


def test_a_requirement_of_the_wrong_kind_is_named() -> None:
    xml = document(given("n") + decision("d", literal("n"), of_decision("n")))
    assert told(xml) == [("d", 3, "引用的元素 #n 不是决策")]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ('<itemDefinition name="a"><typeRef>a</typeRef></itemDefinition>', "类型 a 循环引用自身"),
        ('<itemDefinition name="a"><typeRef>b</typeRef></itemDefinition>', "没有名为 b 的类型"),
        (
            '<itemDefinition name="a"><typeRef>string</typeRef><itemComponent name="b"/></itemDefinition>',
            "类型 a 只能是引用、结构和函数之一",
        ),
        ("<itemDefinition><typeRef>string</typeRef></itemDefinition>", "缺少名称（name）"),
        ('<decision name="d"><inputData name="x"/></decision>', "decision 中不应有 inputData"),
        ('<decision name="d"><bogus/></decision>', "decision 中不应有 bogus"),
        ('<import name="i" namespace="urn:x" importType="urn:pmml"/>', "不支持引入这种文件：urn:pmml"),
        (
            '<decision name="d"><literalExpression expressionLanguage="urn:groovy"/></decision>',
            "不支持的表达式语言 urn:groovy",
        ),
        (
            '<decision name="d"><decisionTable hitPolicy="LUCKY"><output/></decisionTable></decision>',
            "不认识的命中策略 LUCKY",
        ),
        (
            '<decision name="d"><decisionTable hitPolicy="PRIORITY"><output/></decisionTable></decision>',
            "按输出优先级的策略要求至少一个输出列列出取值（outputValues）",
        ),
    ],
)
def test_what_is_wrong_is_said(body: str, says: str) -> None:
    assert [one.text() for one in problems(document(body))] == [says]


def test_models_that_import_each_other_are_refused() -> None:
    kind = "https://www.omg.org/spec/DMN/20230324/MODEL/"
    importing = '<import name="other" namespace="urn:{}" importType="' + kind + '"/>'
    one, other = document(importing.format("b"), name="a"), document(importing.format("a"), name="b")
    assert "模型循环引入：urn:a" in told(one, other)[0][2]


def test_a_missing_import_is_named() -> None:
    kind = "https://www.omg.org/spec/DMN/20230324/MODEL/"
    xml = document(f'<import id="i" name="o" namespace="urn:o" importType="{kind}"/>')
    assert told(xml) == [("i", 2, "没有找到引入的模型：urn:o")]


def test_a_draft_is_read_with_its_problems_and_what_is_wrong_gives_null() -> None:
    draft = read_draft(document(decision("a", literal("1 +")) + decision("b", literal("2"))))
    assert len(draft.problems) == 1
    assert result(draft, "b") == 2
    value, reasons = result_and_reasons(draft, "a")
    assert value is None
    assert reasons[0].code == "rules.malformed_expression"


def test_models_before_1_2_are_refused_by_their_namespace() -> None:
    xml = document("", namespace="http://www.omg.org/spec/DMN/20151101/dmn.xsd")
    assert "DMN 1.2 至 1.5" in told(xml)[0][2]


ENTITIES = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10 if at else "x" * 10}">' for at in range(10))
HOSTILE = {
    "a document type": (b'<?xml version="1.0"?>\n<!DOCTYPE d SYSTEM "file:///etc/passwd">\n<d/>', "d", 2),
    "an entity bomb": (f"<!DOCTYPE bomb [{ENTITIES}]><d>&e9;</d>".encode(), "bomb", 1),
    "ten thousand elements inside each other": (
        document("<decision>" + "<context><contextEntry>" * 5_000 + "</contextEntry></context>" * 5_000),
        "context",
        2,
    ),
    "fifty megabytes": (document("<!--" + "x" * 50_000_000 + "-->"), "definitions", 1),
    "thousands of decisions": (document(decision("d", literal("1")) * 30_000), "text", 7_501),
    "half a million characters": (document(decision("d", literal("1 + " * 20_000)) * 6), "text", 5),
    "an element that never ends": (document("<decision>")[:-15], "decision", 2),
    "UTF-16": ('<?xml version="1.0" encoding="UTF-16"?>\n<d/>'.encode("utf-16"), "", 1),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_at_once_with_its_element_and_line(case: str) -> None:
    xml, tag, line = HOSTILE[case]
    started = time.process_time()
    (problem,) = problems(xml)
    assert time.process_time() - started < 2
    assert (problem.tag, problem.line) == (tag or "definitions", line)


@pytest.mark.parametrize(
    "text",
    ["(" * 10_000 + "1" + ")" * 10_000, "[" * 10_000, "- " * 10_000 + "1", "if true then " * 3_000 + "1"],
)
def test_an_expression_nested_without_end_is_refused_at_once(text: str) -> None:
    started = time.process_time()
    (problem,) = problems(document(decision("d", literal(text))))
    assert time.process_time() - started < 2
    assert (problem.element, problem.line) == ("d", 2)


def test_hostile_files_are_refused_within_256_megabytes() -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tongjian.rules.dmn import read_model\n"
        "from tongjian.rules.errors import ModelRefused\n"
        "many, most = b'<e/>' * 1_000_000, b'<e/>' * 12_000_000\n"
        "for xml in (b'<d>' * 10_000, b'<!DOCTYPE d><d/>', b'<d>' + many + b'</d>', b'<d>' + most):\n"
        "    try:\n"
        "        read_model(xml)\n"
        "    except ModelRefused:\n"
        "        continue\n"
        "    sys.exit('accepted')\n"
        "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])\n"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(done.stdout) < 256 * 1024


def test_an_attack_by_evaluation_ends_in_a_refusal_not_in_a_crash() -> None:
    loops = ", ".join(f"x{at} in [1, 2]" for at in range(40))
    model = read_model(document(decision("d", literal(f"for {loops} return 1"))))
    with pytest.raises(BudgetExceeded):
        result(model)


def test_a_wide_table_is_analysed_in_time() -> None:
    inputs = [f"i{at}" for at in range(8)]
    rules = [
        " | ".join(f"[{row * at}..{row * at + 40}]" for at in range(8)) + f" -> {row}" for row in range(400)
    ]
    body = "".join(given(one) for one in inputs) + decision("d", table(inputs, rules), *map(of_input, inputs))
    model = read_model(document(body))
    started = time.process_time()
    warnings = model.warnings()
    assert time.process_time() - started < 2
    assert {one.kind for one in warnings} >= {"overlap", "unfinished"}
    assert result(model, **{one: Decimal(0) for one in inputs}) == 0


def test_structures_that_hold_each_other_twice_at_every_level_are_refused_before_they_grow() -> None:
    component = '<itemComponent name="{}{}"><typeRef>t{}</typeRef></itemComponent>'.format
    types = ""
    for at in range(35):
        components = component("a", at, at + 1) + component("b", at, at + 1)
        types += f'<itemDefinition name="t{at}">{components}</itemDefinition>'
    last = '<itemDefinition name="t35"><typeRef>number</typeRef></itemDefinition>'
    logic = decision("d", literal("x.a0.b1.a2 = null"), of_input("x"))
    started = time.process_time()
    found = problems(document(types + last + given("x", "t0") + logic))
    assert time.process_time() - started < 2
    assert {one.text() for one in found} >= {"类型 t22 由过多的类型组成"}

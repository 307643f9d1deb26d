from decimal import Decimal

import pytest

from tests.unit.rules.dmn_models import (
    decision,
    document,
    given,
    literal,
    model_with_table,
    of_decision,
    of_input,
    result,
    result_and_reasons,
)
from tongjian.rules.dmn import Model, read_model
from tongjian.rules.errors import ModelRefused
from tongjian.rules.feel.values import Value


def number(text: str | int) -> Decimal:
    return Decimal(text)


def test_a_unique_table_gives_the_conclusion_of_the_only_rule_that_matches() -> None:
    model = model_with_table(["a", "b"], ['< 300 | - -> "small"', '>= 300 | "x", "y" -> "large"'])
    assert result(model, a=number("299.99"), b="z") == "small"
    assert result(model, a=number(300), b="y") == "large"


def test_no_rule_is_null_and_says_so() -> None:
    model = model_with_table(["a"], ["< 1 -> 1"])
    value, reasons = result_and_reasons(model, a=number(1))
    assert value is None
    assert [reason.code for reason in reasons] == ["rules.dmn.no_rule"]


def test_two_rules_of_a_unique_table_are_null_and_both_are_named() -> None:
    model = model_with_table(["a"], ["< 2 -> 1", "> 5 -> 2", "< 3 -> 3"])
    value, reasons = result_and_reasons(model, a=number(1))
    assert value is None
    assert reasons[0].says.endswith("1、3")


@pytest.mark.parametrize(
    ("policy", "more", "expected"),
    [
        ("FIRST", "", "quick"),
        ("PRIORITY", "", "expert"),
        ("ANY", "", None),
        ("RULE ORDER", "", ("quick", "expert", "normal")),
        ("OUTPUT ORDER", "", ("expert", "normal", "quick")),
        ("COLLECT", "", ("quick", "expert", "normal")),
        ("COLLECT", ' aggregation="COUNT"', Decimal(3)),
        ("COLLECT", ' aggregation="MIN"', "expert"),
        ("COLLECT", ' aggregation="MAX"', "quick"),
        ("COLLECT", ' aggregation="SUM"', "quickexpertnormal"),
    ],
)
def test_every_hit_policy_concludes_in_its_own_way(policy: str, more: str, expected: Value) -> None:
    model = model_with_table(
        ["a"],
        ['> 1 -> "quick"', '> 2 -> "expert"', '> 3 -> "normal"', '> 9 -> "never"'],
        policy=policy,
        more=more,
        output='<outputValues><text>"expert","normal","quick","never"</text></outputValues>',
    )
    assert result(model, a=number(4)) == expected


def test_numbers_are_aggregated() -> None:
    rules = ["> 1 -> 10.5", "> 2 -> 2", "> 3 -> 4"]
    results = {
        name: result(
            model_with_table(["a"], rules, policy="COLLECT", more=f' aggregation="{name}"'), a=number(4)
        )
        for name in ("SUM", "MIN", "MAX", "COUNT")
    }
    assert results == {"SUM": number("16.5"), "MIN": 2, "MAX": number("10.5"), "COUNT": 3}


def test_any_is_content_with_the_same_conclusion_twice() -> None:
    model = model_with_table(["a"], ["> 1 -> 1.0", "> 2 -> 1"], policy="ANY")
    assert result(model, a=number(4)) == 1


def test_a_default_is_given_where_no_rule_matches() -> None:
    output = '<defaultOutputEntry><text>"by hand"</text></defaultOutputEntry>'
    model = model_with_table(["a"], ['> 1 -> "x"'], output=output)
    assert result(model, a=number(0)) == "by hand"


def test_an_output_outside_its_values_is_null_and_says_so() -> None:
    output = '<outputValues><text>"x"</text></outputValues>'
    value, reasons = result_and_reasons(model_with_table(["a"], ['> 1 -> "y"'], output=output), a=number(2))
    assert value is None
    assert reasons[0].code == "rules.dmn.not_allowed"


@pytest.mark.parametrize(
    ("cell", "value", "matches"),
    [
        ("< 5", number("4.999"), True),
        ("< 5", number(5), False),
        ("<= 5", number("5.0"), True),
        ("[1..5)", number(1), True),
        ("(1..5]", number(1), False),
        ("(1..5]", number(5), True),
        ("1, 3, 5", number("3.00"), True),
        ("not(1, 3)", number(3), False),
        ("not(1, 3)", number(2), True),
        ("!= 4", number(4), False),
        ("!= 4", number(5), True),
        ("-", None, True),
        ('"a"', "a", True),
        ('"a"', "b", False),
        ('"a"', number(1), False),
        ('not("a","b")', "c", True),
        ('>= "b"', "bb", True),
        ('>= "b"', "a", False),
        ("true", True, True),
        ("true", False, False),
        ("false", False, True),
        ("5", None, False),
        ("null", None, True),
        ("? * 2 > 9", number(5), True),
        ("? * 2 > 9", number(4), False),
        ("(< 5)", number(4), True),
        ("? > 1 and ? < 3", None, False),
    ],
)
def test_a_cell_lets_through_what_it_says(cell: str, value: Value, *, matches: bool) -> None:
    rules = [f'{cell} -> "yes"', '[-1000..-999] -> "far"', '"zz" -> "text"']
    found = result(model_with_table(["a"], rules, policy="FIRST"), a=value)
    assert (found == "yes") is matches


def test_cells_that_are_computed_and_constant_ones_share_a_column() -> None:
    model = model_with_table(
        ["a", "b"], ["> b | - -> 1", "< 3 | - -> 2", "3 | > 3 -> 3"], policy="RULE ORDER"
    )
    assert result(model, a=number(3), b=number(4)) == (3,)
    assert result(model, a=number(2), b=number(1)) == (1, 2)


def test_a_table_of_several_outputs_gives_a_context() -> None:
    rule = "<rule><inputEntry><text>-</text></inputEntry>{}</rule>"
    cells = "<outputEntry><text>1</text></outputEntry><outputEntry><text>a + 1</text></outputEntry>"
    clause = "<input><inputExpression><text>a</text></inputExpression></input>"
    outputs = '<output name="first"/><output name="总 数"/>'
    logic = f'<decisionTable id="t">{clause}{outputs}{rule.format(cells)}</decisionTable>'
    model = _reading(logic)
    assert result(model, a=number(1)) == {"first": 1, "总 数": 2}
    assert result(model, name="e", a=number(1)) == 2


def _reading(logic: str) -> Model:
    body = (
        given("a") + decision("d", logic, of_input("a")) + decision("e", literal("d.总 数"), of_decision("d"))
    )
    return read_model(document(body))


def test_several_outputs_cannot_be_aggregated() -> None:
    with pytest.raises(ModelRefused, match="不能聚合"):
        _reading(
            '<decisionTable id="t" hitPolicy="COLLECT" aggregation="SUM"><output name="a"/><output name="b"/>'
            "</decisionTable>"
        )

"""What models give: types and conversions, boxed expressions, functions, services, imports."""

from decimal import Decimal

import pytest

from tests.unit.rules.dmn_models import (
    NAMESPACE,
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
from tongjian.rules.dmn import Model, NoSuchElement, read_model
from tongjian.rules.errors import BudgetExceeded
from tongjian.rules.feel import evaluate
from tongjian.rules.feel.values import Value
from tongjian.rules.running import Budget, Run

TYPES = (
    '<itemDefinition name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>'
    '<itemDefinition name="tGrade"><typeRef>string</typeRef>'
    '<allowedValues><text>"A","B"</text></allowedValues></itemDefinition>'
    '<itemDefinition name="tGrades" isCollection="true"><typeRef>string</typeRef>'
    '<allowedValues><text>"A","B"</text></allowedValues>'
    "<typeConstraint><text>count(?) &lt;= 2</text></typeConstraint></itemDefinition>"
    '<itemDefinition name="tSite"><itemComponent name="area"><typeRef>number</typeRef></itemComponent>'
    '<itemComponent name="grade"><typeRef>tGrade</typeRef></itemComponent></itemDefinition>'
    '<itemDefinition name="tTree"><itemComponent name="name"><typeRef>string</typeRef></itemComponent>'
    '<itemComponent name="parts" isCollection="true"><typeRef>tTree</typeRef></itemComponent>'
    "</itemDefinition>"
    '<itemDefinition name="tDouble"><functionItem outputTypeRef="number">'
    '<parameters name="n" typeRef="number"/></functionItem></itemDefinition>'
)


def value_of(text: str) -> Value:
    return evaluate(text, {}).value


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        ("number", "1", "1"),
        ("number", '"1"', None),
        ("number", "[1]", "1"),
        ("number", "[1, 2]", None),
        ("tNumbers", "1", "[1]"),
        ("tNumbers", "[1, 2]", "[1, 2]"),
        ("tNumbers", '[1, "2"]', None),
        ("tNumbers", '"1"', None),
        ("string", '["a"]', '"a"'),
        ("dateTime", 'date("2026-11-23")', 'date and time("2026-11-23T00:00:00Z")'),
        ("date", 'date and time("2026-11-23T00:00:00Z")', None),
        ("date and time", 'date("2026-11-23")', 'date and time("2026-11-23T00:00:00Z")'),
        ("dayTimeDuration", 'duration("P1D")', 'duration("P1D")'),
        ("yearMonthDuration", 'duration("P1D")', None),
        ("tGrade", '"A"', '"A"'),
        ("tGrade", '"C"', None),
        ("tGrade", '["B"]', '"B"'),
        ("tGrades", '"A"', '["A"]'),
        ("tGrades", '["A", "C"]', None),
        ("tGrades", '["A", "A", "B"]', None),
        ("tSite", '{area: 1, grade: "A"}', '{area: 1, grade: "A"}'),
        ("tSite", '{area: 1, grade: "C"}', None),
        ("tSite", '{area: "1", grade: "A"}', None),
        ("tSite", '{area: 1, grade: "A", more: 2}', '{area: 1, grade: "A", more: 2}'),
        ("tSite", "{area: 1}", None),
        ("tSite", "{area: 1, grade: null}", None),
        ("tSite", "1", None),
        (
            "tTree",
            '{name: "a", parts: [{name: "b", parts: []}]}',
            '{name: "a", parts: [{name: "b", parts: []}]}',
        ),
        ("tTree", '{name: "a", parts: [{name: 1, parts: []}]}', None),
        ("Any", '[1, "a"]', '[1, "a"]'),
    ],
)
def test_a_result_is_turned_into_the_type_of_its_decision(
    kind: str, written: str, expected: str | None
) -> None:
    model = read_model(document(TYPES + decision("d", literal(written), kind=kind)))
    value, reasons = result_and_reasons(model)
    assert value == (None if expected is None else value_of(expected))
    assert [one.code for one in reasons] == ([] if expected else ["rules.dmn.not_of_type"])


def test_inputs_are_turned_into_their_types_too() -> None:
    model = read_model(
        document(TYPES + given("n", "tNumbers") + decision("d", literal("sum(n)"), of_input("n")))
    )
    assert result(model, n=Decimal(3)) == 3
    value, reasons = result_and_reasons(model, n="three")
    assert value is None
    assert reasons[0].where == "n"


def test_an_input_that_is_not_handed_in_is_null_with_a_diagnostic() -> None:
    model = read_model(document(given("n") + decision("d", literal("n = null"), of_input("n"))))
    value, reasons = result_and_reasons(model)
    assert value is True
    assert [one.code for one in reasons] == ["rules.dmn.input_missing"]


def test_a_result_handed_in_stands_for_the_decision() -> None:
    model = read_model(
        document(decision("a", literal("1 / 0")) + decision("d", literal("a + 1"), of_decision("a")))
    )
    value, reasons = result_and_reasons(model, a=Decimal(1))
    assert (value, reasons) == (2, [])


def test_a_decision_sees_only_what_it_requires() -> None:
    model = read_model(document(given("n") + decision("d", literal("n"))))
    value, reasons = result_and_reasons(model, n=Decimal(1))
    assert value is None
    assert reasons


def test_each_decision_is_made_once() -> None:
    steps = "".join(
        decision(f"d{at}", literal(f"d{at - 1} + d{at - 1}"), of_decision(f"d{at - 1}"))
        for at in range(1, 60)
    )
    model = read_model(document(decision("d0", literal("1")) + steps))
    run = Run(Budget(steps=500))
    assert model.evaluate_decision("d59", {}, run=run) == 2**59


def knowledge(name: str, parameters: str, body: str, *, kind: str = "", more: str = "") -> str:
    typed = f' typeRef="{kind}"' if kind else ""
    return (
        f'<businessKnowledgeModel id="{name}" name="{name}"><variable name="{name}"{typed}/>'
        f"<encapsulatedLogic{more}>{parameters}{literal(body)}</encapsulatedLogic></businessKnowledgeModel>"
    )


def calling(body: str, *names: str) -> str:
    needs = "".join(
        f'<knowledgeRequirement><requiredKnowledge href="#{name}"/></knowledgeRequirement>' for name in names
    )
    return f'<decision id="d" name="d"><variable name="d"/>{needs}{literal(body)}</decision>'


NUMBER = '<formalParameter name="n" typeRef="number"/>'


@pytest.mark.parametrize(
    ("call", "expected", "code"),
    [
        ("f(2)", 4, None),
        ("f(n: 2)", 4, None),
        ("f([2])", 4, None),
        ('f("2")', None, "rules.dmn.not_of_type"),
        ("f()", None, "rules.dmn.wrong_arguments"),
        ("f(1, 2)", None, "rules.dmn.wrong_arguments"),
    ],
)
def test_knowledge_is_invoked_with_arguments_of_its_types(
    call: str, expected: int | None, code: str | None
) -> None:
    model = read_model(document(knowledge("f", NUMBER, "n * 2") + calling(call, "f")))
    value, reasons = result_and_reasons(model)
    assert value == expected
    assert bool(reasons) is (code is not None)


def test_a_result_of_knowledge_is_of_the_declared_type() -> None:
    for kind in ("number", "tDouble"):
        model = read_model(
            document(TYPES + knowledge("f", NUMBER, '"two"', kind=kind) + calling("f(1)", "f"))
        )
        value, reasons = result_and_reasons(model)
        assert value is None
        assert reasons[0].code == "rules.dmn.not_of_type"


def test_knowledge_may_invoke_itself_and_ends_in_a_refusal_where_it_never_stops() -> None:
    factorial = knowledge("f", NUMBER, "if n <= 1 then 1 else n * f(n - 1)")
    assert result(read_model(document(factorial + calling("f(10)", "f")))) == 3_628_800
    endless = read_model(document(knowledge("f", NUMBER, "f(n + 1)") + calling("f(1)", "f")))
    with pytest.raises(BudgetExceeded):
        result(endless)


def test_functions_in_other_languages_are_not_run() -> None:
    for kind in ("Java", "PMML"):
        model = read_model(
            document(knowledge("f", NUMBER, "n", more=f' kind="{kind}"') + calling("f(1)", "f"))
        )
        value, reasons = result_and_reasons(model)
        assert value is None
        assert reasons[0].code == "rules.dmn.external_function"


SERVICE = (
    '<decisionService id="s" name="s"><variable name="s"/><outputDecision href="#out"/>{more}'
    '<inputDecision href="#mid"/><inputData href="#n"/></decisionService>'
)
PARTS = (
    given("n", "number")
    + decision("mid", literal("1 / 0"))
    + decision("out", literal("n + mid"), of_input("n"), of_decision("mid"), kind="number")
    + decision("other", literal("n"), of_input("n"))
)


def test_a_service_gives_its_only_output_and_takes_inputs_before_decisions() -> None:
    model = read_model(document(PARTS + SERVICE.format(more="") + calling("s(10, 1) - s(mid: 2, n: 1)", "s")))
    assert result(model) == 8
    run = Run()
    assert model.evaluate_service("s", {"n": Decimal(1), "mid": Decimal(2)}, run=run) == 3
    assert model.outputs_of("s") == ["out"]
    assert run.diagnostics == []


def test_a_service_of_several_outputs_gives_a_context() -> None:
    more = '<outputDecision href="#other"/>'
    model = read_model(document(PARTS + SERVICE.format(more=more)))
    given_back = model.evaluate_service("s", {"n": Decimal(1), "mid": Decimal(2)}, run=Run())
    assert given_back == {"out": 3, "other": 1}


def test_what_a_service_gives_is_turned_into_its_type() -> None:
    def typed(name: str, inner: str, text: str) -> str:
        return (
            f'<itemDefinition name="f{name}"><functionItem outputTypeRef="{inner}"/></itemDefinition>'
            f'<decisionService id="{name}" name="{name}"><variable name="{name}" typeRef="f{name}"/>'
            f'<outputDecision href="#of{name}"/></decisionService>' + decision(f"of{name}", literal(text))
        )

    model = read_model(document(TYPES + typed("one", "string", '["x"]') + typed("many", "tNumbers", "7")))
    assert model.evaluate_service("one", {}, run=Run()) == "x"
    assert model.evaluate_service("many", {}, run=Run()) == (7,)
    model = read_model(document(typed("wrong", "string", "1000")))
    run = Run()
    assert model.evaluate_service("wrong", {}, run=run) is None
    assert [one.code for one in run.diagnostics] == ["rules.dmn.not_of_type"]


def test_what_a_service_is_not_given_is_null_whatever_the_decision_would_give() -> None:
    model = read_model(document(PARTS + SERVICE.format(more="")))
    run = Run()
    assert model.evaluate_service("s", {"n": Decimal(1)}, run=run) is None
    assert run.diagnostics[0].code == "rules.dmn.input_missing"


def boxed(logic: str, **inputs: Value) -> Value:
    names = "".join(given(name) for name in inputs)
    return result(read_model(document(names + decision("d", logic, *map(of_input, inputs)))), **inputs)


def test_entries_of_a_context_see_those_before_and_the_last_may_be_the_result() -> None:
    entry = "<contextEntry><variable name={!r}/>{}</contextEntry>".format
    first, second = entry("总 数", literal("2")), entry("b", literal("总 数 * 2"))
    assert boxed(f"<context>{first}{second}</context>") == {"总 数": 2, "b": 4}
    last = f"<contextEntry>{literal('b + 1')}</contextEntry>"
    assert boxed(f"<context>{first}{second}{last}</context>") == 5


def test_a_boxed_function_of_a_context_may_invoke_itself() -> None:
    function = (
        f"<functionDefinition>{NUMBER}{literal('if n = 0 then 0 else n + down(n - 1)')}</functionDefinition>"
    )
    entries = (
        f'<contextEntry><variable name="down"/>{function}</contextEntry>'
        f"<contextEntry>{literal('down(4)')}</contextEntry>"
    )
    assert boxed(f"<context>{entries}</context>") == 10


def test_lists_and_relations_are_lists() -> None:
    assert boxed(f"<list>{literal('1')}{literal('[2]')}</list>") == (1, (2,))
    row = "<row>{}{}</row>".format
    rows = row(literal("1"), literal('"x"')) + row(literal("2"), literal('"y"'))
    relation = f'<relation><column name="n" typeRef="number"/><column name="t"/>{rows}</relation>'
    assert boxed(relation) == ({"n": 1, "t": "x"}, {"n": 2, "t": "y"})


def test_a_filter_sees_the_entries_of_its_items() -> None:
    parts = f"<in>{literal('xs')}</in><match>{literal('n > 1 and item.n < 9')}</match>"
    items = ({"n": Decimal(1)}, {"n": Decimal(5)}, {"n": Decimal(9)})
    assert boxed(f"<filter>{parts}</filter>", xs=items) == ({"n": 5},)


@pytest.mark.parametrize(
    ("kind", "items", "expected"),
    [
        ("some", "[1, 5]", True),
        ("some", "[1, 2]", False),
        ("some", "[]", False),
        ("some", '[1, "x"]', None),
        ("some", '["x", 5]', True),
        ("every", "[4, 5]", True),
        ("every", "[1, 5]", False),
        ("every", "[]", True),
        ("every", '[5, "x"]', None),
        ("every", '["x", 1]', False),
        ("every", "null", None),
    ],
)
def test_some_and_every_are_three_valued(kind: str, items: str, *, expected: bool | None) -> None:
    parts = f"<in>{literal(items)}</in><satisfies>{literal('one > 3')}</satisfies>"
    assert boxed(f'<{kind} iteratorVariable="one">{parts}</{kind}>') is expected


@pytest.mark.parametrize(("kind", "text"), [("some", "one > 1"), ("every", "one <= 1")])
def test_a_condition_that_is_no_truth_value_leaves_no_answer(kind: str, text: str) -> None:
    parts = f"<in>{literal('[1, 2]')}</in><satisfies>{literal(f'if one = 1 then 7 else {text}')}</satisfies>"
    assert boxed(f'<{kind} iteratorVariable="one">{parts}</{kind}>') is None


def test_for_knows_its_results_so_far() -> None:
    parts = f"<in>{literal('[1..4]')}</in><return>{literal('one + sum(partial)')}</return>"
    assert boxed(f'<for iteratorVariable="one">{parts}</for>') == (None, None, None, None)
    parts = parts.replace("sum(partial)", "count(partial)")
    assert boxed(f'<for iteratorVariable="one">{parts}</for>') == (1, 3, 5, 7)


def test_an_invocation_binds_by_name_also_for_functions_of_feel() -> None:
    binding = '<binding><parameter name="{}"/>{}</binding>'.format
    bindings = binding("start position", literal("2")) + binding("string", literal('"项目总面积"'))
    assert boxed(f"<invocation>{literal('substring')}{bindings}</invocation>") == "目总面积"
    wrong = binding("nothing", literal("2"))
    assert boxed(f"<invocation>{literal('substring')}{wrong}</invocation>") is None
    assert boxed(f"<invocation>{literal('1')}{bindings}</invocation>") is None


def test_overlaps_and_gaps_of_a_unique_table_are_told() -> None:
    rules = ['< 300 | "a" -> 1', '[200..500) | "a","b" -> 2', '>= 500 | not("c") -> 3']
    logic = table(["n", "kind"], rules)
    inputs = given("n") + given("kind")
    model = read_model(document(inputs + decision("d", logic, of_input("n"), of_input("kind"))))
    told = [(one.kind, one.says) for one in model.warnings()]
    assert ("overlap", '规则 1 与规则 2 重叠：n >= 200 且 < 300，kind = "a"') in told
    assert ("gap", '没有规则覆盖：n < 200，kind = "b"或= "c"或为其他值') in told
    assert ("gap", '没有规则覆盖：n >= 500，kind = "c"') in told
    assert all(one.element == "table" for one in model.warnings())


def test_days_are_covered_one_after_the_other() -> None:
    rules = ['<= @"2026-02-01" -> 1', '[@"2026-02-02"..date("2026-02-09")) -> 2', '> date("2026-02-09") -> 3']
    inputs = given("on", "date")
    model = read_model(document(inputs + decision("d", table(["on"], rules), of_input("on"))))
    assert [one.says for one in model.warnings()] == ["没有规则覆盖：on = 2026-02-09"]
    assert result(model, on=value_of('date("2026-02-08")')) == 2


def test_a_table_that_covers_everything_once_has_no_warnings() -> None:
    rules = ["< 0 | true -> 1", "< 0 | false -> 2", "0 | - -> 3", "> 0 | - -> 4"]
    inputs = given("n") + given("b")
    model = read_model(
        document(inputs + decision("d", table(["n", "b"], rules), of_input("n"), of_input("b")))
    )
    assert model.warnings() == []


def test_asking_for_what_the_model_lacks_is_refused() -> None:
    model: Model = read_model(document(decision("d", literal("1"))))
    with pytest.raises(NoSuchElement):
        model.evaluate_decision("e", {}, run=Run())
    with pytest.raises(NoSuchElement):
        model.evaluate_service("d", {}, run=Run())
    assert (model.decisions(), model.inputs(), model.services()) == (["d"], [], [])


def test_an_import_without_a_name_makes_the_elements_the_models_own() -> None:
    def importing(namespace: str) -> str:
        return f'<import name="" namespace="urn:{namespace}" importType="{NAMESPACE}"/>'

    farthest = document(
        '<itemDefinition name="tText"><typeRef>string</typeRef></itemDefinition>'
        + given("n")
        + decision("far", literal('"far"'))
        + decision("both", literal('"farthest"')),
        name="c",
    )
    between = document(importing("c") + decision("both", literal('"between"')), name="b")
    needs = (of_decision("far"), of_decision("both"), of_input("n"))
    own = document(importing("b") + decision("d", literal("[far, both, n]"), *needs, kind="tText"))
    model = read_model(own, others=(farthest, between))
    run = Run()
    assert model.evaluate_decision("d", {"n": "x"}, run=run) is None
    assert [one.code for one in run.diagnostics] == ["rules.dmn.not_of_type"]
    joined = decision("d", literal('string join([far, both, n], "-")'), *needs, kind="tText")
    model = read_model(document(importing("b") + joined), others=(farthest, between))
    assert model.evaluate_decision("d", {"n": "x"}, run=Run()) == "far-between-x"


def test_a_parameter_of_a_service_from_another_model_goes_by_its_qualified_name() -> None:
    def service(more: str) -> str:
        return (
            '<decisionService id="s" name="s"><variable name="s"/><outputDecision href="#d"/>'
            f'<inputData href="urn:far#n"/>{more}</decisionService>'
        )

    far = document(given("n", "number"), name="far")
    needs = (of_input("n").replace("#", "urn:far#"), of_input("n"))
    model = read_model(
        document(
            f'<import name="far" namespace="urn:far" importType="{NAMESPACE}"/>'
            + given("n", "number")
            + decision("d", literal("far.n - n"), *needs)
            + service('<inputData href="#n"/>')
            + calling("[s(5, 3), s(n: 5, far.n: 3)]", "s").replace('"d"', '"call"')
        ),
        others=(far,),
    )
    assert model.evaluate_decision("call", {}, run=Run()) == (2, -2)

"""Small decision models written in a few words, for the tests."""

from xml.sax.saxutils import escape, quoteattr

from tongjian.rules.dmn import Model, read_model
from tongjian.rules.feel.values import Value
from tongjian.rules.running import Diagnostic, Run

NAMESPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/"


def document(body: str, *, name: str = "m", namespace: str = NAMESPACE) -> bytes:
    head = f'<definitions xmlns="{namespace}" id="{name}" name="{name}" namespace="urn:{name}">'
    return f"{head}\n{body}\n</definitions>".encode()


def given(name: str, kind: str = "Any") -> str:
    variable = f'<variable name="{name}" typeRef={quoteattr(kind)}/>'
    return f'<inputData id="{name}" name="{name}">{variable}</inputData>\n'


def literal(text: str) -> str:
    return f"<literalExpression><text>{escape(text)}</text></literalExpression>"


def decision(name: str, logic: str, *needs: str, kind: str = "") -> str:
    required = "".join(f"<informationRequirement>{need}</informationRequirement>" for need in needs)
    typed = f" typeRef={quoteattr(kind)}" if kind else ""
    return (
        f'<decision id="{name}" name="{name}"><variable name="{name}"{typed}/>{required}{logic}</decision>\n'
    )


def of_input(name: str) -> str:
    return f'<requiredInput href="#{name}"/>'


def of_decision(name: str) -> str:
    return f'<requiredDecision href="#{name}"/>'


def table(
    inputs: list[str], rules: list[str], *, policy: str = "UNIQUE", output: str = "", more: str = ""
) -> str:
    """A table with one output; a rule is written ``test | test -> conclusion``."""
    clauses = "".join(
        f'<input id="in{at}"><inputExpression><text>{escape(one)}</text></inputExpression></input>'
        for at, one in enumerate(inputs, start=1)
    )
    rows = ""
    for at, rule in enumerate(rules, start=1):
        tests, _, conclusion = rule.rpartition("->")
        cells = "".join(
            f"<inputEntry><text>{escape(one.strip())}</text></inputEntry>" for one in tests.split("|")
        )
        rows += f'<rule id="r{at}">{cells}<outputEntry><text>{escape(conclusion)}</text></outputEntry></rule>'
    return (
        f'<decisionTable id="table" hitPolicy="{policy}"{more}>{clauses}'
        f'<output id="out">{output}</output>{rows}</decisionTable>'
    )


def model_with_table(
    inputs: list[str], rules: list[str], *, policy: str = "UNIQUE", output: str = "", more: str = ""
) -> Model:
    """A model whose decision ``d`` is the table over inputs of these names."""
    body = "".join(given(one) for one in inputs)
    logic = table(inputs, rules, policy=policy, output=output, more=more)
    return read_model(document(body + decision("d", logic, *map(of_input, inputs))))


def result(model: Model, /, name: str = "d", **inputs: Value) -> Value:
    return model.evaluate_decision(name, inputs, run=Run())


def result_and_reasons(model: Model, /, name: str = "d", **inputs: Value) -> tuple[Value, list[Diagnostic]]:
    run = Run()
    value = model.evaluate_decision(name, inputs, run=run)
    return value, run.diagnostics

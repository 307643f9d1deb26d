"""FEEL and decision tables: evaluations a second on one core, budgets and diagnostics on."""

import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from statistics import median
from typing import Final

from bench.figures import say
from tongjian.rules.dmn import read_model
from tongjian.rules.feel import Names, compile_expression, compile_unary_tests
from tongjian.rules.feel.values import Value
from tongjian.rules.running import Budget, Run

_ROUNDS: Final = 5
_SECONDS: Final = 0.4
_BUDGET: Final = Budget(seconds=2.0)
_NAMESPACE: Final = "https://www.omg.org/spec/DMN/20230324/MODEL/"


def measure_rules() -> None:
    """Print the figures of conditions, tables and compilation with the bars they have to pass."""
    _condition()
    _table("table of 20 rules x 4 inputs", rules=20, bar=25_000)
    _table("table of 20 rules x 4 inputs, cells that ask variables", rules=20, bar=None, cell="[{low}..edge]")
    _table("table of 500 rules x 4 inputs", rules=500, bar=1_000)
    _row_by_row()
    _compilation()


def _condition() -> None:
    variables: Mapping[str, Value] = {"a": Decimal(12), "b": "x"}
    condition = compile_expression('a > 10 and b = "x"', names=Names(variables.keys()))
    _rate("two-clause condition", lambda: condition.evaluate(variables, _run()), bar=300_000)


def _table(what: str, *, rules: int, bar: int | None, cell: str = "[{low}..{high}]") -> None:
    """Measure a unique table whose last column alone tells the rules apart, the last rule matching."""
    model = read_model(_model(rules, cell))
    last = Decimal(rules * 10 - 5)
    facts = {"in1": Decimal("1.5"), "in2": Decimal("2.5"), "in3": Decimal("3.5"), "in4": last}
    variables: Mapping[str, Value] = {**facts, "edge": Decimal(1_000_000)}
    if model.evaluate_decision("outcome", variables, run=_run()) != Decimal(rules):
        msg = "the table that is measured gives another rule than its last"
        raise AssertionError(msg)
    _rate(what, lambda: model.evaluate_decision("outcome", variables, run=_run()), bar=bar)


def _row_by_row() -> None:
    """Measure 80 cells tested one after the other, which is what a table without an index comes to."""
    cells = [compile_unary_tests(f"[{at}..{at + 100}]").matches for at in range(80)]
    value, variables = Decimal("90.5"), dict[str, Value]()

    def test_all() -> None:
        run = _run()
        for matches in cells:
            matches(value, variables, run)

    _rate("80 cells tested one by one", test_all, bar=25_000)


def _compilation() -> None:
    seconds = []
    for turn in range(_ROUNDS):
        text = _model(500, f"[{{low}}.{turn}..{{high}}]")
        began = time.process_time()
        read_model(text)
        seconds.append(time.process_time() - began)
    say("rules", what="compile a table of 500 rules", seconds=round(median(seconds), 3), bar_at_most=1.0)


def _run() -> Run:
    return Run(_BUDGET, clock=time.monotonic)


def _rate(what: str, act: Callable[[], object], *, bar: int | None) -> None:
    """Say the median rate of some rounds, with the lowest and the highest."""
    rates = sorted(_round(act) for _ in range(_ROUNDS))
    said = {"per_second": round(median(rates)), "lowest": round(rates[0]), "highest": round(rates[-1])}
    say("rules", what=what, **said, **({} if bar is None else {"bar_at_least": bar}))


def _round(act: Callable[[], object]) -> float:
    done, began = 0, time.process_time()
    while (spent := time.process_time() - began) < _SECONDS:
        for _ in range(50):
            act()
        done += 50
    return done / spent


def _model(rules: int, cell: str) -> bytes:
    """Return a model with one unique table; its first three columns let the facts through everywhere."""
    names = ["in1", "in2", "in3", "in4", "edge"]
    data = "".join(
        f'<inputData id="d_{name}" name="{name}"><variable name="{name}" typeRef="number"/></inputData>'
        for name in names
    )
    needs = "".join(
        f'<informationRequirement id="r_{name}"><requiredInput href="#d_{name}"/></informationRequirement>'
        for name in names
    )
    columns = "".join(
        f'<input id="i_{name}"><inputExpression typeRef="number"><text>{name}</text>'
        "</inputExpression></input>"
        for name in names[:4]
    )
    rows = "".join(_rule(number, cell) for number in range(1, rules + 1))
    return (
        f'<definitions xmlns="{_NAMESPACE}" id="m" name="m" namespace="urn:bench">{data}'
        f'<decision id="outcome" name="outcome"><variable name="outcome" typeRef="number"/>{needs}'
        f'<decisionTable id="t" hitPolicy="UNIQUE">{columns}<output id="o" typeRef="number"/>{rows}'
        f"</decisionTable></decision></definitions>"
    ).encode()


def _rule(number: int, cell: str) -> str:
    low, high = number * 10 - 10, number * 10 - 1
    cells = [f"&lt; {number + 100}.5", f"[1..{number + 100}]", f"&gt; -{number}.25"]
    cells.append(cell.format(low=low, high=high).replace("..edge]", f"..min(edge, {high})]"))
    entries = "".join(
        f'<inputEntry id="e{number}_{at}"><text>{text}</text></inputEntry>' for at, text in enumerate(cells)
    )
    output = f'<outputEntry id="o{number}"><text>{number}</text></outputEntry>'
    return f'<rule id="u{number}">{entries}{output}</rule>'

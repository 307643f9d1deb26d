"""Reading decision tables from the file.

Source: DMN 1.5, 8.3.
"""

from typing import Final

from tongjian.rules.dmn.expressions import (
    Aggregation,
    DecisionRule,
    DecisionTable,
    HitPolicy,
    InputClause,
    LiteralExpression,
    OutputClause,
)
from tongjian.rules.dmn.problems import repeated
from tongjian.rules.dmn.reading.nodes import Element, Sheet

_HIT_POLICIES: Final[dict[str, HitPolicy]] = {
    "UNIQUE": "UNIQUE",
    "ANY": "ANY",
    "PRIORITY": "PRIORITY",
    "FIRST": "FIRST",
    "RULE ORDER": "RULE ORDER",
    "OUTPUT ORDER": "OUTPUT ORDER",
    "COLLECT": "COLLECT",
}
_AGGREGATIONS: Final[dict[str, Aggregation]] = {"SUM": "SUM", "MIN": "MIN", "MAX": "MAX", "COUNT": "COUNT"}


def read_table(sheet: Sheet, element: Element) -> DecisionTable:
    """Return a decision table as written; what is wrong with its shape is noted."""
    inputs = tuple(_input(sheet, child) for child in sheet.all(element, "input"))
    several = len(sheet.all(element, "output")) > 1
    outputs = tuple(_output(sheet, child, named=several) for child in sheet.all(element, "output"))
    rules = tuple(_rule(sheet, child) for child in sheet.all(element, "rule"))
    table = DecisionTable(
        at=sheet.place(element),
        hit_policy=_hit_policy(sheet, element),
        aggregation=_aggregation(sheet, element),
        inputs=inputs,
        outputs=outputs,
        rules=rules,
        annotations=tuple(child.get("name") or "" for child in sheet.all(element, "annotation")),
        type_ref=sheet.type_ref(element),
    )
    _check_shape(sheet, table)
    return table


def _hit_policy(sheet: Sheet, element: Element) -> HitPolicy:
    written = element.get("hitPolicy", "UNIQUE")
    if written not in _HIT_POLICIES:
        sheet.problems.add(sheet.place(element), "不认识的命中策略 %(policy)s", policy=written)
    return _HIT_POLICIES.get(written, "UNIQUE")


def _aggregation(sheet: Sheet, element: Element) -> Aggregation | None:
    written = element.get("aggregation")
    if written is not None and written not in _AGGREGATIONS:
        sheet.problems.add(sheet.place(element), "不认识的聚合方式 %(aggregation)s", aggregation=written)
    return _AGGREGATIONS.get(written or "")


def _input(sheet: Sheet, element: Element) -> InputClause:
    expression = sheet.one(element, "inputExpression")
    if expression is None:
        sheet.problems.add(sheet.place(element), "输入列缺少输入表达式")
    return InputClause(
        at=sheet.place(element),
        label=element.get("label") or "",
        expression=None if expression is None else sheet.literal(expression),
        values=_optional(sheet, element, "inputValues"),
    )


def _output(sheet: Sheet, element: Element, *, named: bool) -> OutputClause:
    name = " ".join((element.get("name") or "").split())
    if named and not name:
        sheet.problems.add(sheet.place(element), "有多个输出列时，每一列都要有名称（name）")
    return OutputClause(
        at=sheet.place(element),
        name=name,
        type_ref=sheet.type_ref(element),
        values=_optional(sheet, element, "outputValues"),
        default=_optional(sheet, element, "defaultOutputEntry"),
    )


def _optional(sheet: Sheet, element: Element, name: str) -> LiteralExpression | None:
    child = sheet.one(element, name)
    found = None if child is None else sheet.literal(child)
    return found if found is not None and found.text.strip() else None


def _rule(sheet: Sheet, element: Element) -> DecisionRule:
    return DecisionRule(
        at=sheet.place(element),
        inputs=tuple(sheet.literal(child) for child in sheet.all(element, "inputEntry")),
        outputs=tuple(sheet.literal(child) for child in sheet.all(element, "outputEntry")),
        annotations=tuple(sheet.text(child, "text") or "" for child in sheet.all(element, "annotationEntry")),
    )


def _check_shape(sheet: Sheet, table: DecisionTable) -> None:
    problems = sheet.problems
    if not table.outputs:
        problems.add(table.at, "决策表没有输出列")
    for position in repeated(output.name for output in table.outputs):
        output, column = table.outputs[position], len(table.inputs) + position + 1
        if output.name:
            problems.add(output.at, "输出列名称重复：%(name)s", column=column, name=output.name)
    for row, rule in enumerate(table.rules, start=1):
        if (len(rule.inputs), len(rule.outputs)) != (len(table.inputs), len(table.outputs)):
            problems.add(
                rule.at,
                "规则有 %(inputs)s 个输入、%(outputs)s 个输出，与表头不一致",
                row=row,
                inputs=len(rule.inputs),
                outputs=len(rule.outputs),
            )
    _check_policy(sheet, table)


def _check_policy(sheet: Sheet, table: DecisionTable) -> None:
    if table.aggregation and table.hit_policy != "COLLECT":
        sheet.problems.add(table.at, "只有汇集（COLLECT）策略可以有聚合方式")
    if table.aggregation and len(table.outputs) > 1:
        sheet.problems.add(table.at, "有多个输出列的决策表不能聚合")
    if table.hit_policy in ("PRIORITY", "OUTPUT ORDER") and not any(o.values for o in table.outputs):
        sheet.problems.add(table.at, "按输出优先级的策略要求至少一个输出列列出取值（outputValues）")

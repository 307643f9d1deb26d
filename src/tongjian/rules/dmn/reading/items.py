"""Reading item definitions from the file.

Source: DMN 1.5, 7.3.2 and 7.3.3.
"""

from tongjian.rules.dmn.elements import FunctionItem, ItemDefinition
from tongjian.rules.dmn.expressions import LiteralExpression
from tongjian.rules.dmn.problems import repeated
from tongjian.rules.dmn.reading.nodes import Element, Sheet
from tongjian.rules.dmn.reading.vocabulary import FEEL_LANGUAGES


def read_item_definition(sheet: Sheet, element: Element) -> ItemDefinition:
    """Return an item definition or a component of one."""
    language = element.get("typeLanguage")
    if language and language not in FEEL_LANGUAGES:
        sheet.problems.add(sheet.place(element), "不支持的类型语言 %(language)s", language=language)
    components = tuple(read_item_definition(sheet, child) for child in sheet.all(element, "itemComponent"))
    function = sheet.one(element, "functionItem")
    item = ItemDefinition(
        at=sheet.place(element),
        name=sheet.name_of(element),
        type_ref=sheet.plain_type(element, sheet.text(element, "typeRef")) or sheet.type_ref(element),
        is_collection=element.get("isCollection") in ("true", "1"),
        components=components,
        function=None if function is None else _function(sheet, function),
        allowed_values=_constraint(sheet, element, "allowedValues"),
        type_constraint=_constraint(sheet, element, "typeConstraint"),
    )
    _check(sheet, item)
    return item


def _function(sheet: Sheet, element: Element) -> FunctionItem:
    return FunctionItem(
        parameters=tuple(sheet.item(child) for child in sheet.all(element, "parameters")),
        output_type_ref=sheet.plain_type(element, element.get("outputTypeRef")),
    )


def _constraint(sheet: Sheet, element: Element, name: str) -> LiteralExpression | None:
    child = sheet.one(element, name)
    found = None if child is None else sheet.literal(child)
    return found if found is not None and found.text.strip() else None


def _check(sheet: Sheet, item: ItemDefinition) -> None:
    parts = [item.type_ref is not None, bool(item.components), item.function is not None]
    if sum(parts) > 1:
        sheet.problems.add(item.at, "类型 %(name)s 只能是引用、结构和函数之一", name=item.name)
    for position in repeated(component.name for component in item.components):
        component = item.components[position]
        sheet.problems.add(component.at, "成员名称重复：%(name)s", name=component.name)

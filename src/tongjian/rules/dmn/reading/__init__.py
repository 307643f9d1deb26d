"""Reading a model file into its elements: shape and places are checked here, meaning later."""

from collections.abc import Callable

from tongjian.kit import UnsafeXml, parse_xml
from tongjian.rules.dmn.elements import (
    BusinessKnowledgeModel,
    Decision,
    DecisionService,
    Definitions,
    DrgElement,
    Import,
    InputData,
    KnowledgeSource,
    Reference,
    Requirement,
)
from tongjian.rules.dmn.expressions import Place
from tongjian.rules.dmn.problems import Problems
from tongjian.rules.dmn.reading.boxes import find_expression, read_function
from tongjian.rules.dmn.reading.items import read_item_definition
from tongjian.rules.dmn.reading.nodes import Element, Sheet
from tongjian.rules.dmn.reading.vocabulary import FEEL_LANGUAGES, MODEL_NAMESPACES

MAX_BYTES = 5_000_000
"""A table of a thousand rules with its diagram stays well below."""

MAX_DEPTH = 100
"""Elements inside elements; boxes in boxes, each of two or three elements."""


MAX_ELEMENTS = 30_000
"""Of all kinds, diagrams included; a table of a thousand rules with ten columns has 24,000."""

MAX_TEXTS = 12_000
"""Expressions, tests and annotations: a table of a thousand rules with ten columns."""

MAX_CHARACTERS = 250_000
"""Of all texts together."""


def read_definitions(xml: bytes) -> tuple[Definitions, Problems]:
    """Return the elements of a model file, with what is wrong with its shape.

    Raises:
        ModelRefused: not XML that is read here, or not a model of DMN 1.2 to 1.5.
    """
    root = _root(xml)
    namespace, _, tag = (root.tag[1:] if isinstance(root.tag, str) else "").partition("}")
    sheet = Sheet(namespace)
    if tag != "definitions" or namespace not in MODEL_NAMESPACES:
        sheet.problems.add(sheet.place(root), "不是 DMN 1.2 至 1.5 的模型（命名空间 %(ns)s）", ns=namespace)
        sheet.problems.refuse()
    language = root.get("expressionLanguage")
    if language and language not in FEEL_LANGUAGES:
        sheet.problems.add(sheet.place(root), "不支持的表达式语言 %(language)s", language=language)
    _refuse_too_much(sheet, root)
    _note_repeated_ids(sheet, root)
    definitions = Definitions(
        at=sheet.place(root),
        name=root.get("name") or "",
        namespace=root.get("namespace") or "",
        imports=tuple(_import(sheet, child) for child in sheet.all(root, "import")),
        item_definitions=tuple(
            read_item_definition(sheet, child) for child in sheet.all(root, "itemDefinition")
        ),
        elements=tuple(
            _ELEMENTS[name](sheet, child) for name, child in sheet.children(root) if name in _ELEMENTS
        ),
    )
    return definitions, sheet.problems


def _root(xml: bytes) -> Element:
    try:
        return parse_xml(xml, max_bytes=MAX_BYTES, max_depth=MAX_DEPTH, max_elements=MAX_ELEMENTS)
    except UnsafeXml as unsafe:
        problems = Problems()
        at = Place(unsafe.element or "definitions", "", unsafe.line)
        problems.add(at, "第 %(line)s 行（%(element)s）：%(what)s", **unsafe.facts())
        problems.refuse()
        raise


def _refuse_too_much(sheet: Sheet, root: Element) -> None:
    """Compiling takes time by the number and length of the texts; a model is refused before it starts."""
    characters = 0
    for count, text in enumerate(root.iter(f"{{{sheet.namespace}}}text"), start=1):
        characters += len(text.text or "")
        if count > MAX_TEXTS or characters > MAX_CHARACTERS:
            says = "模型过大：最多 %(texts)s 个表达式，共 %(characters)s 字"
            sheet.problems.add(sheet.place(text), says, texts=MAX_TEXTS, characters=MAX_CHARACTERS)
            sheet.problems.refuse()


def _note_repeated_ids(sheet: Sheet, root: Element) -> None:
    seen: set[str] = set()
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if sheet.tag(element) in (None, "extensionElements"):
            continue
        given = element.get("id")
        if given is not None and given in seen:
            sheet.problems.add(sheet.place(element), "标识（id）重复：%(id)s", id=given)
        if given is not None:
            seen.add(given)
        waiting.extend(reversed(element))


def _import(sheet: Sheet, element: Element) -> Import:
    return Import(
        at=sheet.place(element),
        name=" ".join((element.get("name") or "").split()),
        namespace=element.get("namespace") or "",
        import_type=element.get("importType") or "",
    )


def _variable(sheet: Sheet, element: Element) -> tuple[str, Element]:
    """The element's name, and its variable or, where that is left out, the element itself."""
    found = sheet.one(element, "variable")
    return sheet.name_of(element), element if found is None else found


def _input_data(sheet: Sheet, element: Element) -> InputData:
    name, variable = _variable(sheet, element)
    return InputData(at=sheet.place(element), name=name, variable=sheet.item(variable, name=name))


def _decision(sheet: Sheet, element: Element) -> Decision:
    name, variable = _variable(sheet, element)
    return Decision(
        at=sheet.place(element),
        name=name,
        variable=sheet.item(variable, name=name),
        logic=find_expression(sheet, element),
        requirements=_requirements(sheet, element),
        question=sheet.text(element, "question") or "",
    )


def _knowledge_model(sheet: Sheet, element: Element) -> BusinessKnowledgeModel:
    name, variable = _variable(sheet, element)
    logic = sheet.one(element, "encapsulatedLogic")
    return BusinessKnowledgeModel(
        at=sheet.place(element),
        name=name,
        variable=sheet.item(variable, name=name),
        logic=None if logic is None else read_function(sheet, logic),
        requirements=_requirements(sheet, element),
    )


def _knowledge_source(sheet: Sheet, element: Element) -> KnowledgeSource:
    return KnowledgeSource(
        at=sheet.place(element),
        name=sheet.name_of(element),
        requirements=_requirements(sheet, element),
    )


def _service(sheet: Sheet, element: Element) -> DecisionService:
    name, variable = _variable(sheet, element)

    def references(tag: str) -> tuple[Reference, ...]:
        return tuple(_reference(sheet, child) for child in sheet.all(element, tag))

    service = DecisionService(
        at=sheet.place(element),
        name=name,
        variable=sheet.item(variable, name=name),
        outputs=references("outputDecision"),
        encapsulated=references("encapsulatedDecision"),
        input_decisions=references("inputDecision"),
        input_data=references("inputData"),
    )
    if not service.outputs:
        sheet.problems.add(service.at, "决策服务没有输出决策（outputDecision）")
    return service


def _reference(sheet: Sheet, element: Element) -> Reference:
    href = (element.get("href") or "").strip()
    if "#" not in href:
        sheet.problems.add(sheet.place(element), "引用（href）写法不正确：%(href)s", href=href)
    return Reference(at=sheet.place(element), href=href)


def _requirements(sheet: Sheet, element: Element) -> tuple[Requirement, ...]:
    found = []
    for tag, child in sheet.children(element):
        if not tag.endswith("Requirement"):
            continue
        targets = [(name, inner) for name, inner in sheet.children(child) if name.startswith("required")]
        if len(targets) != 1:
            sheet.problems.add(sheet.place(child), "需求应当且只应当指向一个元素")
        for name, inner in targets:
            target = _reference(sheet, inner)
            if tag == "authorityRequirement" or name == "requiredAuthority":
                found.append(Requirement(kind="authority", target=target))
            elif name == "requiredInput":
                found.append(Requirement(kind="input", target=target))
            elif name == "requiredDecision":
                found.append(Requirement(kind="decision", target=target))
            else:
                found.append(Requirement(kind="knowledge", target=target))
    return tuple(found)


_ELEMENTS: dict[str, Callable[[Sheet, Element], DrgElement]] = {
    "inputData": _input_data,
    "decision": _decision,
    "businessKnowledgeModel": _knowledge_model,
    "knowledgeSource": _knowledge_source,
    "decisionService": _service,
}

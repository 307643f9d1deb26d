"""Writing a model as a DMN 1.5 file: its logic, without diagrams, descriptions and foreign extensions."""

from typing import assert_never

from lxml import etree

from tongjian.rules.dmn.elements import (
    BusinessKnowledgeModel,
    Decision,
    DecisionService,
    Definitions,
    DrgElement,
    InputData,
    ItemDefinition,
    KnowledgeSource,
    Reference,
    Requirement,
)
from tongjian.rules.dmn.reading.vocabulary import MODEL_NAMESPACES
from tongjian.rules.dmn.writing.boxes import write_box, write_function
from tongjian.rules.dmn.writing.nodes import NAMESPACE, Element, child, identified, item, text_in

_REQUIREMENTS = {
    "input": ("informationRequirement", "requiredInput"),
    "decision": ("informationRequirement", "requiredDecision"),
    "knowledge": ("knowledgeRequirement", "requiredKnowledge"),
    "authority": ("authorityRequirement", "requiredAuthority"),
}


def write_definitions(definitions: Definitions) -> bytes:
    """Return the model as a file in UTF-8; reading it gives the same elements again."""
    root = etree.Element(f"{{{NAMESPACE}}}definitions", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    if definitions.at.own:
        root.set("id", definitions.at.id)
    root.set("name", definitions.name)
    root.set("namespace", definitions.namespace)
    for one in definitions.imports:
        kind = NAMESPACE if one.import_type in MODEL_NAMESPACES else one.import_type
        identified(root, "import", one.at, name=one.name, namespace=one.namespace, importType=kind)
    for definition in definitions.item_definitions:
        _item_definition(root, "itemDefinition", definition)
    for element in definitions.elements:
        _element(root, element)
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _item_definition(parent: Element, tag: str, definition: ItemDefinition) -> None:
    holder = identified(parent, tag, definition.at, name=definition.name)
    if definition.is_collection:
        holder.set("isCollection", "true")
    if definition.type_ref is not None:
        child(holder, "typeRef").text = definition.type_ref
    text_in(holder, "allowedValues", definition.allowed_values)
    text_in(holder, "typeConstraint", definition.type_constraint)
    for component in definition.components:
        _item_definition(holder, "itemComponent", component)
    if definition.function is not None:
        function = child(holder, "functionItem", outputTypeRef=definition.function.output_type_ref)
        for parameter in definition.function.parameters:
            item(function, "parameters", parameter)


def _element(root: Element, element: DrgElement) -> None:
    match element:
        case InputData():
            item(identified(root, "inputData", element.at, name=element.name), "variable", element.variable)
        case Decision():
            holder = identified(root, "decision", element.at, name=element.name)
            if element.question:
                child(holder, "question").text = element.question
            item(holder, "variable", element.variable)
            _requirements(holder, element.requirements)
            write_box(holder, element.logic)
        case BusinessKnowledgeModel():
            holder = identified(root, "businessKnowledgeModel", element.at, name=element.name)
            item(holder, "variable", element.variable)
            if element.logic is not None:
                logic = identified(
                    holder, "encapsulatedLogic", element.logic.at, typeRef=element.logic.type_ref
                )
                write_function(logic, element.logic)
            _requirements(holder, element.requirements)
        case KnowledgeSource():
            holder = identified(root, "knowledgeSource", element.at, name=element.name)
            _requirements(holder, element.requirements)
        case DecisionService():
            holder = identified(root, "decisionService", element.at, name=element.name)
            item(holder, "variable", element.variable)
            _references(holder, "outputDecision", element.outputs)
            _references(holder, "encapsulatedDecision", element.encapsulated)
            _references(holder, "inputDecision", element.input_decisions)
            _references(holder, "inputData", element.input_data)
        case _:
            assert_never(element)


def _requirements(holder: Element, requirements: tuple[Requirement, ...]) -> None:
    for requirement in requirements:
        outer, inner = _REQUIREMENTS[requirement.kind]
        child(child(holder, outer), inner, href=requirement.target.href)


def _references(holder: Element, tag: str, references: tuple[Reference, ...]) -> None:
    for reference in references:
        child(holder, tag, href=reference.href)

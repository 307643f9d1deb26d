"""Which names of the file format are understood, and what each may hold.

Source: DMN 1.2 to 1.5, XML schemas.
"""

from typing import Final

MODEL_NAMESPACES: Final = {
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
}
"""Versions by namespace."""

FEEL_LANGUAGES: Final = frozenset(
    {
        "http://www.omg.org/spec/DMN/20180521/FEEL/",
        "https://www.omg.org/spec/DMN/20191111/FEEL/",
        "https://www.omg.org/spec/DMN/20211108/FEEL/",
        "https://www.omg.org/spec/DMN/20230324/FEEL/",
        "http://www.omg.org/spec/FEEL/20140401",
        "feel",
        "FEEL",
    }
)
"""What an expression language may be called; absent means FEEL as well."""

_ALWAYS: Final = frozenset({"description", "extensionElements"})

CHILDREN: Final = {
    "definitions": frozenset(
        {
            "import", "itemDefinition", "inputData", "decision", "businessKnowledgeModel", "decisionService",
            "knowledgeSource", "textAnnotation", "association", "group", "elementCollection",
            "performanceIndicator", "organizationUnit",
        }
    ),
    "inputData": frozenset({"variable"}),
    "decision": frozenset(
        {
            "question", "allowedAnswers", "variable", "informationRequirement", "knowledgeRequirement",
            "authorityRequirement", "supportedObjective", "impactedPerformanceIndicator", "decisionMaker",
            "decisionOwner", "usingProcess", "usingTask",
        }
    ),
    "businessKnowledgeModel": frozenset(
        {"variable", "encapsulatedLogic", "knowledgeRequirement", "authorityRequirement"}
    ),
    "knowledgeSource": frozenset({"authorityRequirement", "type", "owner"}),
    "decisionService": frozenset(
        {"variable", "outputDecision", "encapsulatedDecision", "inputDecision", "inputData"}
    ),
    "itemDefinition": frozenset(
        {"typeRef", "allowedValues", "typeConstraint", "itemComponent", "functionItem"}
    ),
    "itemComponent": frozenset(
        {"typeRef", "allowedValues", "typeConstraint", "itemComponent", "functionItem"}
    ),
    "decisionTable": frozenset({"input", "output", "annotation", "rule"}),
    "input": frozenset({"inputExpression", "inputValues"}),
    "output": frozenset({"outputValues", "defaultOutputEntry"}),
    "rule": frozenset({"inputEntry", "outputEntry", "annotationEntry"}),
}  # fmt: skip
"""Elements by their parent; an element of the standard in another place is a mistake."""

EXPRESSIONS: Final = frozenset(
    {
        "literalExpression", "context", "list", "relation", "invocation", "functionDefinition",
        "conditional", "filter", "for", "some", "every", "decisionTable",
    }
)  # fmt: skip
"""Elements that are expressions."""

HOLDS_EXPRESSION: Final = frozenset({"decision"})


def belongs(tag: str, parent: str) -> bool:
    """Return whether the standard lets an element of this name stand in that one."""
    if tag in _ALWAYS or parent not in CHILDREN:
        return True
    return tag in CHILDREN[parent] or (parent in HOLDS_EXPRESSION and tag in EXPRESSIONS)

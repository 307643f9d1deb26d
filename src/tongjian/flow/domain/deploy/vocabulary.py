"""Names of the XML: the standard's namespaces, our own extension, and what is supported of both."""

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
"""Namespace of BPMN 2.0 models."""

TJ = "urn:tongjian:bpmn:1"
"""Namespace of our extension:

- ``tj:version="2"`` on the process: its version, a whole number from 1 (absent: 1).
- ``tj:key="outside"`` on the process: the name by which it is started, where a node bears that id.
- ``<tj:candidates role="reviewer" organisation="lead"/>`` in a user task's extensionElements: the role,
  and the variable that holds the organisation's id (in a multi-instance also its element).
- ``<tj:acts>grant refuse</tj:acts>`` beside it: the acts allowed on the task.
- ``<tj:collection variable="co_departments" element="department"/>`` in the extensionElements of a
  multiInstanceLoopCharacteristics: the variable with the list, and the name of one of its texts.
"""

PREDICATE = "urn:tongjian:predicate:1"
"""Language of conditions: the JSON predicate form of ``tongjian.rules``."""

PRESENTATION = frozenset(
    {
        "http://www.omg.org/spec/BPMN/20100524/DI",
        "http://www.omg.org/spec/DD/20100524/DC",
        "http://www.omg.org/spec/DD/20100524/DI",
    }
)
"""Diagram interchange: how the process is drawn; it says nothing about how it runs."""

ARTIFACTS = frozenset({"textAnnotation", "association", "group"})
"""Notes on the diagram, without meaning for the run (BPMN 2.0.2, 7.3.1)."""

NODES = frozenset({"startEvent", "endEvent", "userTask", "exclusiveGateway", "parallelGateway"})
"""Flow nodes that run."""

CHILDREN: dict[str, frozenset[str]] = {
    "definitions": frozenset({"process"}),
    "process": NODES | ARTIFACTS | {"sequenceFlow"},
    "startEvent": frozenset({"incoming", "outgoing"}),
    "endEvent": frozenset({"incoming", "outgoing", "terminateEventDefinition"}),
    "userTask": frozenset({"incoming", "outgoing", "multiInstanceLoopCharacteristics"}),
    "exclusiveGateway": frozenset({"incoming", "outgoing"}),
    "parallelGateway": frozenset({"incoming", "outgoing"}),
    "sequenceFlow": frozenset({"conditionExpression"}),
}
"""What may stand directly inside what; ``documentation`` and ``extensionElements`` stand anywhere."""

ATTRIBUTES: dict[str, frozenset[str]] = {
    "process": frozenset({"id", "name", "processType"}),
    "startEvent": frozenset({"id", "name"}),
    "endEvent": frozenset({"id", "name"}),
    "userTask": frozenset({"id", "name"}),
    "exclusiveGateway": frozenset({"id", "name", "default", "gatewayDirection"}),
    "parallelGateway": frozenset({"id", "name", "gatewayDirection"}),
    "sequenceFlow": frozenset({"id", "name", "sourceRef", "targetRef"}),
    "conditionExpression": frozenset({"id", "language"}),
    "multiInstanceLoopCharacteristics": frozenset({"id"}),
    "terminateEventDefinition": frozenset({"id"}),
}
"""Attributes with any value."""

HARMLESS = frozenset(
    {
        ("isExecutable", "true"),
        ("isClosed", "false"),
        ("isInterrupting", "true"),
        ("parallelMultiple", "false"),
        ("isForCompensation", "false"),
        ("startQuantity", "1"),
        ("completionQuantity", "1"),
        ("implementation", "##unspecified"),
        ("isImmediate", "true"),
        ("isSequential", "false"),
    }
)
"""Attributes that may say what would hold without them, and nothing else."""

EXTENSIONS: dict[str, dict[str, frozenset[str]]] = {
    "userTask": {"candidates": frozenset({"role", "organisation"}), "acts": frozenset()},
    "multiInstanceLoopCharacteristics": {"collection": frozenset({"variable", "element"})},
}
"""Elements of our extension, with their attributes, by the element whose extensionElements hold them."""

PROCESS_ATTRIBUTES = frozenset({"version", "key"})
"""Attributes of our extension; they stand on the process."""

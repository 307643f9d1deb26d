"""Names of the XML: the standard's namespaces, our own extension, and what is supported of both."""

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
"""Namespace of BPMN 2.0 models."""

TJ = "urn:tongjian:bpmn:1"
"""Namespace of our extension; what it holds stands in ``docs/extension.md``."""

PREDICATE = "urn:tongjian:predicate:1"
"""Language of conditions: the JSON predicate form of ``tongjian.rules``."""

FEEL = "http://www.omg.org/spec/FEEL/20140401"
"""Language of expressions where a file names none: FEEL, by its first namespace."""

_FEEL_WORDS = frozenset({"feel", "text/feel", "application/feel", "urn:feel"})


def is_feel(language: str) -> bool:
    """Return whether a name of a language means FEEL: one of the standard's namespaces, or the word."""
    plain = language.strip().lower()
    standard = plain.startswith(("http://www.omg.org/spec/", "https://www.omg.org/spec/"))
    return plain in _FEEL_WORDS or (standard and "/feel" in plain)


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

NOTED = ARTIFACTS | {"laneSet", "dataObject", "dataObjectReference", "dataStoreReference", "property"}
"""What a container may hold without meaning for the run: notes, lanes (10.8), names of data (10.4)."""

DECLARATIONS = ("message", "signal", "error", "escalation")
"""What a file may declare beside its process."""

ACTIVITIES = frozenset(
    {
        "userTask",
        "manualTask",
        "serviceTask",
        "sendTask",
        "receiveTask",
        "scriptTask",
        "businessRuleTask",
        "subProcess",
        "callActivity",
    }
)
GATEWAYS = frozenset({"exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway"})
EVENTS = frozenset(
    {"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"}
)
NODES = ACTIVITIES | GATEWAYS | EVENTS
"""Flow nodes that run."""

_WAITED = frozenset({"timerEventDefinition", "messageEventDefinition", "signalEventDefinition"})
_RAISED = frozenset({"errorEventDefinition", "escalationEventDefinition"})

EVENT_DEFINITIONS: dict[str, frozenset[str]] = {
    "startEvent": _WAITED | _RAISED,
    "boundaryEvent": _WAITED | _RAISED,
    "intermediateCatchEvent": _WAITED | {"linkEventDefinition"},
    "intermediateThrowEvent": frozenset(
        {
            "messageEventDefinition",
            "signalEventDefinition",
            "escalationEventDefinition",
            "linkEventDefinition",
        }
    ),
    "endEvent": _RAISED | {"messageEventDefinition", "signalEventDefinition", "terminateEventDefinition"},
}
"""What each kind of event may wait for or bring about."""

_WAYS = frozenset({"incoming", "outgoing"})
_CONTAINER = NODES | NOTED | {"sequenceFlow"}
_LOOP = frozenset({"multiInstanceLoopCharacteristics"})

CHILDREN: dict[str, frozenset[str]] = {
    "definitions": frozenset({"process", "collaboration", *DECLARATIONS, "itemDefinition"}),
    "process": _CONTAINER,
    "subProcess": _CONTAINER | _WAYS | _LOOP,
    **dict.fromkeys(ACTIVITIES - {"subProcess", "scriptTask"}, _WAYS | _LOOP),
    "scriptTask": _WAYS | _LOOP | {"script"},
    **dict.fromkeys(GATEWAYS, _WAYS),
    **{name: _WAYS | EVENT_DEFINITIONS[name] for name in EVENTS},
    "sequenceFlow": frozenset({"conditionExpression"}),
    "timerEventDefinition": frozenset({"timeDate", "timeDuration", "timeCycle"}),
    "multiInstanceLoopCharacteristics": frozenset(
        {"loopCardinality", "loopDataInputRef", "inputDataItem", "completionCondition"}
    ),
    "collaboration": frozenset({"participant", "messageFlow"}) | ARTIFACTS,
}
"""What may stand directly inside what; ``documentation`` and ``extensionElements`` stand anywhere."""

_NAMED = frozenset({"id", "name"})
_EXPRESSION = frozenset({"id", "language"})

ATTRIBUTES: dict[str, frozenset[str]] = {
    "process": _NAMED | {"processType"},
    **dict.fromkeys(NODES, _NAMED),
    "startEvent": _NAMED | {"isInterrupting"},
    "boundaryEvent": _NAMED | {"attachedToRef", "cancelActivity"},
    "exclusiveGateway": _NAMED | {"default", "gatewayDirection"},
    "inclusiveGateway": _NAMED | {"default", "gatewayDirection"},
    "parallelGateway": _NAMED | {"gatewayDirection"},
    "eventBasedGateway": _NAMED | {"gatewayDirection"},
    "serviceTask": _NAMED | {"implementation"},
    "sendTask": _NAMED | {"messageRef"},
    "receiveTask": _NAMED | {"messageRef"},
    "scriptTask": _NAMED | {"scriptFormat"},
    "subProcess": _NAMED | {"triggeredByEvent"},
    "callActivity": _NAMED | {"calledElement"},
    "sequenceFlow": _NAMED | {"sourceRef", "targetRef"},
    "conditionExpression": _EXPRESSION,
    "completionCondition": _EXPRESSION,
    "loopCardinality": _EXPRESSION,
    "timeDate": _EXPRESSION,
    "timeDuration": _EXPRESSION,
    "timeCycle": _EXPRESSION,
    "inputDataItem": _NAMED | {"itemSubjectRef", "isCollection"},
    "multiInstanceLoopCharacteristics": frozenset({"id", "isSequential"}),
    "timerEventDefinition": frozenset({"id"}),
    "terminateEventDefinition": frozenset({"id"}),
    "messageEventDefinition": frozenset({"id", "messageRef"}),
    "signalEventDefinition": frozenset({"id", "signalRef"}),
    "errorEventDefinition": frozenset({"id", "errorRef"}),
    "escalationEventDefinition": frozenset({"id", "escalationRef"}),
    "linkEventDefinition": _NAMED,
    "message": _NAMED | {"itemRef"},
    "signal": _NAMED | {"structureRef"},
    "error": _NAMED | {"errorCode", "structureRef"},
    "escalation": _NAMED | {"escalationCode", "structureRef"},
    "itemDefinition": frozenset({"id", "structureRef", "isCollection", "itemKind"}),
    "collaboration": _NAMED | {"isClosed"},
    "participant": _NAMED | {"processRef"},
    "messageFlow": _NAMED | {"sourceRef", "targetRef", "messageRef"},
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
        ("implementation", "##WebService"),
        ("isImmediate", "true"),
        ("isSequential", "false"),
        ("triggeredByEvent", "false"),
        ("instantiate", "false"),
        ("eventGatewayType", "Exclusive"),
        ("behavior", "All"),
    }
)
"""Attributes that may say what would hold without them, and nothing else."""

_CORRELATION = {"correlation": frozenset({"key"})}

EXTENSIONS: dict[str, dict[str, frozenset[str]]] = {
    "userTask": {
        "candidates": frozenset({"role", "post", "organisation", "persons"}),
        "acts": frozenset(),
        "handling": frozenset(),
        "form": frozenset({"key"}),
        "limit": frozenset(),
        "silence": frozenset({"act", "post", "organisation", "every"}),
        "returns": frozenset({"to", "nodes"}),
        "signing": frozenset({"mode", "ratio", "early", "weight", "veto", "outcome"}),
    },
    "multiInstanceLoopCharacteristics": {"collection": frozenset({"variable", "element"})},
    "serviceTask": {"job": frozenset({"type", "retries"})},
    "scriptTask": {"result": frozenset({"variable"})},
    "businessRuleTask": {"decision": frozenset({"name", "result"})},
    "callActivity": dict.fromkeys(("in", "out"), frozenset({"source", "target"})),
    "message": _CORRELATION,
    "sendTask": _CORRELATION,
    "receiveTask": _CORRELATION,
    **dict.fromkeys(EVENTS, _CORRELATION),
}
"""Elements of our extension, with their attributes, by the element whose extensionElements hold them."""

PROCESS_ATTRIBUTES = frozenset({"version", "key"})
"""Attributes of our extension; they stand on the process."""

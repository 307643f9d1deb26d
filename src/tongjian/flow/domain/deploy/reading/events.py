"""Reading events and what they wait for or bring about."""

import re
from typing import cast

from lxml import etree

from tongjian.flow.domain.deploy.draft import Draft
from tongjian.flow.domain.deploy.findings import local_name
from tongjian.flow.domain.deploy.reading.expressions import read_expression, read_feel
from tongjian.flow.domain.deploy.reading.places import Place, children, extension, reference
from tongjian.flow.domain.deploy.vocabulary import BPMN, EVENT_DEFINITIONS
from tongjian.flow.domain.expressions import Expression
from tongjian.flow.domain.limits import read_limit
from tongjian.flow.domain.moments import read_moment
from tongjian.flow.domain.nodes import BoundaryEvent, CatchEvent, EndEvent, Node, StartEvent, ThrowEvent
from tongjian.flow.domain.triggers import (
    Awaited,
    Caught,
    Error,
    Escalation,
    Link,
    Message,
    Signal,
    Termination,
    Thrown,
    Timer,
)

_Definition = Timer | Message | Signal | Error | Escalation | Link | Termination

_CYCLE = re.compile(r"R(?P<times>[0-9]{0,4})/(?P<each>P.+|[0-9].*)")


def read_start_event(place: Place, draft: Draft) -> Node:
    """Read a start event."""
    trigger = cast("Caught | None", _definition(place, draft))
    interrupting = place.element.get("isInterrupting", "true") == "true"
    return StartEvent(**place.fields(), trigger=trigger, interrupting=interrupting)


def read_end_event(place: Place, draft: Draft) -> Node:
    """Read an end event."""
    return EndEvent(**place.fields(), result=cast("Thrown | None", _definition(place, draft)))


def read_catch_event(place: Place, draft: Draft) -> Node | None:
    """Read an intermediate event that waits; without a definition it is noted."""
    trigger = cast("Awaited | Link | None", _definition(place, draft))
    if trigger is None:
        if not _definitions(place.element):
            draft.findings.add(place.element, "中间捕获事件应指明等待什么")
        return None
    return CatchEvent(**place.fields(), trigger=trigger)


def read_throw_event(place: Place, draft: Draft) -> Node:
    """Read an intermediate event that brings something about."""
    result = cast("Message | Signal | Escalation | Link | None", _definition(place, draft))
    return ThrowEvent(**place.fields(), result=result)


def read_boundary_event(place: Place, draft: Draft) -> Node | None:
    """Read a boundary event; without a definition it is noted."""
    trigger = cast("Caught | None", _definition(place, draft))
    if trigger is None:
        if not _definitions(place.element):
            draft.findings.add(place.element, "边界事件应指明等待什么")
        return None
    interrupting = place.element.get("cancelActivity", "true") == "true"
    if isinstance(trigger, Error) and not interrupting:
        draft.findings.add(place.element, "错误边界事件总是中断活动，不得写 cancelActivity=“false”")
    host = reference(place.element.get("attachedToRef"))
    return BoundaryEvent(**place.fields(), host=host, trigger=trigger, interrupting=interrupting)


def read_message(element: etree._Element, named: str | None, draft: Draft) -> Message:
    """Read the message that an event or task names.

    Its correlation key stands in our extension of the event or task, else of the message. Where no
    message is named, the element's own id is the message's name.
    """
    name = element.get("id", "")
    key = extension(element, "correlation", draft.findings)
    if named:
        declared = draft.declared.get(reference(named))
        if declared is None or declared.kind != "message":
            draft.findings.add(element, "引用的 %(reference)s 不存在", reference=named)
        else:
            name = declared.name
            key = key if key is not None else extension(declared.element, "correlation", draft.findings)
    text = key.get("key", "") if key is not None else ""
    if key is not None and not text:
        draft.findings.add(element, "correlation 应以 key 写出关联标识的表达式")
    return Message(name=name, key=read_feel(element, text, draft) if text else None)


def _definitions(element: etree._Element) -> list[etree._Element]:
    return [
        child
        for child in element
        if etree.QName(child).namespace == BPMN and local_name(child).endswith("EventDefinition")
    ]


def _definition(place: Place, draft: Draft) -> _Definition | None:
    found = _definitions(place.element)
    if len(found) > 1:
        draft.findings.add(place.element, "一个事件只能有一个事件定义")
    kind = local_name(place.element)
    if not found or local_name(found[0]) not in EVENT_DEFINITIONS.get(kind, frozenset()):
        return None  # what is not supported there has been noted by the first pass
    return _read_definition(place, found[0], draft)


def _read_definition(  # noqa: PLR0911 - one return per kind of event
    place: Place, element: etree._Element, draft: Draft
) -> _Definition | None:
    match local_name(element):
        case "timerEventDefinition":
            return _read_timer(place.element, element, draft)
        case "messageEventDefinition":
            if not element.get("messageRef"):
                draft.findings.add(place.element, "消息事件应以 messageRef 指明消息")
            return read_message(place.element, element.get("messageRef"), draft)
        case "signalEventDefinition":
            return Signal(name=_declared(place, element.get("signalRef"), "signal", draft))
        case "errorEventDefinition":
            return Error(code=_code(place, element.get("errorRef"), "error", draft))
        case "escalationEventDefinition":
            return Escalation(code=_code(place, element.get("escalationRef"), "escalation", draft))
        case "linkEventDefinition":
            if not element.get("name"):
                draft.findings.add(place.element, "链接事件应有名称 name")
            return Link(name=element.get("name", ""))
        case _:
            return Termination()


def _declared(place: Place, named: str | None, kind: str, draft: Draft) -> str:
    declared = draft.declared.get(reference(named))
    if declared is None or declared.kind != kind:
        draft.findings.add(place.element, "引用的 %(reference)s 不存在", reference=named or kind)
        return ""
    return declared.name


def _code(place: Place, named: str | None, kind: str, draft: Draft) -> str:
    """Return the code; none is named by what catches every one."""
    if not named and local_name(place.element) not in ("endEvent", "intermediateThrowEvent"):
        return ""
    return _declared(place, named, kind, draft)


def _read_timer(owner: etree._Element, element: etree._Element, draft: Draft) -> Timer | None:
    given = [
        (kind, child)
        for kind in ("timeDate", "timeDuration", "timeCycle")
        for child in children(element, kind)
    ]
    if len(given) != 1:
        draft.findings.add(owner, "定时应有且只有一个 timeDate、timeDuration 或 timeCycle")
        return None
    kind, child = given[0]
    text = (child.text or "").strip()
    timer = _literal_timer(kind, text)
    if timer is None and kind != "timeCycle":
        expression = read_expression(owner, child, draft) if text else None
        if expression is not None and not _looks_literal(text):
            return _computed_timer(kind, expression)
    if timer is None:
        draft.findings.add(owner, "定时写法不正确：%(text)s", text=text)
    return timer


def _literal_timer(kind: str, text: str) -> Timer | None:
    if kind == "timeDate":
        return Timer(kind="date", text=text) if read_moment(text) else None
    if kind == "timeDuration":
        limit = read_limit(text)
        return Timer(kind="duration", fixed=limit) if limit else None
    found = _CYCLE.fullmatch(text)
    each = read_limit(found["each"]) if found else None
    if found is None or each is None or found["times"] == "0":
        return None
    return Timer(kind="cycle", fixed=each, times=int(found["times"] or -1))


def _computed_timer(kind: str, expression: Expression) -> Timer:
    return Timer(kind="date" if kind == "timeDate" else "duration", expression=expression)


def _looks_literal(text: str) -> bool:
    """Return whether somebody meant a duration or an instant: it begins like one."""
    return bool(re.match(r"P[0-9T]|R[0-9]*/|[0-9]", text))

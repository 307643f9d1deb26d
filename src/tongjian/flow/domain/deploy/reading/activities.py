"""Reading activities."""

from lxml import etree

from tongjian.flow.domain.deploy.draft import Draft
from tongjian.flow.domain.deploy.reading.events import read_message
from tongjian.flow.domain.deploy.reading.expressions import read_expression, read_feel
from tongjian.flow.domain.deploy.reading.extension import read_extension
from tongjian.flow.domain.deploy.reading.places import (
    Place,
    children,
    extension,
    extensions,
    reference,
    text_of_child,
)
from tongjian.flow.domain.deploy.vocabulary import is_feel
from tongjian.flow.domain.nodes import (
    BusinessRuleTask,
    CallActivity,
    Handed,
    ManualTask,
    MultiInstance,
    Node,
    ReceiveTask,
    ScriptTask,
    SendTask,
    ServiceTask,
    SubProcess,
    UserTask,
)
from tongjian.flow.domain.values import name_fits

_MAX_RETRIES = 20


def read_user_task(place: Place, draft: Draft) -> Node:
    """Read a user task with our extension of it."""
    extended = read_extension(place.element, draft)
    return UserTask(
        **place.fields(),
        candidates=extended.candidates,
        acts=extended.acts,
        policy=extended.policy,
        signing=extended.signing,
        multi_instance=_multi_instance(place, draft),
    )


def read_manual_task(place: Place, draft: Draft) -> Node:
    """Read a manual task."""
    return ManualTask(**place.fields(), multi_instance=_multi_instance(place, draft))


def read_service_task(place: Place, draft: Draft) -> Node:
    """Read a service task; without a job of our extension its implementation, or id, is the topic."""
    job = extension(place.element, "job", draft.findings)
    implementation = place.element.get("implementation", "")
    topic = (job.get("type", "") if job is not None else "") or implementation.removeprefix("##unspecified")
    retries = job.get("retries", "3") if job is not None else "3"
    if not (retries.isascii() and retries.isdigit() and int(retries) <= _MAX_RETRIES):
        draft.findings.add(place.element, "job 的 retries 应为 0 到 20 的整数")
        retries = "3"
    return ServiceTask(
        **place.fields(),
        topic=topic or place.id,
        retries=int(retries),
        multi_instance=_multi_instance(place, draft),
    )


def read_send_task(place: Place, draft: Draft) -> Node:
    """Read a send task."""
    message = read_message(place.element, place.element.get("messageRef"), draft)
    return SendTask(**place.fields(), message=message, multi_instance=_multi_instance(place, draft))


def read_receive_task(place: Place, draft: Draft) -> Node:
    """Read a receive task."""
    message = read_message(place.element, place.element.get("messageRef"), draft)
    return ReceiveTask(**place.fields(), message=message, multi_instance=_multi_instance(place, draft))


def read_script_task(place: Place, draft: Draft) -> Node | None:
    """Read a script task: FEEL only."""
    written = place.element.get("scriptFormat", "")
    if written and not is_feel(written):
        draft.findings.add(place.element, "脚本只能用 FEEL，现为 %(language)s", language=written)
        return None
    text = text_of_child(place.element, "script")
    if not text:
        draft.findings.add(place.element, "脚本任务没有脚本")
        return None
    script = read_feel(place.element, text, draft)
    if script is None:
        return None
    result = extension(place.element, "result", draft.findings)
    return ScriptTask(
        **place.fields(),
        script=script,
        result=result.get("variable", "") if result is not None else "",
        multi_instance=_multi_instance(place, draft),
    )


def read_business_rule_task(place: Place, draft: Draft) -> Node:
    """Read a business rule task; the decision stands in our extension."""
    decision = extension(place.element, "decision", draft.findings)
    name = decision.get("name", "") if decision is not None else ""
    if not name:
        draft.findings.add(place.element, "业务规则任务应以 decision 的 name 指明决策")
    return BusinessRuleTask(
        **place.fields(),
        decision=name,
        result=decision.get("result", "") if decision is not None else "",
        multi_instance=_multi_instance(place, draft),
    )


def read_sub_process(place: Place, draft: Draft) -> Node:
    """Read a sub-process; what is inside is read after it."""
    by_event = place.element.get("triggeredByEvent", "false") == "true"
    multi = _multi_instance(place, draft)
    if by_event and multi is not None:
        draft.findings.add(place.element, "事件子流程不得是多实例")
    return SubProcess(**place.fields(), by_event=by_event, multi_instance=multi)


def read_call_activity(place: Place, draft: Draft) -> Node:
    """Read a call activity."""
    called = reference(place.element.get("calledElement"))
    if not called:
        draft.findings.add(place.element, "调用活动应以 calledElement 指明流程")
    return CallActivity(
        **place.fields(),
        called=called,
        multi_instance=_multi_instance(place, draft),
        inputs=_handed(place, draft, "in"),
        outputs=_handed(place, draft, "out"),
    )


def _handed(place: Place, draft: Draft, name: str) -> tuple[Handed, ...]:
    """Read which variables a call hands over in one direction; without a target they keep their names."""
    found: dict[str, Handed] = {}
    for element in extensions(place.element, name):
        source = element.get("source", "").strip()
        target = element.get("target", "").strip() or source
        if not (name_fits(source) and name_fits(target)):
            draft.findings.add(place.element, "传入、传出应以 source 写明 1 至 64 个字的变量名")
        elif target in found:
            draft.findings.add(place.element, "同名变量 %(variable)s 只能传入、传出一次", variable=target)
        found[target] = Handed(source, target)
    return tuple(found.values())


def _multi_instance(place: Place, draft: Draft) -> MultiInstance | None:
    found = children(place.element, "multiInstanceLoopCharacteristics")
    if not found:
        return None
    if len(found) > 1:
        draft.findings.add(place.element, "只能有一个多实例设置")
    loop = found[0]
    variable, element = _collection(loop, draft)
    cardinality = children(loop, "loopCardinality")
    if bool(variable) == bool(cardinality):
        draft.findings.add(
            place.element, "多实例应以 collection 指明清单变量，或以 loopCardinality 写出次数，二者择一"
        )
    condition = children(loop, "completionCondition")
    return MultiInstance(
        collection=variable,
        element=element,
        cardinality=read_expression(place.element, cardinality[0], draft) if cardinality else None,
        sequential=loop.get("isSequential", "false") == "true",
        completion=read_expression(place.element, condition[0], draft) if condition else None,
    )


def _collection(loop: etree._Element, draft: Draft) -> tuple[str, str]:
    """Return the variable with the list and the name of a member; ours, else the standard's."""
    collection = extension(loop, "collection", draft.findings)
    if collection is not None:
        return collection.get("variable") or "", collection.get("element") or ""
    items = children(loop, "inputDataItem")
    element = (items[0].get("name") or items[0].get("id") or "") if items else ""
    return reference(text_of_child(loop, "loopDataInputRef")), element

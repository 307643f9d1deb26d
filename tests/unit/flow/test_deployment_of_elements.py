"""What deployment refuses of the elements that run: each rule once, with its element."""

import pytest

from tests.unit.flow.test_deployment import problems_of
from tests.unit.flow.texts import END, START, chain, feel, flow, task
from tongjian.flow import compile_process

MESSAGE = '<message id="m" name="m"/><error id="er" errorCode="E"/><signal id="sg" name="sg"/>'
ON_MESSAGE = '<messageEventDefinition messageRef="m"/>'
LATE = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
GOOD = START + task("work") + END + chain("s", "work", "e")


def said(body: str) -> str:
    return "\n".join(
        f"{problem.field}: {problem.text()}" for problem in problems_of(feel(body, outside=MESSAGE))
    )


def catch(node: str, inner: str) -> str:
    return f'<intermediateCatchEvent id="{node}">{inner}</intermediateCatchEvent>'


def edge(inner: str, host: str = "work", more: str = "") -> str:
    return (
        GOOD
        + f'<boundaryEvent id="b" attachedToRef="{host}" {more}>{inner}</boundaryEvent>'
        + chain("b", "e")
    )


def one(node: str) -> str:
    return START + node + END + chain("s", "x", "e")


def sub(inner: str, attributes: str = "") -> str:
    return f'<subProcess id="x" {attributes}>{inner}</subProcess>'


INSIDE = '<startEvent id="is"/><endEvent id="ie"/>' + chain("is", "ie")
TRIGGERED = f'<startEvent id="is">{ON_MESSAGE}</startEvent><endEvent id="ie"/>' + chain("is", "ie")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (edge(LATE, host="nobody"), "b: 第"),
        (edge(LATE, host="s"), "边界事件只能附在"),
        (edge(""), "边界事件应指明等待什么"),
        (edge('<errorEventDefinition errorRef="er"/>', more='cancelActivity="false"'), "总是中断活动"),
        (edge(LATE) + chain("work", "b"), "不得有入口"),
        (edge(LATE).replace(chain("b", "e"), ""), "b: 第"),
        (edge("<errorEventDefinition/>") + '<boundaryEvent id="c" attachedToRef="work"><errorEventDefinition/></boundaryEvent>' + chain("c", "e"), "捕获同一代码"),  # noqa: E501
        (one(catch("x", "")), "应指明等待什么"),
        (one(catch("x", '<messageEventDefinition messageRef="zzz"/>')), "引用的 zzz 不存在"),
        (one(catch("x", '<messageEventDefinition messageRef="er"/>')), "引用的 er 不存在"),
        (one(catch("x", "<messageEventDefinition/>")), "应以 messageRef 指明消息"),
        (one(catch("x", '<signalEventDefinition signalRef="m"/>')), "引用的 m 不存在"),
        (one(catch("x", ON_MESSAGE + LATE)), "只能有一个事件定义"),
        (one(catch("x", "<timerEventDefinition/>")), "有且只有一个 timeDate"),
        (one(catch("x", LATE.replace("P1D", "P1Q"))), "定时写法不正确：P1Q"),
        (one(catch("x", LATE.replace("P1D", "15 天"))), "定时写法不正确"),
        (one(catch("x", LATE.replace("P1D", "P1D 工作日"))), "定时写法不正确"),
        (one(catch("x", LATE.replace("timeDuration", "timeCycle").replace("P1D", "0 0 * * *"))), "定时写法不正确"),  # noqa: E501
        (one(catch("x", LATE.replace("P1D", "a +"))), "表达式第 1 行"),
        (one('<scriptTask id="x"/>'), "没有脚本"),
        (one('<scriptTask id="x" scriptFormat="groovy"><script>1</script></scriptTask>'), "脚本只能用 FEEL"),
        (one('<scriptTask id="x"><script>1 +</script></scriptTask>'), "表达式第 1 行"),
        (one('<businessRuleTask id="x"/>'), "应以 decision 的 name 指明决策"),
        (one('<callActivity id="x"/>'), "calledElement"),
        (one('<serviceTask id="x"><extensionElements><tj:job retries="99"/></extensionElements></serviceTask>'), "retries"),  # noqa: E501
        (one('<receiveTask id="x"><extensionElements><tj:correlation/></extensionElements></receiveTask>'), "correlation"),  # noqa: E501
        (one('<receiveTask id="x" instantiate="true"/>'), "instantiate"),
        (one(task("x", inner="<standardLoopCharacteristics/>")), "不支持该元素"),
        (one(sub("")), "无触发条件的开始事件"),
        (one(sub(TRIGGERED)), "无触发条件的开始事件"),
        (one(sub('<startEvent id="is"/>' + task("t") + chain("is", "t"))), "子流程没有结束事件"),
        (one(sub(INSIDE + task("t") + chain("t", "ie"))), "t: 第"),
        (one(sub(INSIDE) + chain("is", "e")), "连线不得跨出子流程"),
        (GOOD + sub(INSIDE, 'triggeredByEvent="true"'), "带触发条件的开始事件"),
        (one(sub(TRIGGERED, 'triggeredByEvent="true"')), "不得有入口和出口"),
        (GOOD + sub(TRIGGERED.replace(ON_MESSAGE, "<errorEventDefinition/>").replace('"is"', '"is" isInterrupting="false"', 1), 'triggeredByEvent="true"'), "错误事件子流程总是中断"),  # noqa: E501
        (one('<intermediateThrowEvent id="x"><linkEventDefinition name="l"/></intermediateThrowEvent>'), "没有同名的链接捕获事件"),  # noqa: E501
        (GOOD + catch("x", '<linkEventDefinition name="l"/>') + chain("x", "e"), "没有同名的链接抛出事件"),
        (GOOD.replace(START, '<startEvent id="s" isInterrupting="false"/>'), "只有事件子流程的开始事件"),
        (one('<eventBasedGateway id="x"/>'), "事件网关应有两个以上出口"),
        (one('<eventBasedGateway id="x" instantiate="true"/>'), "instantiate"),
        (START + '<eventBasedGateway id="x"/>' + task("a") + catch("c", LATE) + END + chain("s", "x", "a", "e") + chain("x", "c", "e"), "事件网关之后只能是"),  # noqa: E501
        (START + '<inclusiveGateway id="x"/>' + END + chain("s", "x", "e") + flow("x", "e", "a +"), "标识重复"),  # noqa: E501
    ],
)  # fmt: skip
def test_what_cannot_run_is_refused(body: str, problem: str) -> None:
    assert problem in said(body)


def test_a_message_may_be_named_by_a_prefixed_reference() -> None:
    assert compile_process(
        feel(one(catch("x", '<messageEventDefinition messageRef="tns:m"/>')), outside=MESSAGE)
    )


@pytest.mark.parametrize(
    "language",
    [
        "feel",
        "FEEL",
        "http://www.omg.org/spec/DMN/20191111/FEEL/",
        "https://www.omg.org/spec/DMN/20230324/FEEL/",
    ],
)
def test_every_name_of_feel_is_known(language: str) -> None:
    gateway = '<exclusiveGateway id="x" default="x-e"/>' + task("a")
    body = START + gateway + END + chain("s", "x", "e") + flow("x", "a", "n > 1") + chain("a", "e")
    assert compile_process(feel(body).replace(b'"feel"', f'"{language}"'.encode()))


def test_expressions_are_feel_where_the_file_names_no_language() -> None:
    gateway = '<exclusiveGateway id="x" default="x-e"/>' + task("a")
    body = (
        START + gateway + END + chain("s", "x", "e") + flow("x", "a", "项目总面积 >= 300") + chain("a", "e")
    )
    assert compile_process(feel(body).replace(b' expressionLanguage="feel"', b""))

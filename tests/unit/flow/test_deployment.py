import ast
import re
from pathlib import Path

import pytest

import tongjian.flow.domain.deploy
from tests.unit.flow.texts import END, START, chain, flow, multi, task, text
from tongjian.flow import Process, ProcessRefused, compile_process
from tongjian.flow.domain.deploy.english import ENGLISH
from tongjian.kit import Problem

GOOD = START + task("work") + END + chain("s", "work", "e")
FORK = '<exclusiveGateway id="x"/>' + task("a") + task("b")
TRUE = '{"fact": "f", "=": 1}'


def problems_of(xml: bytes) -> tuple[Problem, ...]:
    with pytest.raises(ProcessRefused) as refused:
        compile_process(xml)
    return refused.value.problems


def said(body: str, **rest: str) -> str:
    return "\n".join(f"{problem.field}: {problem.text()}" for problem in problems_of(text(body, **rest)))


def forked(ways: str, gateway: str = FORK) -> str:
    return START + gateway + END + chain("s", "x") + ways + chain("a", "e") + chain("b", "e")


def test_a_process_is_known_by_id_name_version_and_hash() -> None:
    process = compile_process(text(GOOD, attributes='tj:version="3"'))
    assert isinstance(process, Process)
    assert (process.id, process.name, process.version, process.start) == ("p", "流程", 3, "s")
    assert len(process.content_hash) == 64


def test_the_key_stands_for_the_id_where_given() -> None:
    assert compile_process(text(GOOD, attributes='tj:key="outside"')).id == "outside"


def test_diagram_and_notes_are_allowed() -> None:
    notes = '<documentation>x</documentation><textAnnotation id="n"><text>注</text></textAnnotation>'
    diagram = '<d:BPMNDiagram xmlns:d="http://www.omg.org/spec/BPMN/20100524/DI" id="dd"/>'
    assert compile_process(text(notes + GOOD, outside=diagram)).id == "p"


def test_foreign_extensions_are_kept_and_reported() -> None:
    foreign = '<extensionElements><z:x xmlns:z="urn:z"/></extensionElements>'
    assert compile_process(text(foreign + GOOD)).foreign == ("{urn:z}x",)


@pytest.mark.parametrize(
    "element",
    [
        "task",
        "adHocSubProcess",
        "transaction",
        "complexGateway",
        "ioSpecification",
        "subChoreography",
        "whatever",
    ],
)
def test_every_other_element_is_refused(element: str) -> None:
    assert f"u: 第 6 行 {element}“u”：本系统不支持该元素" in said(GOOD + f'<{element} id="u"/>')


@pytest.mark.parametrize("definition", ["conditional", "compensate", "cancel", "link"])
def test_every_other_event_is_refused(definition: str) -> None:
    body = GOOD.replace(START, f'<startEvent id="s"><{definition}EventDefinition id="d"/></startEvent>')
    assert "d: " in said(body)
    body = GOOD.replace(END, f'<endEvent id="e"><{definition}EventDefinition id="d"/></endEvent>')
    assert "d: " in said(body)


@pytest.mark.parametrize("definition", ["signal", "error", "escalation"])
def test_a_process_begins_by_itself_or_on_a_timer_or_message_only(definition: str) -> None:
    body = GOOD.replace(START, f'<startEvent id="s"><{definition}EventDefinition id="d"/></startEvent>')
    assert "定时或消息" in said(body)


@pytest.mark.parametrize(
    "attribute",
    [
        'isForCompensation="true"',
        'startQuantity="2"',
        'completionQuantity="2"',
        'implementation="##x"',
        'q="1"',
    ],
)
def test_attributes_that_would_change_the_run_are_refused(attribute: str) -> None:
    assert "本系统不支持属性" in said(GOOD.replace('<userTask id="work"', f'<userTask id="work" {attribute}'))


def test_attributes_that_say_what_holds_anyway_are_allowed() -> None:
    body = GOOD.replace('<userTask id="work"', '<userTask id="work" isForCompensation="false"')
    assert compile_process(text(body)).id == "p"


@pytest.mark.parametrize("inner", ["<loopDataOutputRef>x</loopDataOutputRef>", "<outputDataItem/>"])
def test_other_parts_of_a_multi_instance_are_refused(inner: str) -> None:
    loop = multi().replace("</multi", f"{inner}</multi")
    assert "不支持" in said(START + task("work", inner=loop) + END + chain("s", "work", "e"))


def test_a_multi_instance_counts_or_goes_through_a_list_but_not_both() -> None:
    loop = multi().replace("</multi", "<loopCardinality language='feel'>3</loopCardinality></multi")
    assert "二者择一" in said(START + task("work", inner=loop) + END + chain("s", "work", "e"))


def test_a_multi_instance_needs_its_collection() -> None:
    loop = "<multiInstanceLoopCharacteristics/>"
    assert "collection" in said(START + task("work", inner=loop) + END + chain("s", "work", "e"))


def test_our_own_extension_is_read_strictly() -> None:
    assert "不认识的扩展 nobody" in said(GOOD.replace("<tj:acts>", "<tj:nobody/><tj:acts>"))
    assert "扩展的属性 rank" in said(GOOD.replace('role="reviewer"', 'role="reviewer" rank="x"'))
    assert "不认识的扩展属性" in said(GOOD.replace('<userTask id="work"', '<userTask id="work" tj:x="1"'))


def test_a_user_task_needs_nothing_but_its_id() -> None:
    assert compile_process(text(START + '<userTask id="work"/>' + END + chain("s", "work", "e")))


def test_all_problems_are_told_at_once_each_with_its_element() -> None:
    body = START + '<scriptTask id="script" name="脚本"/>' + task("work") + flow("s", "nowhere") + END
    fields = [problem.field for problem in problems_of(text(body))]
    assert {"script", "s-nowhere", "work", "e"} <= set(fields)


def test_dangling_references_are_refused() -> None:
    assert "nowhere 不存在" in said(GOOD + flow("work", "nowhere"))
    assert "默认分支 zzz" in said(forked(flow("x", "a", TRUE), FORK.replace("/>", ' default="zzz"/>', 1)))
    listed = GOOD.replace('<endEvent id="e"/>', '<endEvent id="e"><incoming>zzz</incoming></endEvent>')
    assert "引用的连线 zzz" in said(listed)


def test_duplicate_ids_are_refused() -> None:
    assert said(GOOD + task("work")).count("标识重复") == 2


def test_missing_start_or_end_is_refused() -> None:
    assert "开始事件" in said(task("work") + END + chain("work", "e"))
    assert "没有结束事件" in said(START + task("work") + chain("s", "work"))
    assert "现有 2 个" in said(GOOD + '<startEvent id="s2"/>' + chain("s2", "work"))


def test_unreachable_nodes_are_refused() -> None:
    assert "island: " in said(GOOD + task("island") + chain("island", "e"))
    circle = task("c1") + task("c2") + chain("c1", "c2", "c1")
    told = said(GOOD + circle + chain("c2", "e"))
    assert "c1: 第" in told
    assert "无法到达该节点" in told


def test_a_node_that_leads_nowhere_is_refused() -> None:
    assert "没有出口" in said(START + '<parallelGateway id="x"/>' + task("a") + END
                              + chain("s", "x", "a") + chain("x", "e"))  # fmt: skip


def test_a_node_from_which_no_end_can_be_reached_is_refused() -> None:
    body = START + '<exclusiveGateway id="x" default="x-e"/>' + task("a") + task("b") + END
    assert "无法到达结束事件" in said(
        body + chain("s", "x", "e") + flow("x", "a", TRUE) + chain("a", "b", "a")
    )


@pytest.mark.parametrize(
    "condition", ["", "area > 3", "[]", '{"fact": "f"}', "NaN", '{"fact": "f", "=": NaN}', "[" * 3000, "&lt;"]
)
def test_conditions_that_do_not_parse_are_refused(condition: str) -> None:
    condition = condition or "?"
    assert "x-a: 第" in said(forked(flow("x", "a", condition) + flow("x", "b", TRUE)))


def test_conditions_in_another_language_are_refused() -> None:
    foreign = flow("x", "a", TRUE).replace(
        "<conditionExpression>", '<conditionExpression language="JavaScript">'
    )
    assert "表达式的语言" in said(forked(foreign + flow("x", "b", TRUE)))


def test_conditions_stand_only_behind_exclusive_gateways() -> None:
    assert "只有排他网关、包容网关" in said(
        START + task("work") + END + chain("s", "work") + flow("work", "e", TRUE)
    )


def test_a_branch_needs_a_condition_unless_it_is_the_default() -> None:
    assert "分支应有条件" in said(forked(flow("x", "a", TRUE) + flow("x", "b")))
    defaulted = FORK.replace("/>", ' default="x-b"/>', 1)
    assert "默认分支不得带条件" in said(forked(flow("x", "a", TRUE) + flow("x", "b", TRUE), defaulted))


def test_a_loop_that_waits_for_nobody_is_refused() -> None:
    body = START + '<exclusiveGateway id="x"/><exclusiveGateway id="y" default="y-e"/>' + END
    assert "空转" in said(body + chain("s", "x", "y", "e") + flow("y", "x", TRUE))


def test_a_join_that_no_run_can_pass_is_refused() -> None:
    join = FORK + '<parallelGateway id="join"/>'
    ways = flow("x", "a", TRUE) + flow("x", "b", TRUE)
    told = said(START + join + END + chain("s", "x") + ways + chain("a", "join", "e") + chain("b", "join"))
    assert "join: " in told
    assert "永远不能完成" in told


def test_a_join_that_needs_three_tokens_of_one_flow_is_no_dead_join() -> None:
    splits = '<parallelGateway id="p1"/><parallelGateway id="p2"/><parallelGateway id="join"/>'
    merge = '<exclusiveGateway id="merge"/>' + FORK + task("c")
    begin = chain("s", "p1", "merge", "x") + chain("p1", "p2", "w1", "merge") + chain("p2", "w2", "merge")
    ways = flow("x", "a", TRUE) + flow("x", "b", TRUE) + flow("x", "c", TRUE)
    close = chain("a", "join", "e") + chain("b", "join") + chain("c", "join")
    body = START + splits + merge + task("w1") + task("w2") + END + begin + ways + close
    assert compile_process(text(body)).id == "p"


@pytest.mark.parametrize("version", ["0", "-1", "1.5", "二", "", "12345678"])
def test_a_version_is_a_whole_number_from_one(version: str) -> None:
    assert "版本" in said(GOOD, attributes=f'tj:version="{version}"')


def test_a_text_holds_exactly_one_process() -> None:
    second = '<process id="q" name="二"/>'
    assert "现有 2 个" in said(GOOD, outside=second)


def test_pools_and_lanes_are_allowed_and_mean_nothing() -> None:
    lanes = '<laneSet id="l"><lane id="l1"><flowNodeRef>work</flowNodeRef></lane></laneSet>'
    pool = '<collaboration id="c"><participant id="pa" processRef="p"/></collaboration>'
    assert compile_process(text(lanes + GOOD, outside=pool)).id == "p"


def test_every_problem_is_told_in_chinese_and_english() -> None:
    assert "标识重复（this id is used more than once）" in said(GOOD + task("work"))
    folder = Path(tongjian.flow.domain.deploy.__file__).parent
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in folder.rglob("*.py")]
    texts = {one.value for tree in trees for one in ast.walk(tree) if isinstance(one, ast.Constant)}
    chinese = {one for one in texts if isinstance(one, str) and re.search("[\u4e00-\u9fff]", one)}
    parts = ("第 %(line)s 行 %(element)s", "变量 ", " 由并行分支中的 ", " 与 ", " 都写入")
    told = {one for one in chinese if not one.startswith(parts)}
    assert told == set(ENGLISH)
    for chinese_text, english in ENGLISH.items():
        if "%(what)s" in chinese_text:  # its English is a fact of the problem
            continue
        assert set(re.findall(r"%\((\w+)\)", english)) <= set(re.findall(r"%\((\w+)\)", chinese_text))


def writing(*, join: bool) -> str:
    scripts = "".join(
        f'<scriptTask id="w{number}"><extensionElements><tj:result variable="{name}"/></extensionElements>'
        f"<script>1</script></scriptTask>"
        for number, name in enumerate(("fee", "fee", "other"))
    )
    nodes = START + '<parallelGateway id="x"/><parallelGateway id="j"/>' + scripts + END
    if join:
        return nodes + chain("s", "x", "w0", "j", "e") + chain("x", "w1", "j") + chain("x", "w2", "j")
    return nodes + chain("s", "x", "w0", "j", "w1", "e") + chain("x", "w2", "j")


def test_two_branches_that_write_one_variable_are_warned_of() -> None:
    (warning,) = compile_process(text(writing(join=True))).warnings
    assert "变量 fee 由并行分支中的 w0 与 w1 都写入" in warning
    assert compile_process(text(writing(join=False))).warnings == ()

import subprocess
import sys
import time
from contextlib import suppress

import pytest

from tests.unit.flow.texts import END, START, chain, feel, task, text
from tongjian.flow import ProcessRefused, compile_process

GOOD = text(START + task("work") + END + chain("s", "work", "e"))
BOMB = b"".join(
    [
        b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">',
        *(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)),
        b"]><definitions>&j;</definitions>",
    ]
)
OUTSIDE = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><definitions>&x;</definitions>'


def refused(xml: bytes) -> str:
    begun = time.process_time()
    with pytest.raises(ProcessRefused) as refusal:
        compile_process(xml)
    assert time.process_time() - begun < 2
    assert refusal.value.problems
    return str(refusal.value)


@pytest.mark.parametrize("xml", [BOMB, OUTSIDE, BOMB.replace(b"DOCTYPE", b"doctype")])
def test_a_document_type_is_refused_before_it_is_parsed(xml: bytes) -> None:
    assert "DTD" in refused(xml)


def test_a_document_type_cannot_hide_in_another_encoding() -> None:
    assert "UTF-8" in refused(BOMB.decode().encode("utf-16"))
    assert "UTF-8" in refused(BOMB.decode().encode("utf-16-le"))
    declared = b'<?xml version="1.0" encoding="UTF-7"?>+ADw-+ACE-DOCTYPE x+AD4-'
    assert "不是合格的 XML" in refused(declared)


@pytest.mark.parametrize("depth", [60, 300, 10_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    body = b"<a>" * depth + b"</a>" * depth
    refused(GOOD.replace(b"<startEvent", body + b"<startEvent", 1))


def test_deep_nesting_inside_a_diagram_or_an_extension_is_refused_too() -> None:
    body = b"<extensionElements>" + b"<z>" * 60 + b"</z>" * 60 + b"</extensionElements>"
    assert "嵌套" in refused(GOOD.replace(b"<startEvent", body + b"<startEvent", 1))


def test_a_file_over_the_limit_is_refused() -> None:
    assert "超过" in refused(GOOD + b" " * 50_000_000)


@pytest.mark.parametrize(
    ("xml", "place", "english"),
    [
        (b"\n\n" + BOMB.partition(b"?>")[2], "第 3 行 lolz", "line 3, lolz: a document type"),
        (GOOD.replace(b"</process>", b"</procces>"), "第 6 行 sequenceFlow", "not well-formed XML"),
        (GOOD + b" " * 50_000_000, "第 1 行 sequenceFlow", "longer than 2000000 bytes"),
        (GOOD.replace(b"<startEvent", b"\xff<startEvent"), "第 4 行 process", "not UTF-8"),
        (GOOD.replace(b"<startEvent", b"<z>" * 60 + b"</z>" * 60 + b"<startEvent"), "第 4 行 z", "levels"),
        (GOOD.replace(b"<startEvent", b"<z/>" * 110_000 + b"<startEvent"), "第 4 行 z", "100000 elements"),
    ],
)
def test_a_text_that_is_not_read_is_refused_with_element_and_line(
    xml: bytes, place: str, english: str
) -> None:
    says = refused(xml)
    assert place in says
    assert english in says


def test_hostile_texts_are_refused_within_256_megabytes() -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tongjian.flow import ProcessRefused, compile_process\n"
        "from tests.unit.flow.test_hostile_xml import BOMB, GOOD\n"
        "many = GOOD.replace(b'<startEvent', b'<a/>' * 400_000 + b'<startEvent', 1)\n"
        "deep = GOOD.replace(b'<startEvent', b'<a>' * 10_000 + b'</a>' * 10_000 + b'<startEvent', 1)\n"
        "for xml in (GOOD + b' ' * 50_000_000, GOOD + b'<e/>' * 12_500_000, BOMB, many, deep):\n"
        "    try:\n"
        "        compile_process(xml)\n"
        "    except ProcessRefused:\n"
        "        continue\n"
        "    sys.exit('accepted')\n"
        "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])\n"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(done.stdout) < 256 * 1024


@pytest.mark.parametrize("xml", [b"", b"<", b"hello", b"\x00", GOOD[:-5], GOOD + GOOD, b"\xff\xfe\x00"])
def test_what_is_no_xml_is_refused(xml: bytes) -> None:
    refused(xml)


@pytest.mark.parametrize(
    "xml", [b"<definitions/>", b"<html/>", GOOD.replace(b"20100524", b"20200101"), b"<a:b xmlns:a='urn:a'/>"]
)
def test_another_vocabulary_is_refused(xml: bytes) -> None:
    assert "BPMN 2.0" in refused(xml)


def test_an_undeclared_entity_is_refused() -> None:
    refused(GOOD.replace(b"</process>", b"&evil;</process>"))


def test_elements_of_unknown_namespaces_are_refused() -> None:
    assert "不认识的元素" in refused(GOOD.replace(b"</process>", b"<z:z xmlns:z='urn:z'/></process>"))


def test_a_thousand_problems_are_told_in_bounded_length() -> None:
    body = "".join(f'<scriptTask id="n{number}" name="%s%(x)s"/>' for number in range(5000))
    xml = text(START + body + END)
    with pytest.raises(ProcessRefused) as refusal:
        compile_process(xml)
    assert len(refusal.value.problems) == 200


def test_a_large_process_compiles_within_the_limit() -> None:
    names = [f"t{number}" for number in range(1000)]
    begun = time.process_time()
    process = compile_process(text(START + "".join(map(task, names)) + END + chain("s", *names, "e")))
    assert len(process.nodes) == 1002
    assert time.process_time() - begun < 2


def gateways(kind: str, count: int) -> tuple[str, list[str]]:
    names = [f"g{number}" for number in range(count)]
    return "".join(f'<{kind} id="{name}"/>' for name in names), names


def timed(body: str) -> float:
    begun = time.process_time()
    with suppress(ProcessRefused):
        compile_process(text(body))
    return time.process_time() - begun


@pytest.mark.parametrize("count", [200, 4000])
def test_a_wide_parallel_block_is_checked_within_the_limit(count: int) -> None:
    """It has more markings than anyone can walk; the walk gives up."""
    names = [f"t{number}" for number in range(count)]
    nodes = START + '<parallelGateway id="split"/><parallelGateway id="join"/>' + END
    ways = chain("s", "split") + chain("join", "e") + "".join(chain("split", one, "join") for one in names)
    assert timed(nodes + "".join(map(task, names)) + ways) < 2


@pytest.mark.parametrize("kind", ["exclusiveGateway", "parallelGateway"])
def test_a_long_chain_of_gateways_is_checked_within_the_limit(kind: str) -> None:
    nodes, names = gateways(kind, 8000)
    assert timed(START + nodes + END + chain("s", *names, "e")) < 2
    assert timed(START + nodes + END + chain("s", *names, "e") + chain(names[-2], names[0])) < 2


def long_chain(kind: str, count: int) -> str:
    nodes = "".join(f'<{kind} id="g{number}" default="d{number}"/>' for number in range(count))
    ways = "".join(
        f'<sequenceFlow id="d{number}" sourceRef="g{number}" targetRef="g{number + 1}"/>'
        f'<sequenceFlow id="f{number}" sourceRef="g{number}" targetRef="g{number + 1}">'
        "<conditionExpression>x</conditionExpression></sequenceFlow>"
        for number in range(count - 1)
    )
    last = f'<sequenceFlow id="last" sourceRef="g{count - 1}" targetRef="e"/>'
    nodes = nodes.replace(f' default="d{count - 1}"', "")
    return START + END + nodes + ways + last + chain("s", "g0")


def many_sub_processes(count: int) -> str:
    subs = "".join(
        f'<subProcess id="p{number}"><startEvent id="s{number}"/><endEvent id="e{number}"/>'
        f"{chain(f's{number}', f'e{number}')}</subProcess>"
        for number in range(count)
    )
    return START + END + subs + chain("s", *(f"p{number}" for number in range(count)), "e")


def many_writers(count: int) -> str:
    scripts = "".join(
        f'<scriptTask id="w{number}"><extensionElements><tj:result variable="v"/></extensionElements>'
        "<script>1</script></scriptTask>"
        for number in range(count)
    )
    ways = "".join(chain("x", f"w{number}", "j") for number in range(count))
    gates = '<parallelGateway id="x"/><parallelGateway id="j"/>'
    return START + END + scripts + gates + ways + chain("s", "x") + chain("j", "e")


def many_boundary_events(count: int) -> str:
    events = "".join(
        f'<boundaryEvent id="b{number}" attachedToRef="work"><timerEventDefinition><timeDuration>P1D'
        f"</timeDuration></timerEventDefinition></boundaryEvent>{chain(f'b{number}', 'e')}"
        for number in range(count)
    )
    return START + END + task("work") + events + chain("s", "work", "e")


def many_nested(count: int) -> str:
    return START + '<subProcess id="x">' * count + "</subProcess>" * count + END


@pytest.mark.parametrize(
    "body",
    [
        long_chain("inclusiveGateway", 4000),
        long_chain("exclusiveGateway", 4000),
        many_sub_processes(5000),
        many_writers(3000),
        many_boundary_events(6000),
        many_nested(10_000),
    ],
    ids=["inclusive", "exclusive", "sub-processes", "writers", "boundary", "nested"],
)
def test_large_processes_of_other_elements_are_checked_within_the_limit(body: str) -> None:
    begun = time.process_time()
    with suppress(ProcessRefused):
        compile_process(feel(body))
    assert time.process_time() - begun < 2

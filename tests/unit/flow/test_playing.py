import json

import pytest

from tests.unit.flow.acting import LINE, TWO_BRANCHES
from tests.unit.flow.texts import END, START, chain, text
from tongjian.flow import ProcessRefused, play
from tongjian.flow.errors import CommandUnreadable


def told(xml: bytes, *commands: object) -> list[str]:
    return list(play([xml], [json.dumps(one) for one in commands]))


def results(xml: bytes, *commands: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in told(xml, *commands) if line.startswith("{")]


LED = {"start": {"lead": "018f0000-0000-7000-8000-0000000000aa"}}


def test_after_each_command_the_open_tasks_are_told() -> None:
    assert results(TWO_BRANCHES, LED, {"complete": "first"}) == [
        {"open": ["first"], "ended": False},
        {"open": ["a", "b"], "ended": False},
    ]


def test_a_refusal_is_told_by_its_code_and_playing_goes_on() -> None:
    assert results(LINE, LED, {"complete": "z"}, {"complete": "first"})[1:] == [
        {"refused": "flow.task_not_active"},
        {"open": ["a"], "ended": False},
    ]


def test_playing_the_same_twice_tells_the_same() -> None:
    commands = (LED, {"complete": "first", "by": "anna"}, {"return": "first", "from": "a"})
    assert told(LINE, *commands) == told(LINE, *commands)


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ({"return": "first", "from": "a"}, ["first"]),
        ({"return": "first"}, ["first"]),
        ({"withdraw": "first"}, ["first"]),
        ({"reassign": "a", "to": "anna"}, ["a"]),
        ({"delegate": "a", "to": "anna"}, ["a"]),
        ({"add_signer": "a", "to": ["anna", "ben"], "place": "before"}, ["a", "a", "a"]),
        ({"copy": "a", "to": "anna"}, ["a"]),
        ({"urge": "a"}, ["a"]),
        ({"suspend": "等待"}, ["a"]),
        ({"jump": "z", "from": "a", "reason": "决定"}, ["z"]),
        ({"jump": "z", "reason": "决定"}, ["z"]),
        ({"terminate": "撤销"}, []),
        ({"broadcast": "nobody"}, ["a"]),
    ],
)
def test_every_act_can_be_played(command: dict[str, object], answer: list[str]) -> None:
    assert results(LINE, LED, {"complete": "first"}, command)[-1]["open"] == answer


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ({"hand_back": "a"}, "flow.task_not_delegated"),
        ({"remove_signer": "a"}, "flow.not_a_signer"),
        ({"resume": ""}, "flow.instance_not_suspended"),
        ({"jump": "z", "from": "b", "reason": "x"}, "flow.unknown_node"),
        ({"withdraw": "z"}, "flow.task_not_active"),
        ({"fire": "z"}, "flow.timer_not_active"),
        ({"deliver": "m", "key": "k"}, "flow.no_receiver"),
        ({"fail_job": "z"}, "flow.job_not_active"),
        ({"resolve": "z"}, "flow.incident_not_open"),
        ({"complete": "a", "index": 1}, "flow.task_not_active"),
        ({"complete": "a", "variables": {"": 1}}, "flow.invalid_variables"),
    ],
)
def test_every_refusal_is_told(command: dict[str, object], code: str) -> None:
    assert results(LINE, LED, {"complete": "first"}, command)[-1] == {"refused": code}


@pytest.mark.parametrize(
    "line",
    ["", "{", "[]", "{}", '{"fly": 1}', '{"start": {}, "complete": "a"}', "1", '{"urge": "a", "at": "noon"}'],
)
def test_a_line_that_is_no_command_stops_the_playing(line: str) -> None:
    lines = [json.dumps(LED), "", line or "x"]
    with pytest.raises(CommandUnreadable) as refused:
        list(play([LINE], lines))
    assert refused.value.line == 3


def test_an_open_receive_task_is_told_and_a_message_completes_it() -> None:
    receive = '<receiveTask id="paper" messageRef="m"/>'
    xml = text(
        START + receive + END + chain("s", "paper", "e"), outside='<message id="m" name="paper came"/>'
    )
    played = results(xml, {"start": {}}, {"message": "paper came", "variables": {"pages": 3}})
    assert played == [{"open": ["paper"], "ended": False}, {"open": [], "ended": True}]


def test_a_timer_is_due_when_it_is_fired() -> None:
    timer = "<timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition>"
    catch = f'<intermediateCatchEvent id="wait">{timer}</intermediateCatchEvent>'
    xml = text(START + catch + END + chain("s", "wait", "e"))
    assert results(xml, {"start": {}}, {"fire": "wait"})[-1] == {"open": [], "ended": True}


def test_a_process_that_cannot_be_deployed_is_not_played() -> None:
    with pytest.raises(ProcessRefused):
        list(play([b"<x/>"], ['{"start": {}}']))


def test_called_processes_come_from_more_files() -> None:
    caller = text(START + '<callActivity id="call" calledElement="q"/>' + END + chain("s", "call", "e"))
    called = LINE.replace(b'<process id="p"', b'<process id="q"')
    lines = [json.dumps(one) for one in (LED, {"complete": "first"})]
    played = [json.loads(line) for line in play([caller, called], lines) if line.startswith("{")]
    assert [one["open"] for one in played] == [["first"], ["a"]]

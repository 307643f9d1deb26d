import json

import pytest

from tests.unit.flow.texts import END, START, chain, feel, task
from tongjian.flow import play

MESSAGE = '<message id="m" name="申报"/>'
STARTS = (
    START
    + '<startEvent id="m1"><messageEventDefinition messageRef="m"/></startEvent>'
    + '<startEvent id="t1"><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></startEvent>'  # noqa: E501
    + task("work")
    + END
    + chain("s", "work", "e")
    + chain("m1", "work")
    + chain("t1", "work")
)


@pytest.mark.parametrize("command", [{"start": {}}, {"deliver": "申报"}, {"fire": "t1"}])
def test_playing_begins_by_hand_by_message_or_by_timer(command: dict[str, object]) -> None:
    given = json.dumps({**command, "variables": {"lead": "018f0000-0000-7000-8000-0000000000aa"}})
    if "start" in command:
        given = json.dumps({"start": {"lead": "018f0000-0000-7000-8000-0000000000aa"}})
    *_, last = play([feel(STARTS, outside=MESSAGE)], [given])
    assert json.loads(last) == {"open": ["work"], "ended": False}


def test_a_message_that_begins_nothing_is_refused() -> None:
    assert list(play([feel(STARTS, outside=MESSAGE)], ['{"deliver": "别的"}'])) == [
        '{"refused": "flow.no_receiver"}'
    ]

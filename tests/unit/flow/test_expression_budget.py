"""An expression of a process may use up so much and no more, of steps and of time."""

from itertools import count

import pytest

from tests.unit.flow.texts import END, NOW, START, chain, feel
from tongjian.flow import Start, Variables, compile_process, decide, evolve_all
from tongjian.flow.domain.outside import Outside
from tongjian.flow.domain.state import State
from tongjian.kit import new_id
from tongjian.rules import BudgetExceeded

LONG = feel(
    START
    + '<scriptTask id="count"><script>sum(for i in 1..20000 return i)</script>'
    + '<extensionElements><tj:result variable="total"/></extensionElements></scriptTask>'
    + '<userTask id="after"/>'
    + END
    + chain("s", "count", "after", "e")
)
ENDLESS = LONG.replace(b"1..20000", b"1..90000000")


def _start(xml: bytes, outside: Outside) -> State:
    state = State(new_id())
    command = Start(variables=Variables(), by=None, now=NOW)
    return evolve_all(state, decide(compile_process(xml), state, command, outside))


def test_an_expression_stops_when_its_steps_are_used_up() -> None:
    with pytest.raises(BudgetExceeded) as refused:
        _start(ENDLESS, Outside())
    assert refused.value.limit in {"steps", "size"}


def test_an_expression_stops_when_its_time_is_over() -> None:
    slow = count(0.0, 0.2)
    with pytest.raises(BudgetExceeded) as refused:
        _start(LONG, Outside(ticks=lambda: next(slow)))
    assert refused.value.limit == "seconds"


def test_an_expression_in_time_goes_on() -> None:
    quick = count(0.0, 0.00001)
    state = _start(LONG, Outside(ticks=lambda: next(quick)))
    assert state.variables["total"] == 200010000

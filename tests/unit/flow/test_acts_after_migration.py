"""Acts on instances that were moved to another version of their process, with other names."""

import pytest

from tests.unit.flow.acting import DEPARTMENTS, SIGNED, TWO_BRANCHES, Acting
from tests.unit.flow.texts import NOW
from tongjian.flow import compile_process
from tongjian.flow.act_errors import UnknownNode
from tongjian.flow.domain.upkeep import Migrate

NAMES = {"first": "receive", "a": "look", "a2": "look2", "b": "visit", "join": "meet", "z": "decide"}


def renamed(xml: bytes) -> bytes:
    """Return the text as version 2, with other names of nodes and so of flows."""
    text = xml.decode().replace('id="p"', 'id="p" tj:version="2"')
    for old, new in NAMES.items():
        for before, after in (('"', '"'), ('"', "-"), ("-", '"')):
            text = text.replace(f"{before}{old}{after}", f"{before}{new}{after}")
    return text.encode()


def moved(run: Acting, xml: bytes) -> None:
    """Move an instance to version 2."""
    to = compile_process(renamed(xml))
    nodes = tuple((old, new) for old, new in NAMES.items() if old in run.process.nodes)
    run.do(Migrate(to=to, nodes=nodes, by=None, now=NOW))
    run.process = to


def test_work_is_returned_to_what_was_done_under_another_name() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "a")
    moved(run, TWO_BRANCHES)
    run.give_back("receive", node="visit")
    assert run.open() == ["receive"]
    assert run.fallen() == ["look", "receive"]
    with pytest.raises(UnknownNode):
        run.give_back("first", node="receive")


def test_an_arrival_that_waited_over_the_move_stays_credited() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "b", "a")
    moved(run, TWO_BRANCHES)
    run.give_back("look", node="look2")
    run.do_all("look", "look2")
    assert run.open() == ["decide"]


def test_an_arrival_used_up_before_the_move_is_given_back_under_its_new_name() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "b", "a", "a2")
    moved(run, TWO_BRANCHES)
    run.give_back("look", node="decide")
    assert run.state.tokens == {"visit-meet": 1}
    run.do_all("look", "look2")
    assert run.open() == ["decide"]


def test_what_was_done_before_the_move_is_taken_back_after_it() -> None:
    run = Acting(TWO_BRANCHES)
    done = run.sign("first")
    moved(run, TWO_BRANCHES)
    run.take_back(done)
    assert run.open() == ["receive"]


def test_a_token_jumps_in_the_new_version() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first")
    moved(run, TWO_BRANCHES)
    run.leap("look2", node="look")
    assert run.open() == ["look2", "visit"]


def test_a_co_signing_goes_on_and_is_left_after_the_move() -> None:
    run = Acting(SIGNED, departments=DEPARTMENTS)
    run.do_all("first", "sign")
    moved(run, SIGNED)
    assert run.open() == ["sign", "sign"]
    run.give_back("receive", node="sign")
    assert run.open() == ["receive"]

"""Instances that begin by a message or a timer of a deployed process; on both kinds of store."""

import threading
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from tests.store.flow_house import ACCESS, HOLDER, OFFICER, CountedDeadlines, Works, nothing, works
from tests.unit.flow.texts import END, START, chain, feel, task
from tongjian.flow import Beginnings, Moves, NoReceiver, Process, deploy_process
from tongjian.flow.domain.commands import DeliverMessage
from tongjian.flow.domain.variables import Value, Variables

MESSAGE = """<message id="m" name="申报">
<extensionElements><tj:correlation key="case_no"/></extensionElements></message>"""
ON_MESSAGE = '<startEvent id="m1"><messageEventDefinition messageRef="m"/></startEvent>'
AGAIN = '<intermediateCatchEvent id="again"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>'
BY_MESSAGE = START + ON_MESSAGE + task("work") + AGAIN + END + chain("s", "work", "again", "e")
BY_MESSAGE += chain("m1", "work")
LEAD = f'<scriptTask id="lead"><extensionElements><tj:result variable="lead"/></extensionElements><script>"{HOLDER}"</script></scriptTask>'  # noqa: E501
HOUR = timedelta(hours=1)


@pytest.fixture(params=["memory", pytest.param("postgres", marks=pytest.mark.database)])
def house(request: pytest.FixtureRequest) -> Works:
    if request.param == "postgres":
        request.getfixturevalue("clean")
    return works(request.param)


def deploy(house: Works, body: str, *, version: int = 1, key: str = "p") -> Process:
    engine = house.desk.engine
    assert engine.starts is not None
    beginnings = Beginnings(
        starts=engine.starts, at=house.clock.now(), deadlines=CountedDeadlines(), holders=(HOLDER,)
    )
    xml = feel(body, outside=MESSAGE, key=key).replace(
        b'isExecutable="true"', f'isExecutable="true" tj:version="{version}"'.encode()
    )
    with house.desk.begin(ACCESS):
        return deploy_process(engine.library, xml, beginnings=beginnings)


def timed(trigger: str) -> str:
    start = f'<startEvent id="t1"><timerEventDefinition>{trigger}</timerEventDefinition></startEvent>'
    return start + LEAD + task("work") + END + chain("t1", "lead", "work", "e")


def deliver(house: Works, key: str = "", **variables: Value) -> Moves:
    given = Variables({"lead": str(HOLDER), **variables})
    message = DeliverMessage(name="申报", key=key, variables=given, by=OFFICER, now=house.clock.now())
    return house.under(lambda engine: engine.deliver(message))


def begun(*moves: Moves) -> list[UUID]:
    return [task.instance for one in moves for task in one.offered]


class Heard:
    """Remembers the instances that the worker has moved."""

    def __init__(self) -> None:
        self.instances: list[UUID] = []

    def __call__(self, instance: UUID, moves: Moves) -> None:
        del moves
        self.instances.append(instance)


def turn(house: Works, to: datetime | None = None) -> tuple[list[UUID], datetime | None]:
    """Let the worker do what is due; return what it began, and when there will be something to do."""
    heard = Heard()
    object.__setattr__(house.worker, "tell", heard)
    house.clock.at = to or house.clock.at
    next_at = house.worker.turn()
    return heard.instances, next_at


def test_a_message_that_nobody_waits_for_begins_an_instance_and_its_key_is_kept(house: Works) -> None:
    deploy(house, BY_MESSAGE)
    (first,) = begun(deliver(house, "甲", sent=1))
    (second,) = begun(deliver(house, "乙"))
    assert first != second
    with house.desk.begin(ACCESS):
        stored = house.desk.engine.store.find_instance(first)
    assert stored is not None
    assert (stored.state.variables["case_no"], stored.state.variables["sent"]) == ("甲", 1)
    house.complete(second, "work")
    assert deliver(house, "乙").ended
    assert house.ended(second)
    assert house.open(first) == ["work"]


def test_a_message_is_refused_where_nobody_waits_for_it_and_nothing_begins_by_it(house: Works) -> None:
    deploy(house, START + task("work") + END + chain("s", "work", "e"))
    with pytest.raises(NoReceiver):
        deliver(house, "甲")


def test_the_latest_version_alone_begins(house: Works) -> None:
    deploy(house, BY_MESSAGE)
    deploy(house, BY_MESSAGE + "<!-- newer -->", version=2)
    deploy(house, BY_MESSAGE + "<!-- newest -->", version=4)
    deploy(house, BY_MESSAGE + "<!-- late -->", version=3)
    moves = deliver(house)
    with house.desk.begin(ACCESS):
        history = house.desk.engine.history(begun(moves)[0])
    assert getattr(history[0].event, "version", 0) == 4
    deploy(house, START + task("work") + END + chain("s", "work", "e"), version=5)
    with pytest.raises(NoReceiver):
        deliver(house)


def test_what_an_instance_sends_begins_another_seen_by_the_same(house: Works) -> None:
    deploy(house, BY_MESSAGE, key="begun")
    send = '<sendTask id="send" messageRef="m"/>'
    deploy(house, START + task("work") + send + END + chain("s", "work", "send", "e"), key="sender")
    sender = house.start("sender", case_no="甲")
    house.complete(sender, "work", lead=str(HOLDER))
    assert house.ended(sender)
    with pytest.raises(NoReceiver):
        house.under(
            lambda engine: engine.deliver(
                DeliverMessage(name="无", key="甲", variables=Variables(), by=None, now=house.clock.now())
            )
        )


def test_a_timer_start_begins_once_when_it_is_due(house: Works) -> None:
    deploy(house, timed("<timeDuration>PT1H</timeDuration>"))
    at = house.clock.at
    assert turn(house) == ([], at + HOUR)
    assert turn(house, at + HOUR - timedelta(microseconds=1))[0] == []
    (instance,), next_at = turn(house, at + HOUR)
    assert (house.open(instance), next_at) == (["work"], None)
    assert turn(house, at + 10 * HOUR) == ([], None)


def test_a_cycle_begins_as_often_as_it_says(house: Works) -> None:
    deploy(house, timed("<timeCycle>R3/PT1H</timeCycle>"))
    at = house.clock.at
    assert [len(turn(house, at + hours * HOUR)[0]) for hours in range(6)] == [0, 1, 1, 1, 0, 0]


def test_a_date_begins_then_and_one_that_is_over_never(house: Works) -> None:
    at = house.clock.at
    deploy(house, timed(f"<timeDate>{(at + HOUR).isoformat()}</timeDate>"))
    deploy(house, timed(f"<timeDate>{(at - HOUR).isoformat()}</timeDate>"), key="late")
    assert len(turn(house, at + HOUR)[0]) == 1
    assert turn(house, at + 9 * HOUR) == ([], None)


def test_working_days_are_counted_from_the_deployment(house: Works) -> None:
    deploy(house, timed("<timeDuration>3 工作日</timeDuration>"))
    assert turn(house) == ([], house.clock.at + timedelta(days=3))


def test_the_next_version_supersedes_the_timer(house: Works) -> None:
    at = house.clock.at
    deploy(house, timed("<timeCycle>R/PT1H</timeCycle>"))
    deploy(house, timed("<timeCycle>R/PT2H</timeCycle>"), version=2)
    assert turn(house, at + HOUR) == ([], at + 2 * HOUR)
    deploy(house, START + task("work") + END + chain("s", "work", "e"), version=3)
    assert turn(house, at + 9 * HOUR) == ([], None)


def test_a_firing_done_again_begins_nothing_twice(house: Works) -> None:
    process = deploy(house, timed("<timeCycle>R/PT1H</timeCycle>"))
    at = house.clock.at
    starts = house.desk.engine.starts
    assert starts is not None
    with house.desk.begin(ACCESS):
        (firing,) = starts.list_due_starts(now=at + HOUR, limit=9)
    (instance,), _ = turn(house, at + HOUR)
    with house.desk.begin(ACCESS):
        starts.replace_starts(process=process.id, starts=(firing,))
    assert turn(house) == ([], at + 2 * HOUR)
    assert house.open(instance) == ["work"]


def test_a_start_that_cannot_begin_is_tried_again_later(house: Works) -> None:
    body = timed("<timeDuration>PT1H</timeDuration>").replace('organisation="lead"', 'organisation="nobody"')
    deploy(house, body)
    later = house.clock.at + HOUR + timedelta(minutes=10)
    assert turn(house, house.clock.at + HOUR) == ([], later)
    assert turn(house, later) == ([], later + timedelta(minutes=10))


@pytest.mark.database
def test_of_several_workers_one_begins(clean: object) -> None:
    del clean
    house = works("postgres")
    deploy(house, timed("<timeCycle>R4/PT1H</timeCycle>"))
    heard = Heard()
    object.__setattr__(house.worker, "tell", heard)
    house.clock.turn(9 * HOUR)
    barrier = threading.Barrier(3)

    def work() -> None:
        try:
            barrier.wait(timeout=10)
            house.worker.turn()
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(heard.instances) == len(set(heard.instances)) == 4
    assert house.worker.begin is not nothing

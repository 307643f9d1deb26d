"""What the machine does by itself: timers, jobs, messages, incidents; on both kinds of store."""

import threading
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection

from tests.store.flow_house import ACCESS, OFFICER, Works, nothing, works
from tests.unit.flow.texts import END, START, chain, feel, task
from tongjian.flow import FlowActs, JobError, JobRequest, recompute_limits, resolve_incident, wait_after
from tongjian.flow.domain.commands import DeliverMessage
from tongjian.flow.domain.events import TimerFired
from tongjian.flow.domain.variables import Value, Variables
from tongjian.flow.errors import NoReceiver
from tongjian.kit import Outage

_DURATION = "<timerEventDefinition><timeDuration>{0}</timeDuration></timerEventDefinition>"
WAIT = feel(
    START
    + f'<intermediateCatchEvent id="wait">{_DURATION.format("PT1H")}</intermediateCatchEvent>'
    + task("after")
    + END
    + chain("s", "wait", "after", "e")
)
LIMITED = feel(
    START
    + task("work")
    + '<boundaryEvent id="late" attachedToRef="work" cancelActivity="false">'
    + _DURATION.format("5 工作日")
    + "</boundaryEvent>"
    + task("chase")
    + END
    + chain("s", "work", "e")
    + chain("late", "chase", "e")
)
SERVICE = feel(
    START
    + '<serviceTask id="ask"><extensionElements><tj:job type="ask" retries="2"/></extensionElements>'
    + "</serviceTask>"
    + '<boundaryEvent id="refused" attachedToRef="ask"><errorEventDefinition errorRef="no"/></boundaryEvent>'
    + task("after")
    + task("repair")
    + END
    + chain("s", "ask", "after", "e")
    + chain("refused", "repair", "e"),
    outside='<error id="no" errorCode="NO"/>',
)
MESSAGE = """<message id="m" name="答复">
<extensionElements><tj:correlation key="case_no"/></extensionElements></message>"""
RECEIVER = feel(
    START
    + '<intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>'
    + task("after")
    + END
    + chain("s", "wait", "after", "e"),
    outside=MESSAGE,
    key="receiver",
)
SENDER = feel(
    START + task("work") + '<sendTask id="send" messageRef="m"/>' + END + chain("s", "work", "send", "e"),
    outside=MESSAGE,
    key="sender",
)


@pytest.fixture(params=["memory", pytest.param("postgres", marks=pytest.mark.database)])
def house(request: pytest.FixtureRequest) -> Works:
    if request.param == "postgres":
        request.getfixturevalue("clean")
    return works(request.param)


def test_a_timer_fires_once_and_never_early(house: Works) -> None:
    house.deploy(WAIT)
    instance = house.start()
    assert house.worker.turn() == house.clock.at + timedelta(hours=1)
    house.clock.turn(timedelta(hours=1) - timedelta(microseconds=1))
    house.worker.turn()
    assert house.open(instance) == []
    house.clock.turn(timedelta(microseconds=1))
    assert house.worker.turn() is None
    assert house.open(instance) == ["after"]
    house.worker.turn()
    assert fired(house, instance) == 1


def fired(house: Works, instance: UUID) -> int:
    with house.desk.begin(ACCESS):
        history = house.desk.engine.history(instance)
    return sum(isinstance(one.event, TimerFired) for one in history)


def test_timers_that_were_due_while_an_instance_was_suspended_fire_when_it_goes_on(house: Works) -> None:
    house.deploy(WAIT)
    instance = house.start()
    house.under(
        lambda engine: FlowActs(engine, OFFICER, house.clock.at).suspend(instance=instance, reason="查")
    )
    house.clock.turn(timedelta(hours=1))
    house.worker.turn()
    assert house.open(instance) == []
    house.under(lambda engine: FlowActs(engine, OFFICER, house.clock.at).resume(instance=instance))
    house.worker.turn()
    assert house.open(instance) == ["after"]


@pytest.mark.parametrize("fails", [False, True])
def test_a_job_answered_while_its_instance_is_suspended_goes_on_with_that_answer_when_it_is_resumed(
    house: Works, *, fails: bool
) -> None:
    house.deploy(SERVICE)
    instance = house.start()
    keys: list[UUID] = []

    def ask(request: JobRequest) -> Mapping[str, Value]:
        keys.append(request.key)
        acts = FlowActs(house.desk.engine, OFFICER, house.clock.at)
        house.under(lambda _engine: acts.suspend(instance=instance, reason="查"))
        if fails:
            raise JobError("NO", "对方不同意")
        return {"answer": Decimal("1.50")}

    house.handlers["ask"] = ask
    for _ in range(3):
        next_at = house.worker.turn()
        assert next_at is not None
        assert next_at > house.clock.at
        assert house.open(instance) == []
        house.clock.turn(timedelta(minutes=15))
    house.worker.turn()
    house.under(lambda engine: FlowActs(engine, OFFICER, house.clock.at).resume(instance=instance))
    assert house.worker.turn() is None
    assert house.open(instance) == ["repair" if fails else "after"]
    assert variables(house, instance).get("answer") == (None if fails else Decimal("1.50"))
    assert len(keys) == 1


def test_a_timer_falls_with_what_it_belongs_to(house: Works) -> None:
    house.deploy(LIMITED)
    instance = house.start()
    house.complete(instance, "work")
    assert house.worker.turn() is None
    assert house.ended(instance)


@pytest.mark.database
def test_of_two_workers_one_fires(clean: object) -> None:
    del clean
    house = works("postgres")
    house.deploy(WAIT)
    instances = [house.start() for _ in range(5)]
    house.clock.turn(timedelta(hours=2))
    barrier = threading.Barrier(3)

    def turn() -> None:
        try:
            barrier.wait(timeout=10)
            house.worker.turn()
        finally:
            connection.close()

    threads = [threading.Thread(target=turn) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert [fired(house, one) for one in instances] == [1] * 5


def test_a_limit_in_working_days_stands_still_while_a_pause_is_open_and_leaves_its_days_out(
    house: Works,
) -> None:
    house.deploy(LIMITED)
    instance = house.start()
    begun = house.clock.at

    def recompute(*paused: tuple[date, date | None]) -> None:
        with house.desk.begin(ACCESS):
            recompute_limits(
                house.desk.engine, instance=instance, paused=paused, by=OFFICER, at=house.clock.at
            )

    assert house.worker.turn() == begun + timedelta(days=5)
    recompute((date(2026, 3, 3), None))
    house.clock.turn(timedelta(days=400))
    house.worker.turn()
    assert house.open(instance) == ["work"]
    recompute((date(2026, 3, 3), date(2026, 3, 13)))
    house.clock.at = begun + timedelta(days=15) - timedelta(seconds=1)
    assert house.worker.turn() == begun + timedelta(days=15)
    house.clock.turn(timedelta(seconds=1))
    house.worker.turn()
    assert house.open(instance) == ["chase", "work"]


def test_a_job_is_done_outside_and_its_answer_goes_on(house: Works) -> None:
    house.deploy(SERVICE)
    asked: list[JobRequest] = []

    def ask(request: JobRequest) -> Mapping[str, Value]:
        asked.append(request)
        return {"answer": "好"}

    house.handlers["ask"] = ask
    instance = house.start(question="可否")
    house.worker.turn()
    assert house.open(instance) == ["after"]
    (request,) = asked
    assert (request.instance, request.node, request.variables["question"]) == (instance, "ask", "可否")
    assert variables(house, instance)["answer"] == "好"


def variables(house: Works, instance: UUID) -> Variables:
    with house.desk.begin(ACCESS):
        stored = house.desk.engine.store.find_instance(instance)
    assert stored is not None
    return stored.state.variables


def test_a_failing_job_is_tried_again_later_with_the_same_key_and_then_a_person_has_to_look(
    house: Works,
) -> None:
    house.deploy(SERVICE)
    keys: list[UUID] = []
    down = True

    def ask(request: JobRequest) -> Mapping[str, Value]:
        keys.append(request.key)
        if down:
            raise Outage("登记系统无响应")
        return {}

    house.handlers["ask"] = ask
    instance = house.start()
    for tries in (1, 2, 3):
        house.worker.turn()
        assert len(keys) == tries
        house.clock.turn(wait_after(tries))
    assert len(set(keys)) == 1
    house.clock.turn(timedelta(days=30))
    house.worker.turn()
    assert len(keys) == 3
    with house.desk.begin(ACCESS):
        (incident,) = house.worker.agenda.list_incidents(limit=10)
    assert (incident.instance, incident.node, incident.code) == (instance, "ask", "flow.job_failed")
    assert "登记系统无响应" in incident.says

    down = False
    house.under(
        lambda engine: resolve_incident(
            engine,
            instance=instance,
            incident=incident.number,
            variables={"question": "改正"},
            by=OFFICER,
            at=house.clock.at,
        )
    )
    house.worker.turn()
    assert house.open(instance) == ["after"]
    assert keys[-1] not in keys[:-1]
    assert variables(house, instance)["question"] == "改正"
    with house.desk.begin(ACCESS):
        assert house.worker.agenda.list_incidents(limit=10) == ()


def test_a_job_of_a_called_process_is_tried_as_often_as_that_process_says(house: Works) -> None:
    asking = '<serviceTask id="ask"><extensionElements><tj:job type="ask" retries="{0}"/></extensionElements>'
    house.deploy(
        feel(START + asking.format(1) + "</serviceTask>" + END + chain("s", "ask", "e"), key="called")
    )
    call = '<subProcess id="ask"><startEvent id="i"/><callActivity id="call" calledElement="called"/>'
    house.deploy(
        feel(
            START
            + call
            + '<endEvent id="o"/>'
            + chain("i", "call", "o")
            + "</subProcess>"
            + END
            + chain("s", "ask", "e")
        )
    )
    asked: list[JobRequest] = []

    def ask(request: JobRequest) -> Mapping[str, Value]:
        asked.append(request)
        raise Outage("登记系统无响应")

    house.handlers["ask"] = ask
    house.start()
    for tries in range(1, 5):
        house.worker.turn()
        house.clock.turn(wait_after(tries))
    assert [request.most_tries for request in asked] == [2, 2]
    with house.desk.begin(ACCESS):
        (incident,) = house.worker.agenda.list_incidents(limit=10)
    assert incident.node == "ask"


def test_an_error_that_the_process_knows_takes_its_way(house: Works) -> None:
    house.deploy(SERVICE)

    def ask(_request: JobRequest) -> Mapping[str, Value]:
        raise JobError("NO", "对方不同意")

    house.handlers["ask"] = ask
    instance = house.start()
    house.worker.turn()
    assert house.open(instance) == ["repair"]


def test_a_topic_that_nobody_does_becomes_an_incident_at_once(house: Works) -> None:
    house.deploy(SERVICE)
    house.start()
    house.worker.turn()
    with house.desk.begin(ACCESS):
        (incident,) = house.worker.agenda.list_incidents(limit=10)
    assert incident.node == "ask"


def test_a_late_answer_of_an_earlier_try_is_not_taken(house: Works) -> None:
    house.deploy(SERVICE)
    instance = house.start()
    answers = iter(("迟到", "及时"))

    def ask(_request: JobRequest) -> Mapping[str, Value]:
        answer = next(answers)
        if answer == "迟到":
            house.clock.turn(timedelta(hours=1))
            house.worker.turn()
        return {"answer": answer}

    house.handlers["ask"] = ask
    house.worker.turn()
    assert variables(house, instance)["answer"] == "及时"


def test_a_message_finds_its_instance_by_key_and_without_one_it_is_refused(house: Works) -> None:
    house.deploy(RECEIVER)
    first, second = house.start("receiver", case_no="甲"), house.start("receiver", case_no="乙")

    def deliver(key: str) -> None:
        message = DeliverMessage(name="答复", key=key, variables=Variables(), by=OFFICER, now=house.clock.at)
        house.under(lambda engine: engine.deliver(message))

    deliver("乙")
    assert (house.open(first), house.open(second)) == ([], ["after"])
    with pytest.raises(NoReceiver):
        deliver("乙")


def test_what_an_instance_sends_is_delivered_in_the_same_transaction_or_was_not_sent(house: Works) -> None:
    house.deploy(RECEIVER)
    house.deploy(SENDER)
    sender = house.start("sender", case_no="甲")
    with pytest.raises(NoReceiver):
        house.complete(sender, "work")
    receiver = house.start("receiver", case_no="甲")
    if house.worker.begin is nothing:
        return  # the store in memory knows no transaction to roll back
    assert house.open(sender) == ["work"]
    house.complete(sender, "work")
    assert house.ended(sender)
    assert house.open(receiver) == ["after"]

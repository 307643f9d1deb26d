"""Moving running instances to another version; on both kinds of store."""

from datetime import timedelta

import pytest

from tests.store.flow_house import ACCESS, OFFICER, Works, works
from tests.unit.flow.texts import END, START, chain, feel, task
from tongjian.flow import MigrationImpossible, MigrationPlan, migrate_instance, migrate_instances, replay

_TIMER = (
    '<boundaryEvent id="late" attachedToRef="{0}" cancelActivity="false">'
    "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>"
)
OLD = feel(
    START
    + '<parallelGateway id="fork"/><parallelGateway id="join"/>'
    + task("a")
    + _TIMER.format("a")
    + task("chase")
    + task("b")
    + task("last")
    + END
    + chain("s", "fork", "a", "join", "last", "e")
    + chain("fork", "b", "join")
    + chain("late", "chase", "e")
)
NEW = (
    OLD.replace(b'isExecutable="true" ', b'isExecutable="true" tj:version="2" ')
    .replace(b'"a"', b'"review"')
    .replace(b'id="fork-a"', b'id="fork-review"')
    .replace(b'"b-join"', b'"arrived"')
    .replace("环节last".encode(), "终审".encode())
)
WITHOUT_B = feel(START + task("a") + END + chain("s", "a", "e")).replace(
    b'isExecutable="true" ', b'isExecutable="true" tj:version="3" '
)
NODES = {"a": "review"}


@pytest.fixture(params=["memory", pytest.param("postgres", marks=pytest.mark.database)])
def house(request: pytest.FixtureRequest) -> Works:
    if request.param == "postgres":
        request.getfixturevalue("clean")
    return works(request.param)


def test_tokens_at_a_join_timers_and_tasks_go_on_in_the_other_version(house: Works) -> None:
    house.deploy(OLD)
    instance = house.start()
    house.complete(instance, "b")
    plan = MigrationPlan(to=house.deploy(NEW).content_hash, nodes=NODES)
    house.under(
        lambda engine: migrate_instance(engine, instance=instance, plan=plan, by=OFFICER, at=house.clock.at)
    )
    house.clock.turn(timedelta(hours=2))
    house.worker.turn()
    with house.desk.begin(ACCESS):
        stored = house.desk.engine.store.find_instance(instance)
        history = house.desk.engine.history(instance)
    assert stored is not None
    assert stored.content_hash == plan.to
    assert stored.state.tokens == {"arrived": 1}
    assert replay(instance, tuple(one.event for one in history)) == stored.state
    with house.desk.begin(ACCESS):
        names = {task.node: task for task in house.desk.engine.open_tasks(instance)}
    assert set(names) == {"a", "chase"} or set(names) == {"review", "chase"}
    for node in names:
        moves = house.complete(instance, node)
    assert [task.name for task in moves.offered] == ["终审"] or house.open(instance) == ["last"]


def test_a_dry_run_changes_nothing_and_lists_what_cannot_move(house: Works) -> None:
    house.deploy(OLD)
    fresh, waiting = house.start(), house.start()
    house.complete(waiting, "b")
    new = house.deploy(WITHOUT_B)

    def migrate(*, dry_run: bool) -> tuple[list[str], int]:
        with house.desk.begin(ACCESS):
            outcome = migrate_instances(
                house.desk.engine,
                instances=(fresh, waiting),
                plan=MigrationPlan(to=new.content_hash, nodes={}),
                dry_run=dry_run,
                by=OFFICER,
                at=house.clock.at,
            )
        stuck = dict(outcome.stuck)
        return [problem.field for problem in stuck[waiting]], len(outcome.moved)

    assert migrate(dry_run=True) == (["late", "join"], 0)
    assert house.open(fresh) == ["a", "b"]
    assert migrate(dry_run=False) == (["late", "join"], 0)


def test_a_node_of_another_kind_is_no_place_for_what_waits(house: Works) -> None:
    house.deploy(OLD)
    instance = house.start()
    other = house.deploy(NEW)
    plan = MigrationPlan(to=other.content_hash, nodes={"a": "review", "b": "join", "none": "last"})
    with pytest.raises(MigrationImpossible) as refused:
        house.under(
            lambda engine: migrate_instance(
                engine, instance=instance, plan=plan, by=OFFICER, at=house.clock.at
            )
        )
    assert [problem.field for problem in refused.value.problems] == ["none", "b"]

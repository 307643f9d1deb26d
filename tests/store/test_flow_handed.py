"""Whom a task was offered or handed to by name sees its instance, and nobody else but its holders."""

from uuid import UUID

import pytest

from tests.database import Database
from tests.store.flow_house import ACCESS, Works, works
from tests.unit.flow.texts import END, START, chain, feel, task
from tongjian.flow import FlowActs, TaskNotActive
from tongjian.kit import AccessContext, new_id

pytestmark = pytest.mark.database
ANNA, BEN = new_id(), new_id()
NAMED = f"""<userTask id="work"><extensionElements>
<tj:candidates persons="[&quot;{ANNA}&quot;]"/><tj:acts>go</tj:acts></extensionElements></userTask>"""


@pytest.fixture
def house(clean: Database) -> Works:
    del clean
    return works("postgres")


def seen(house: Works, instance: UUID, person: UUID) -> list[str]:
    with house.desk.begin(AccessContext(person=person)):
        return [one.node for one in house.desk.engine.open_tasks(instance)]


def complete(house: Works, instance: UUID, person: UUID) -> None:
    with house.desk.begin(ACCESS):
        (one,) = house.desk.engine.open_tasks(instance)
    with house.desk.begin(AccessContext(person=person)):
        house.desk.engine.complete(task=one.id, variables={}, by=person, at=house.clock.at)


def test_a_task_handed_to_somebody_of_elsewhere_is_seen_and_done_by_them(house: Works) -> None:
    house.deploy(feel(START + task("work") + task("after") + END + chain("s", "work", "after", "e")))
    instance = house.start()
    assert seen(house, instance, ANNA) == []
    with pytest.raises(TaskNotActive):
        complete(house, instance, ANNA)
    with house.desk.begin(ACCESS):
        (one,) = house.desk.engine.open_tasks(instance)
        FlowActs(house.desk.engine, None, house.clock.at).reassign(task=one.id, persons=(ANNA,))
    assert (seen(house, instance, ANNA), seen(house, instance, BEN)) == (["work"], [])
    complete(house, instance, ANNA)
    assert house.open(instance) == ["after"]


def test_a_task_offered_to_somebody_by_name_is_seen_and_done_by_them(house: Works) -> None:
    house.deploy(feel(START + NAMED + END + chain("s", "work", "e")))
    instance = house.start()
    assert (seen(house, instance, ANNA), seen(house, instance, BEN)) == (["work"], [])
    complete(house, instance, ANNA)
    assert house.ended(instance)


def test_a_task_offered_later_to_somebody_by_name_is_seen_by_them(house: Works) -> None:
    house.deploy(feel(START + task("before") + NAMED + END + chain("s", "before", "work", "e")))
    instance = house.start()
    assert seen(house, instance, ANNA) == []
    house.complete(instance, "before")
    assert seen(house, instance, ANNA) == ["work"]

from uuid import uuid5

import pytest

from tests.unit.flow.texts import END, INSTANCE, LEAD, NOW, START, Run, chain, multi, task, text
from tongjian.flow import TaskNotActive, Variables, VariableUnfit
from tongjian.flow.domain.commands import CompleteTask
from tongjian.flow.domain.events import MultiInstanceOpened, TaskOffered

PLAIN = text(START + task("work") + END + chain("s", "work", "e"))
SIGNING = text(
    START
    + task("sign", inner=multi(), organisation="department")
    + task("after")
    + END
    + chain("s", "sign", "after", "e")
)
DEPARTMENTS = tuple(str(uuid5(INSTANCE, name)) for name in ("fire", "water", "traffic"))


def offers(run: Run) -> list[TaskOffered]:
    return [event for event in run.events if isinstance(event, TaskOffered)]


def test_a_user_task_is_offered_to_its_role_in_the_organisation_the_variable_names() -> None:
    (offer,) = offers(Run(PLAIN))
    assert (offer.node, offer.name, offer.role) == ("work", "环节work", "reviewer")
    assert (offer.organisation, offer.acts, offer.at) == (LEAD, ("go",), NOW)


def test_task_ids_are_the_same_at_every_run() -> None:
    assert offers(Run(PLAIN))[0].task == offers(Run(PLAIN))[0].task == uuid5(INSTANCE, "1")


@pytest.mark.parametrize("lead", ["", "not an id", 7])
def test_an_organisation_that_is_no_id_is_refused(lead: str | int) -> None:
    with pytest.raises(VariableUnfit) as refused:
        Run(PLAIN, lead=lead)
    assert (refused.value.node, refused.value.variable) == ("work", "lead")


def test_a_task_that_names_no_organisation_is_offered_to_the_role_alone() -> None:
    xml = PLAIN.replace(b' organisation="lead"', b"")
    assert offers(Run(xml))[0].organisation is None


def test_completing_lays_the_variables_over_those_of_the_instance() -> None:
    run = Run(PLAIN, note="old", kept="yes")
    run.complete("work", variables={"note": "new"})
    assert run.state.variables["note"] == "new"
    assert run.state.variables["kept"] == "yes"
    assert run.state.ended


def test_completing_a_task_twice_is_refused() -> None:
    run = Run(SIGNING, departments=DEPARTMENTS)
    done = run.tasks()[0]
    command = CompleteTask(task=done, variables=Variables(), by=None, now=NOW)
    run.do(command)
    with pytest.raises(TaskNotActive):
        run.do(command)


def test_a_multi_instance_offers_one_task_to_each_department() -> None:
    run = Run(SIGNING, departments=DEPARTMENTS)
    assert [str(offer.organisation) for offer in offers(run)] == list(DEPARTMENTS)
    assert [event.total for event in run.events if isinstance(event, MultiInstanceOpened)] == [3]


def test_a_multi_instance_goes_on_when_its_last_task_is_finished() -> None:
    run = Run(SIGNING, departments=DEPARTMENTS)
    run.complete("sign", index=2)
    run.complete("sign", index=0)
    assert run.open() == ["sign"]
    run.complete("sign")
    assert run.open() == ["after"]


def test_a_multi_instance_over_an_empty_list_is_passed_at_once() -> None:
    assert Run(SIGNING, departments=()).open() == ["after"]


@pytest.mark.parametrize("departments", ["text", 3, None])
def test_a_multi_instance_without_a_list_is_refused(departments: str | int | None) -> None:
    given = {} if departments is None else {"departments": departments}
    with pytest.raises(VariableUnfit) as refused:
        Run(SIGNING, **given)
    assert refused.value.variable == "departments"


def test_two_entries_of_one_multi_instance_do_not_wait_for_each_other() -> None:
    """A task reached by two tokens opens two bodies; each goes on by itself."""
    nodes = START + '<parallelGateway id="split"/>' + task("a") + task("b")
    nodes += task("sign", inner=multi(), organisation="department") + task("after") + END
    ways = chain("s", "split", "a", "sign", "after", "e") + chain("split", "b", "sign")
    run = Run(text(nodes + ways), departments=DEPARTMENTS[:1])
    run.complete("a")
    run.complete("b")
    assert run.open() == ["sign", "sign"]
    run.complete("sign")
    assert run.open() == ["after", "sign"]

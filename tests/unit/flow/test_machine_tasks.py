from collections.abc import Mapping

import pytest

from tests.unit.flow.texts import END, NOW, START, Run, chain, feel, task, text
from tongjian.flow import InvalidVariables, Value, VariableUnfit
from tongjian.flow.domain.commands import FinishJob, ResolveIncident
from tongjian.flow.domain.outside import Outside
from tongjian.flow.domain.variables import Variables
from tongjian.flow.errors import IncidentNotOpen, JobNotActive

ERROR = '<error id="err" errorCode="E1"/>'


def script(body: str, result: str = "") -> str:
    named = f'<extensionElements><tj:result variable="{result}"/></extensionElements>' if result else ""
    return f'<scriptTask id="t" scriptFormat="feel">{named}<script>{body}</script></scriptTask>'


def test_a_script_lays_its_value_under_the_name_given() -> None:
    run = Run(feel(START + script("a * 2 + 1", "b") + END + chain("s", "t", "e")), a=3)
    assert run.state.variables["b"] == 7
    assert run.is_clean()


def test_a_script_that_gives_a_context_sets_its_entries() -> None:
    run = Run(feel(START + script('{x: a, y: "z", l: [1, 2]}') + END + chain("s", "t", "e")), a=3)
    assert (run.state.variables["x"], run.state.variables["y"]) == (3, "z")
    assert run.is_clean()


def test_a_script_in_the_predicate_language_of_a_file_is_feel_all_the_same() -> None:
    run = Run(text(START + script("1 + 1", "b") + END + chain("s", "t", "e")))
    assert run.state.variables["b"] == 2


@pytest.mark.parametrize("body", ["1 + 1", "null", "function(x) x"])
def test_a_value_that_has_no_place_is_refused(body: str) -> None:
    with pytest.raises(VariableUnfit):
        Run(feel(START + script(body) + END + chain("s", "t", "e")))


def test_a_value_that_cannot_be_kept_is_refused() -> None:
    with pytest.raises(InvalidVariables):
        Run(feel(START + script("[1..3]", "r") + END + chain("s", "t", "e")))


class Table:
    def decide(self, decision: str, variables: Mapping[str, Value]) -> Value:
        return {"fee": variables["area"], "by": decision}


RULE = '<businessRuleTask id="t"><extensionElements><tj:decision name="收费" result="{}"/></extensionElements></businessRuleTask>'  # noqa: E501


def test_a_business_rule_task_asks_its_decision() -> None:
    xml = feel(START + RULE.format("answer") + END + chain("s", "t", "e"))
    run = Run(xml, outside=Outside(decisions=Table()), area=5)
    assert run.state.variables["answer"] == {"fee": 5, "by": "收费"}
    assert run.is_clean()


def test_a_decision_that_nobody_makes_is_refused() -> None:
    with pytest.raises(VariableUnfit):
        Run(feel(START + RULE.format("") + END + chain("s", "t", "e")))


def test_a_manual_task_is_passed() -> None:
    assert Run(feel(START + '<manualTask id="t"/>' + END + chain("s", "t", "e"))).is_clean()


JOB = '<serviceTask id="t"><extensionElements><tj:job type="registry" retries="5"/></extensionElements></serviceTask>'  # noqa: E501


def test_a_service_task_waits_for_its_job() -> None:
    run = Run(feel(START + JOB + task("after") + END + chain("s", "t", "after", "e")))
    (place,) = run.state.waiting.values()
    assert place.kind == "job"
    run.finish("t", answer="yes")
    assert run.state.variables["answer"] == "yes"
    assert run.open() == ["after"]
    with pytest.raises(JobNotActive):
        run.do(FinishJob(job=place.number, variables=Variables(), now=NOW))


def test_a_job_that_fails_for_good_becomes_an_incident_and_is_tried_again() -> None:
    run = Run(feel(START + JOB + END + chain("s", "t", "e")))
    run.fail("t")
    run.fail("t")
    assert run.incidents() == [("t", "flow.job_failed")]
    run.resolve(address="new")
    assert run.incidents() == []
    run.finish("t")
    assert run.is_clean()


def test_an_error_of_a_job_is_caught_at_its_edge() -> None:
    caught = '<boundaryEvent id="b" attachedToRef="t"><errorEventDefinition errorRef="err"/></boundaryEvent>'
    nodes = START + JOB + caught + task("repair") + END + chain("s", "t", "e") + chain("b", "repair", "e")
    run = Run(feel(nodes, outside=ERROR))
    run.fail("t", "E1")
    assert run.open() == ["repair"]
    other = Run(feel(nodes, outside=ERROR))
    other.fail("t", "E2")
    assert other.incidents() == [("t", "E2")]


def test_an_incident_is_settled_once() -> None:
    run = Run(feel(START + JOB + END + chain("s", "t", "e")))
    run.fail("t")
    (number,) = run.state.incidents
    run.resolve()
    with pytest.raises(IncidentNotOpen):
        run.do(ResolveIncident(incident=number, variables=Variables(), by=None, now=NOW))


@pytest.mark.parametrize("name", ["count", "sum", "date", "number", "mode"])
def test_a_variable_may_bear_the_name_of_a_built_in_function(name: str) -> None:
    run = Run(feel(START + script(f"{name} + 1", "r") + END + chain("s", "t", "e")), **{name: 2})
    assert run.state.variables["r"] == 3

"""Who watches: supervisors see their region, coordinators their stage, administrators no case."""

import pytest

from tests.database import Database
from tests.store.test_cases_kinds import COMPANY, apply, outside, register
from tests.store.walk import Walk, load_city
from tongjian import cases

pytestmark = pytest.mark.database


@pytest.fixture
def walk(clean: Database) -> Walk:
    load_city(clean)
    return Walk(clean)


@pytest.mark.parametrize("username", ["supervisor", "coordinator"])
def test_a_watcher_sees_the_cases_of_his_region_or_stage(walk: Walk, username: str) -> None:
    agent = walk.agent_of(COMPANY)
    project = register(walk, agent)
    outside(walk, project, "S1-04")
    receipt = apply(walk, agent, project, "S1-06")
    watcher = walk.officer(username)
    sheet = cases.get_case(walk.desk, watcher, case=receipt.made[0][1])
    assert sheet.acts == ()
    assert len(cases.get_application(walk.desk, watcher, application=receipt.id).cases) == 1


@pytest.mark.parametrize("username", ["sysadmin", "secadmin", "auditor", "reviewer_housing"])
def test_nobody_else_of_the_city_sees_them(walk: Walk, username: str) -> None:
    agent = walk.agent_of(COMPANY)
    project = register(walk, agent)
    outside(walk, project, "S1-04")
    receipt = apply(walk, agent, project, "S1-06")
    with pytest.raises(cases.NotFound):
        cases.get_case(walk.desk, walk.officer(username), case=receipt.made[0][1])

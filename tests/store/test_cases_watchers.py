"""Who watches: supervisors see their region, coordinators their stage, administrators no case."""

import pytest

from tests.database import Database
from tests.store.cases_play import PLAIN_PERMIT, Play
from tests.store.test_cases_kinds import COMPANY, apply, outside, register
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.cases import Watched

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


def test_a_refusal_names_the_government_the_department_belongs_to(walk: Walk) -> None:
    offices = walk.desk.offices
    city, district = (offices.department(code) for code in ("housing", "township"))
    assert offices.government_of(city.id).name == "海宁湾市"
    assert offices.government_of(district.id).name == "海宁湾市临湾区"
    company = walk.identity.find_company(COMPANY)
    assert company is not None
    with pytest.raises(cases.NotFound):
        offices.government_of(company.id)


def test_the_overview_counts_what_is_decided_and_not_yet_delivered(walk: Walk) -> None:
    play = Play(walk)
    supervisor = walk.officer("supervisor")
    case = play.granted(PLAIN_PERMIT)
    assert cases.get_overview(play.desk, supervisor).total.undelivered == 1
    listed = cases.list_watched(play.desk, supervisor, which=Watched.UNDELIVERED)
    assert [one.case for one in listed] == [case]
    cases.issue(play.desk, play.clerk, case=case, ticket=play.ticket())
    assert cases.get_overview(play.desk, supervisor).total.undelivered == 1
    cases.deliver(play.desk, play.clerk, case=case, how="online", receiver="赵经办", ticket=play.ticket())
    seen = cases.get_overview(play.desk, supervisor).total
    assert (seen.undelivered, seen.concluded) == (0, 1)
    assert cases.list_watched(play.desk, supervisor, which=Watched.UNDELIVERED) == ()

"""The counter: a project registered for a company, and people found by what they remember."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.database import Database
from tests.store.cases_play import FIRM, OTHER_FIRM, PERMIT, PLAIN_PERMIT, Play
from tests.store.walk import Walk, load_city
from tests.unit.catalogue.projects import FACTORY
from tongjian import cases
from tongjian.cases import ProjectForm
from tongjian.identity import Applicant

pytestmark = pytest.mark.database

NEW_FIRM = "91370800165930214U"


@pytest.fixture
def play(database: Database) -> Iterator[Play]:
    load_city(database)
    yield Play(Walk(database))
    database.empty()


def form(code: str = "2606-370811-04-01-777777") -> ProjectForm:
    return ProjectForm(
        secret=False,
        emergency=False,
        code=code,
        name="柜台登记的厂房",
        type="T4",
        region="370811",
        address="临湾区工业路 9 号",
        facts=FACTORY,
    )


def standing(play: Play, code: str = NEW_FIRM) -> Applicant:
    return play.walk.identity.enter_company(actor=play.clerk, name="海宁湾新生建材有限公司", credit_code=code)


def test_a_clerk_registers_a_project_for_a_company_and_goes_on_to_its_first_case(play: Play) -> None:
    firm = standing(play)
    project = cases.register_project(
        play.desk, play.clerk, applicant=firm.id, form=form(), on_behalf_of=firm, ticket=play.ticket()
    )
    found = cases.get_panorama(play.desk, play.clerk, project=project.id).project
    assert (found.applicant, found.applicant_code) == (firm.id, NEW_FIRM)
    begun = cases.begin_draft(
        play.desk,
        play.clerk,
        items=(PLAIN_PERMIT,),
        applicant=firm.id,
        project=project.id,
        on_behalf_of=firm,
        ticket=play.ticket(),
    )
    play.walk.fill(play.clerk, begun.id, {"contact_name": "王厂长", "contact_phone": "13812345678"})
    case = cases.submit(play.desk, play.clerk, draft=begun.id, ticket=play.ticket()).made[0][1]
    assert play.sheet(case, play.clerk).case.channel is cases.Channel.COUNTER


def test_nobody_else_registers_for_a_company_he_does_not_act_for(play: Play) -> None:
    firm = standing(play)
    for other in (play.agent, play.walk.officer("reviewer_housing"), play.walk.officer("supervisor")):
        with pytest.raises(cases.NotYourTask):
            cases.register_project(
                play.desk, other, applicant=firm.id, form=form(), on_behalf_of=firm, ticket=play.ticket()
            )


def test_a_person_is_found_by_name_whole_code_or_the_end_of_the_phone(play: Play) -> None:
    draft = play.draft(PERMIT)
    case = play.apply(PLAIN_PERMIT)
    for text in ("精工制造", FIRM, FIRM.lower(), "0003", "13800000003"):
        found = cases.find_at_counter(play.desk, play.clerk, text=text)
        assert [one.id for one in found.drafts] == [draft], text
        assert [one.case for one in found.cases] == [case], text
    for text in ("", "精", "003", "9999", FIRM[:17], OTHER_FIRM):
        found = cases.find_at_counter(play.desk, play.clerk, text=text)
        assert (found.drafts, found.cases) == ((), ()), text


def test_a_draft_that_was_handed_in_is_found_as_its_case_only(play: Play) -> None:
    play.apply(PLAIN_PERMIT)
    assert cases.find_at_counter(play.desk, play.clerk, text="精工制造").drafts == ()


def test_only_a_clerk_looks_for_people(play: Play) -> None:
    for other in (play.agent, play.walk.officer("reviewer_housing"), play.walk.officer("supervisor")):
        with pytest.raises(cases.NotYourTask):
            cases.find_at_counter(play.desk, other, text="精工制造")


def test_looking_for_people_is_logged_with_what_was_found(play: Play) -> None:
    play.draft(PERMIT)
    cases.find_at_counter(play.desk, play.clerk, text="精工制造")
    cases.find_at_counter(play.desk, play.clerk, text=" ")
    with psycopg.connect(play.walk.database.urls.loader) as loader:
        rows = loader.execute(
            "SELECT d.text FROM evidence_entry e JOIN evidence_disclosure d ON d.entry = e.id"
            " WHERE e.act = 'cases.find_at_counter' AND d.field = 'opinion'"
        ).fetchall()
    assert rows == [("查找“精工制造”：草稿 1 件，办件 0 件",)]

"""Every page of applicants, in each way it is looked at: accessible, light, nothing sticks out."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.cases import City
from tests.e2e.conftest import Site
from tests.e2e.gates import (
    DESKTOP,
    ELDER_DESKTOP,
    ELDER_PHONE,
    MODES,
    PHONE,
    Mode,
    SignIn,
    first_load,
    no_overflow,
    no_violations,
    take_picture,
    touch_targets,
    visit,
)
from tongjian import cases
from tongjian.kit import Page

pytestmark = [pytest.mark.browser, pytest.mark.database]

CITIZEN, SCHOOL, HOUSING = "13800000001", "13800000005", "13800000004"


@pytest.fixture(scope="module")
def addresses(city: City) -> dict[str, tuple[str, str]]:
    """The address of every page of applicants with the phone of someone it is for, by a short name."""
    return _addresses(city)


def _addresses(city: City) -> dict[str, tuple[str, str]]:
    walk = city.walk
    school, housing, citizen = walk.citizen(SCHOOL), walk.citizen(HOUSING), walk.citizen(CITIZEN)
    draft = cases.find_draft_by_number(walk.desk, citizen, number=city.draft)
    project = cases.list_projects(walk.desk, school)[0].id
    assert draft is not None
    granted, corrected = city.road[2], city.road[5]
    paper = cases.get_case(walk.desk, school, case=granted).documents[0].id
    application = cases.get_case(walk.desk, citizen, case=city.house).case.application
    assert cases.get_case(walk.desk, housing, case=corrected).correction
    assert isinstance(cases.list_my_cases(walk.desk, school), Page)
    return {
        "home": ("/home", HOUSING),
        "home-of-a-citizen": ("/home", CITIZEN),
        "apply": ("/apply/C-01", CITIZEN),
        "apply-by-project": ("/apply/P-08", SCHOOL),
        "draft-form": (f"/drafts/{draft.id}/form/2", CITIZEN),
        "draft-materials": (f"/drafts/{draft.id}/materials", CITIZEN),
        "draft-check": (f"/drafts/{draft.id}/check", CITIZEN),
        "draft-slip": (f"/drafts/{draft.id}/slip", CITIZEN),
        "submitted": (f"/applications/{application}", CITIZEN),
        "my-cases": ("/my-cases", SCHOOL),
        "case-granted": (f"/my-cases/{granted}", SCHOOL),
        "case-received": (f"/my-cases/{city.house}", CITIZEN),
        "case-corrected": (f"/my-cases/{corrected}", HOUSING),
        "supplement": (f"/my-cases/{corrected}/supplement", HOUSING),
        "withdraw": (f"/my-cases/{city.house}/withdraw", CITIZEN),
        "relatives": (f"/my-cases/{city.house}/relatives", CITIZEN),
        "paper": (f"/my-cases/{granted}/papers/{paper}", SCHOOL),
        "messages": ("/messages", SCHOOL),
        "licences": ("/licences", SCHOOL),
        "project-questions": ("/projects/new", SCHOOL),
        "project-form": ("/projects/new/form?secret=no&emergency=no", SCHOOL),
        "project": (f"/projects/{project}", SCHOOL),
        "project-facts": (f"/projects/{project}/facts", SCHOOL),
        "project-fact-group": (f"/projects/{project}/facts/2", SCHOOL),
        "project-of-units": (f"/projects/{city.split[0]}", SCHOOL),
        "unit-project-of-units": (f"/projects/{city.split[0]}/unit-projects/new", SCHOOL),
        "buildings": (f"/projects/{city.split[0]}/unit-projects/{city.unit}/buildings", SCHOOL),
        "unit-project": (f"/projects/{project}/unit-projects/new", SCHOOL),
    }


PAGES = (
    "home",
    "home-of-a-citizen",
    "apply",
    "apply-by-project",
    "draft-form",
    "draft-materials",
    "draft-check",
    "draft-slip",
    "submitted",
    "my-cases",
    "case-granted",
    "case-received",
    "case-corrected",
    "supplement",
    "withdraw",
    "relatives",
    "paper",
    "messages",
    "licences",
    "project-questions",
    "project-form",
    "project",
    "project-facts",
    "project-fact-group",
    "project-of-units",
    "unit-project",
    "unit-project-of-units",
    "buildings",
)


def look(browser: Browser, address: str, mode: Mode, state: object, pictures: Path | None, name: str) -> None:
    with visit(browser, address, mode, state=state) as page:  # type: ignore[arg-type]
        take_picture(page, pictures, f"{name}-{mode.name.replace(' ', '-')}")
        assert page.locator("h1").count() == 1
        no_violations(page)
        if mode.is_phone:
            touch_targets(page, mode.least_touch)
            no_overflow(page)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_passes_the_gates_in_its_plainest_and_its_largest_mode(
    site: Site,
    browser: Browser,
    citizen: SignIn,
    pictures: Path | None,
    addresses: dict[str, tuple[str, str]],
    name: str,
) -> None:
    path, phone = addresses[name]
    for mode in (DESKTOP, ELDER_PHONE):
        look(browser, site.url(path), mode, citizen(phone), pictures, name)


@pytest.mark.full
@pytest.mark.parametrize("name", PAGES)
def test_every_page_passes_the_gates_in_the_other_modes(
    site: Site,
    browser: Browser,
    citizen: SignIn,
    pictures: Path | None,
    addresses: dict[str, tuple[str, str]],
    name: str,
) -> None:
    assert {DESKTOP, ELDER_PHONE, PHONE, ELDER_DESKTOP} == set(MODES)
    path, phone = addresses[name]
    for mode in (PHONE, ELDER_DESKTOP):
        look(browser, site.url(path), mode, citizen(phone), pictures, name)


@pytest.mark.parametrize("name", ["home", "draft-form", "draft-materials", "case-corrected", "project"])
def test_the_first_load_of_an_applicants_page_is_light(
    site: Site, browser: Browser, citizen: SignIn, addresses: dict[str, tuple[str, str]], name: str
) -> None:
    path, phone = addresses[name]
    first_load(browser, site.url(path), state=citizen(phone))

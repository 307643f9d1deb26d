"""Every staff page passes the gates in the four modes."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.cases import City
from tests.e2e.conftest import Site
from tests.e2e.gates import DESKTOP, MODES, PHONE, SignIn, all_gates, take_picture, visit
from tongjian import cases

pytestmark = [pytest.mark.browser, pytest.mark.database]


def _addresses(city: City) -> dict[str, tuple[str, str]]:
    """Return the pages: name to address and who looks at it."""
    clerk = city.walk.officer("clerk")
    paper = cases.get_case(city.walk.desk, clerk, case=city.road[2]).documents[0].id
    reviewer = "reviewer_urban_management"
    return {
        "inbox": ("/inbox", "clerk"),
        "inbox_empty": ("/inbox?q=没有", "clerk"),
        "case_to_accept": (f"/cases/{city.house}", "clerk"),
        "case_in_review": (f"/cases/{city.road[0]}", reviewer),
        "case_paused": (f"/cases/{city.road[1]}", reviewer),
        "case_granted": (f"/cases/{city.road[2]}", "clerk"),
        "case_to_decide": (f"/cases/{city.road[3]}", "approver_urban_management"),
        "case_to_correct": (f"/cases/{city.road[5]}", "clerk"),
        "document": (f"/cases/{city.road[2]}/documents/{paper}", "clerk"),
        "counter": (f"/counter?q={city.draft}&item=农村", "clerk"),
        "counter_found": ("/counter?q=安居", "clerk"),
        "counter_begin": ("/counter/new/C-01", "clerk"),
        "counter_project": ("/counter/projects/new", "clerk"),
        "counter_project_form": ("/counter/projects/new/form?secret=no&emergency=no", "clerk"),
        "counter_panorama": (f"/projects/{city.split[0]}", "clerk"),
        "counter_unit_project": (f"/projects/{city.split[0]}/unit-projects/new", "clerk"),
        "counter_buildings": (f"/projects/{city.split[0]}/unit-projects/{city.unit}/buildings", "clerk"),
        "open": ("/open", "reviewer_natural_resources"),
        "open_found": (f"/open?code={city.split[1]}", "reviewer_natural_resources"),
        "open_split": (f"/open?code={city.split[1]}", "provider_surveying"),
        "open_none": ("/open?code=没有", "provider_surveying"),
        "reviews": ("/reviews", "coordinator"),
        "review": (f"/reviews/{city.review[2]}", "coordinator"),
        "overview": ("/overview", "supervisor"),
        "watched": ("/overview/cases?which=overdue", "supervisor"),
        "undelivered": ("/overview/cases?which=undelivered", "supervisor"),
    }


_QUICK = (
    "inbox",
    "case_to_accept",
    "case_granted",
    "counter",
    "counter_project_form",
    "open_split",
    "review",
    "overview",
)


@pytest.mark.parametrize("name", _QUICK)
def test_the_main_staff_pages_pass_at_a_desk_and_on_a_phone(
    site: Site, city: City, browser: Browser, officer: SignIn, name: str, pictures: Path | None
) -> None:
    path, who = _addresses(city)[name]
    all_gates(browser, site.url(path), state=officer(who), modes=(DESKTOP, PHONE))
    for mode in MODES if pictures else ():
        with visit(browser, site.url(path), mode, state=officer(who)) as page:
            take_picture(page, pictures, f"staff-{name}-{mode.name.replace(' ', '-')}")


@pytest.mark.full
def test_every_staff_page_passes_in_every_mode(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    for path, who in _addresses(city).values():
        all_gates(browser, site.url(path), state=officer(who))

"""The system administrator's pages of what processes cannot do alone: gates, and by keyboard."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.cases import City
from tests.e2e.conftest import Site
from tests.e2e.gates import MODES, SignIn, all_gates, errors_are_told, tab_to, take_picture, visit
from tests.store.cases_play import Play
from tests.store.stuck import Stuck, stuck_case

pytestmark = [pytest.mark.browser, pytest.mark.database]


@pytest.fixture(scope="module")
def stuck(city: City) -> Stuck:
    return stuck_case(Play(city.walk, code="2606-370811-04-01-778897"))


def _pages(stuck: Stuck) -> dict[str, str]:
    return {
        "incidents": "/incidents?code=flow.job_failed",
        "incidents_empty": "/incidents?code=flow.no_way_out",
        "incident": f"/incidents/{stuck.case}/{stuck.row.number}",
    }


@pytest.mark.parametrize("name", ["incidents", "incidents_empty", "incident"])
def test_the_pages_pass_in_every_mode(
    site: Site, stuck: Stuck, browser: Browser, officer: SignIn, name: str, pictures: Path | None
) -> None:
    address = site.url(_pages(stuck)[name])
    all_gates(browser, address, state=officer("sysadmin"))
    for mode in MODES if pictures else ():
        with visit(browser, address, mode, state=officer("sysadmin")) as page:
            take_picture(page, pictures, f"staff-{name}-{mode.name.replace(' ', '-')}")


def test_what_is_wrong_is_told_at_the_fields(
    site: Site, stuck: Stuck, browser: Browser, officer: SignIn, pictures: Path | None
) -> None:
    with visit(browser, site.url(_pages(stuck)["incident"]), state=officer("sysadmin")) as page:
        page.locator("#id_name_0").fill("co_count")
        page.locator("#id_kind_0").select_option("number")
        page.locator("#id_text_0").fill("两个")
        page.locator("form:has(#id_reason) button").click()
        errors_are_told(page)
        take_picture(page, pictures, "staff-incident-refused")


def test_a_value_is_put_right_by_keyboard_and_tried_again(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    stuck = stuck_case(Play(city.walk, code="2606-370811-04-01-778900"))
    with visit(browser, site.url("/incidents"), state=officer("sysadmin")) as page:
        tab_to(page, f"a[href='/incidents/{stuck.case}/{stuck.row.number}']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/incidents/**")
        expect(page.locator("main")).to_contain_text("登记系统无响应")
        tab_to(page, "#id_name_0")
        page.keyboard.type("registry_address")
        tab_to(page, "#id_text_0")
        page.keyboard.type("备用地址")
        tab_to(page, "#id_reason")
        page.keyboard.type("登记系统换了地址")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".banner[role=status]")).to_contain_text("已重试")
    stuck.play.walk.clock.at = datetime.now(UTC)
    stuck.register.down = False
    stuck.turn()
    assert stuck.register.asked[-1].variables["registry_address"] == "备用地址"

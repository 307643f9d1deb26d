"""The inbox in the browser: filters kept under a name, many results made out at once, what is new."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.cases import City
from tests.e2e.conftest import Site
from tests.e2e.gates import DESKTOP, MODES, PHONE, SignIn, all_gates, take_picture, visit
from tests.store.cases_play import PLAIN_PERMIT, Play

pytestmark = [pytest.mark.browser, pytest.mark.database, pytest.mark.usefixtures("city")]


def test_a_filter_is_kept_under_a_name_used_and_forgotten(
    site: Site, browser: Browser, officer: SignIn
) -> None:
    with visit(browser, site.url("/inbox"), state=officer("clerk")) as page:
        whole = page.locator("table.list tbody tr").count()
        page.select_option("#item", "C-01")
        page.click(".filters .button")
        assert 0 < page.locator("table.list tbody tr").count() < whole
        page.click(".keep summary")
        page.fill("#name", "农房")
        page.click(".keep button")
        expect(page.locator(".banner[role=status]")).to_contain_text("农房")
        expect(page.locator(".kept a")).to_have_attribute("aria-current", "true")
        page.goto(site.url("/inbox"))
        page.click(".kept a")
        expect(page.locator("#item")).to_have_value("C-01")
        page.click(".kept button")
        expect(page.locator(".kept")).to_have_count(0)


def test_many_results_are_made_out_at_once_and_each_is_answered_for(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    play = Play(city.walk, code="2606-370811-04-01-778896")
    number = play.sheet(play.granted(PLAIN_PERMIT)).case.number
    with visit(browser, site.url(f"/inbox?q={number}"), state=officer("clerk")) as page:
        page.locator("input[name=case]").check(force=True)
        page.click(".batch button")
        expect(page.locator("h1")).to_have_text("批量制作结果文书")
        expect(page.locator("main")).to_contain_text("已办理 1 件")
        page.click("main a.button")
        page.wait_for_url(re.compile("/inbox$"))


@pytest.mark.parametrize("path", ["/inbox?item=C-01", "/inbox?light=red&stage=3"])
def test_a_narrowed_inbox_passes_the_gates(
    site: Site, browser: Browser, officer: SignIn, path: str, pictures: object
) -> None:
    state = officer("clerk")
    all_gates(browser, site.url(path), state=state, modes=(DESKTOP, PHONE))
    for mode in MODES if pictures else ():
        with visit(browser, site.url(path), mode, state=state) as page:
            take_picture(page, pictures, f"inbox-narrowed-{mode.name.replace(' ', '-')}")  # type: ignore[arg-type]


def test_what_has_come_in_is_told_without_a_reload(site: Site, browser: Browser, officer: SignIn) -> None:
    with visit(browser, site.url("/inbox/new?since=2020-01-01T00:00:00Z"), state=officer("clerk")) as page:
        expect(page.locator("body")).to_contain_text(re.compile(r"有 \d+ 件新到的待办"))
        page.goto(site.url("/inbox/new?since=2999-01-01T00:00:00Z"))
        expect(page.locator("body")).not_to_contain_text("新到的待办")

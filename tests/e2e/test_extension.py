"""An extension in the browser: asked for, seen by the head, granted; the applicant reads the reasons."""

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.database import Database
from tests.e2e.conftest import Site
from tests.e2e.gates import PHONE, SignIn, errors_are_told, no_violations, visit
from tests.store.cases_play import PERMIT, Play
from tests.store.walk import TurnedClock, Walk

pytestmark = [pytest.mark.browser, pytest.mark.database]

AGENT, REVIEWER, HEAD = "13800000003", "reviewer_urban_management", "head_urban_management"


def _picture(page: Page, pictures: Path | None, name: str) -> None:
    if pictures:
        page.screenshot(path=pictures / f"{name}.png", full_page=True)


def test_an_extension_is_asked_for_granted_by_the_head_and_told_to_the_applicant(
    site: Site,
    browser: Browser,
    officer: SignIn,
    citizen: SignIn,
    database: Database,
    pictures: Path | None,
) -> None:
    clock = TurnedClock(datetime.now(UTC) - timedelta(days=1))
    play = Play(Walk(database, clock=clock, keys=count(5_000_001)), code="2606-370811-04-01-888871")
    case = play.accepted(PERMIT)
    address = site.url(f"/cases/{case}")
    with visit(browser, address, state=officer(REVIEWER)) as page:
        page.click("#act-request_extension summary")
        page.fill("#request_extension-days", "30")
        page.fill("#request_extension-reason", "占道方案需要与地铁保护区复核")
        page.click("#act-request_extension button")
        errors_are_told(page)
        assert "最多可以延长 10 工作日" in page.locator("#act-request_extension").inner_text()
        page.fill("#request_extension-days", "10")
        page.click("#act-request_extension button")
        expect(page.locator(".banner[role=status]")).to_contain_text("等待负责人批准")
        assert "等待批准" in page.locator("#extensions").inner_text()
        assert page.locator("#act-request_extension").count() == 0
    before = play.sheet(case).clocks.statutory.on
    with visit(browser, site.url("/inbox"), state=officer(HEAD)) as page:
        page.click(f"a[href$='{case}']")
        page.wait_for_url(f"**/cases/{case}")
        assert "占道方案需要与地铁保护区复核" in page.locator("#extensions").inner_text()
        _picture(page, pictures, "extension_head")
        no_violations(page)
        page.click("#act-grant_extension button")
        expect(page.locator(".banner[role=status]")).to_contain_text("法定和承诺期限都已延长")
        assert "延长办理期限告知书" in page.locator("#documents").inner_text()
        _picture(page, pictures, "extension_granted")
    after = play.sheet(case)
    assert before is not None
    assert after.clocks.statutory.on is not None
    assert after.clocks.statutory.on > before
    assert after.case.pauses == ()
    with visit(browser, site.url(f"/my-cases/{case}"), PHONE, state=citizen(AGENT)) as page:
        assert "法定办结日" in page.locator("main").inner_text()
        page.click("a:has-text('延长办理期限告知书')")
        assert "占道方案需要与地铁保护区复核" in page.locator("main").inner_text()
        _picture(page, pictures, "extension_paper")

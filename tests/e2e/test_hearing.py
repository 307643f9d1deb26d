"""A hearing in the browser: the applicant is told, applies, is notified; no decision before it is over."""

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.database import Database
from tests.e2e.conftest import Site
from tests.e2e.gates import PHONE, SignIn, errors_are_told, no_violations, visit
from tests.store.cases_play import Play
from tests.store.procedures_play import HEARD, NEIGHBOUR, TAKES_WATER, apply_for_hearing, schedule, tell
from tests.store.walk import TurnedClock, Walk
from tests.unit.catalogue.projects import FACTORY
from tongjian.kit import local_day

pytestmark = [pytest.mark.browser, pytest.mark.database]

AGENT, REVIEWER, APPROVER = "13800000003", "reviewer_water", "approver_water"
NEXT = "main .govuk-button:not(.second)"


def _play(database: Database, code: str, key: int, at: datetime) -> Play:
    walk = Walk(database, clock=TurnedClock(at), keys=count(key))
    return Play(walk, code=code, facts=FACTORY | TAKES_WATER)


def _picture(page: Page, pictures: Path | None, name: str) -> None:
    if pictures:
        page.screenshot(path=pictures / f"{name}.png", full_page=True)


def test_the_applicant_is_told_of_the_hearing_applies_and_is_notified_in_time(
    site: Site,
    browser: Browser,
    officer: SignIn,
    citizen: SignIn,
    database: Database,
    pictures: Path | None,
) -> None:
    now = datetime.now(UTC)
    play = _play(database, "2606-370811-04-01-888872", 6_000_001, now)
    case = play.reviewed(HEARD)
    address = site.url(f"/cases/{case}")
    with visit(browser, address, state=officer(REVIEWER)) as page:
        page.click("#act-notify_parties summary")
        page.fill("#notify_parties-reason", "取水口在村饮用水井上游")
        page.fill("#notify_parties-parties", "临湾村村民委员会")
        page.click("#act-notify_parties button")
        errors_are_told(page)
        page.fill("#notify_parties-parties", "临湾村村民委员会；饮用水受影响；13900001111")
        page.click("#act-notify_parties button")
        expect(page.locator(".banner[role=status]")).to_contain_text("已告知")
        assert "临湾村村民委员会" in page.locator("#hearing").inner_text()
        _picture(page, pictures, "hearing_told")
        no_violations(page)
    with visit(browser, address, state=officer(APPROVER)) as page:
        assert page.locator("#act-grant").count() == 0
    with visit(browser, site.url(f"/my-cases/{case}"), PHONE, state=citizen(AGENT)) as page:
        dates = page.locator("#own-dates").inner_text()
        assert "申请听证" in dates
        assert "不再组织听证" in dates
        assert "13900001111" not in page.content()
        _picture(page, pictures, "hearing_own_dates_phone")
        no_violations(page)
        page.click(f"main a[href$='{case}/request_hearing']")
        assert "不收取任何费用" in page.locator("main").inner_text()
        page.click(NEXT)
        page.wait_for_url(f"**/my-cases/{case}")
        assert "已停止计算" in page.locator("main").inner_text()
        _picture(page, pictures, "hearing_applied_phone")
    with visit(browser, address, state=officer(REVIEWER)) as page:
        page.fill("#schedule_hearing-held_on", f"{local_day(now) + timedelta(days=3):%Y-%m-%d}")
        page.fill("#schedule_hearing-place", "政务服务中心三楼听证室")
        page.fill("#schedule_hearing-chair", "周主持")
        page.click("#act-schedule_hearing button")
        errors_are_told(page)
        assert "提前 7 个工作日" in page.locator("#act-schedule_hearing").inner_text()
        page.fill("#schedule_hearing-held_on", f"{local_day(now) + timedelta(days=21):%Y-%m-%d}")
        page.click("#act-schedule_hearing button")
        expect(page.locator(".banner[role=status]")).to_contain_text("已通知听证的时间和地点")
        _picture(page, pictures, "hearing_set")
    with visit(browser, site.url(f"/my-cases/{case}"), PHONE, state=citizen(AGENT)) as page:
        assert "政务服务中心三楼听证室" in page.locator("#hearing").inner_text()
        assert "听证通知书" in page.locator("main").inner_text()


def test_no_decision_is_offered_before_the_hearing_is_recorded(
    site: Site, browser: Browser, officer: SignIn, database: Database, pictures: Path | None
) -> None:
    now = datetime.now(UTC)
    play = _play(database, "2606-370811-04-01-888873", 7_000_001, now - timedelta(days=24))
    case = play.reviewed(HEARD)
    tell(play, case, NEIGHBOUR)
    apply_for_hearing(play, case)
    schedule(play, case, local_day(now) - timedelta(days=1))
    address = site.url(f"/cases/{case}")
    with visit(browser, address, state=officer(APPROVER)) as page:
        assert page.locator("#act-grant, #act-refuse, #act-resume").count() == 0
    with visit(browser, address, state=officer(REVIEWER)) as page:
        page.click("#act-hold_hearing summary")
        page.fill("#hold_hearing-minutes", "双方陈述，村委会同意取水方案。")
        page.click("#act-hold_hearing button")
        expect(page.locator(".banner[role=status]")).to_contain_text("办理期限恢复计算")
        assert "听证笔录" in page.locator("#documents").inner_text()
        _picture(page, pictures, "hearing_held")
    with visit(browser, address, state=officer(APPROVER)) as page:
        page.fill("#grant-opinion", "根据听证笔录，同意")
        page.click("#act-grant button")
        expect(page.locator(".banner[role=status]")).to_contain_text("已作出准予决定")

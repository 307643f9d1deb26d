"""The legal clock on pages: counted by anyone, told on case pages, the yearly notice imported."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.cases import City
from tests.e2e.conftest import Site
from tests.e2e.gates import MODES, PHONE, SignIn, all_gates, errors_are_told, take_picture, visit
from tongjian.calendar import fixed_holidays, shipped_years

pytestmark = [pytest.mark.browser, pytest.mark.database]

ENTERED = (
    "/clock?statutory=20&promised=7&unit=工作日&starts_on=2026-09-18&pause_0=45&from_0=2026-09-22&to_0=2026-10-09"
    "&pause_1=other&from_1=2026-10-12&to_1=2026-10-14&extension=10&granted_on=2026-10-20"
)
PASTED = "时钟 | 法定\n时限 | 10 | 工作日\n起算 | 2026-12-22 | 受理\n截至 | 2026-12-23"
PAGES = {
    "empty": "/clock",
    "counted": ENTERED,
    "provisional": f"/clock?history={quote(PASTED)}",
    "unreadable": f"/clock?history={quote('时限 | 三天')}",
}
HOUSE_CITIZEN = "13800000001"


@pytest.mark.parametrize("name", list(PAGES))
def test_the_public_page_passes_in_every_mode(
    site: Site, browser: Browser, name: str, pictures: Path | None
) -> None:
    all_gates(browser, site.url(PAGES[name]))
    for mode in MODES if pictures else ():
        with visit(browser, site.url(PAGES[name]), mode) as page:
            take_picture(page, pictures, f"clock-{name}-{mode.name.replace(' ', '-')}")


def test_anyone_counts_both_limits_and_is_told_what_is_wrong(site: Site, browser: Browser) -> None:
    with visit(browser, site.url("/clock"), script=False) as page:
        page.get_by_role("button", name="计算", exact=True).click()
        expect(page.locator(".govuk-error-summary")).to_contain_text("请填写起算日")
        page.fill("#id_statutory", "20")
        page.fill("#id_promised", "10")
        page.fill("#id_starts_on", "2026-09-18")
        page.get_by_role("button", name="计算", exact=True).click()
        expect(page.locator(".counted")).to_have_count(2)
        expect(page.locator(".counted .result").first).to_contain_text("届满日是 2026-10-22")
        expect(page.locator(".counted .result").last).to_contain_text("届满日是 2026-10-09")


def test_the_count_of_a_case_is_pasted_into_the_public_page_and_gives_the_same_date(
    site: Site, city: City, browser: Browser, officer: SignIn, pictures: Path | None
) -> None:
    address = site.url(f"/cases/{city.road[2]}")
    with visit(browser, address, state=officer("reviewer_urban_management")) as page:
        page.locator(".whys summary").first.click()
        told = page.locator(".whys [open] .result").inner_text().splitlines()[0].strip()
        expect(page.locator(".whys [open] .count li").first).to_contain_text("之日，不计入")
        take_picture(page, pictures, "clock-case")
        page.locator(".whys [open] a").click()
        expect(page.locator(".counted .result")).to_contain_text(told)


def test_the_applicant_is_told_why_the_date_is_that_day(
    site: Site, city: City, browser: Browser, citizen: SignIn, pictures: Path | None
) -> None:
    for mode in MODES:
        with visit(browser, site.url(f"/my-cases/{city.house}"), mode, state=citizen(HOUSE_CITIZEN)) as page:
            page.locator(".whys summary").first.click()
            expect(page.locator(".whys [open] .count")).to_be_visible()
            take_picture(page, pictures, f"clock-my-case-{mode.name.replace(' ', '-')}")


def test_the_administrator_previews_and_imports_the_notice(
    site: Site, browser: Browser, officer: SignIn, pictures: Path | None
) -> None:
    year = shipped_years()[-1].year + 1
    lines = [f"{day} 休" for day in sorted(fixed_holidays(year))]
    all_gates(browser, site.url("/working-days"), state=officer("sysadmin"))
    with visit(browser, site.url("/working-days"), state=officer("sysadmin")) as page:
        page.fill("#id_source", f"国务院办公厅关于{year}年部分节假日安排的通知（虚构）")
        page.fill("#id_effective_on", f"{year - 1}-11-10")
        page.fill("#id_text", "\n".join([*lines[1:], "元旦放一天"]))
        page.get_by_role("button", name="预览").click()
        errors_are_told(page)
        expect(page.locator(".govuk-error-summary")).to_contain_text(f"第 {len(lines)} 行")
        page.fill("#id_text", "\n".join(lines))
        page.get_by_role("button", name="预览").click()
        expect(page.locator(".facts").first).to_contain_text("受影响的办件")
        take_picture(page, pictures, "clock-notice")
        page.get_by_role("button", name="导入").click()
        expect(page.locator(".banner.good")).to_contain_text(f"{year} 年的放假安排已导入")
        expect(page.locator("table tbody tr").first).to_contain_text("虚构")
    with visit(browser, site.url("/working-days"), PHONE, state=officer("sysadmin")) as page:
        take_picture(page, pictures, "clock-notice-phone")

"""A split project at the pages; the counter registers a project and goes on with it for a company."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.cases import City
from tests.e2e.conftest import Site
from tests.e2e.gates import DESKTOP, PHONE, SignIn, errors_are_told, no_violations, take_picture, visit
from tests.store.cases_play import put_result
from tongjian import cases

pytestmark = [pytest.mark.browser, pytest.mark.database]

SCHOOL = "13800000005"
TENDER, WAGES = "S3-06", "S3-09"
NEXT = "main .govuk-button:not(.second)"


def test_an_applicant_picks_items_for_one_unit_project_and_the_draft_says_so(
    site: Site, city: City, browser: Browser, citizen: SignIn, pictures: Path | None
) -> None:
    project, code = city.split
    applicant = cases.get_panorama(
        city.walk.desk, city.walk.officer("clerk"), project=project
    ).project.applicant
    put_result(city.walk.database, (project, applicant), TENDER, unit_project=f"{code}-01")
    address = site.url(f"/projects/{project}")
    with visit(browser, address, state=citizen(SCHOOL)) as page:
        assert page.locator(f"#pick-{WAGES}-02").count() == 0
        page.check(f"#pick-{WAGES}-01", force=True)
        page.get_by_role("button", name=re.compile("申报所选.*一标段")).click()
        page.wait_for_url("**/form/1")
        assert "海堤路幼儿园 · 一标段" in page.locator(".about").inner_text()
        draft = page.url.split("/")[-3]
        found = cases.find_at_counter(city.walk.desk, city.walk.officer("clerk"), text="教育项目")
        kept = next(one for one in found.drafts if str(one.id) == draft)
        assert kept.unit_project is not None
    for mode in (DESKTOP, PHONE) if pictures else ():
        with visit(browser, address, mode, state=citizen(SCHOOL)) as page:
            take_picture(page, pictures, f"units-ready-{mode.name}")


def test_what_is_wrong_with_a_building_is_told_at_its_field_and_nothing_typed_is_lost(
    site: Site, city: City, browser: Browser, citizen: SignIn
) -> None:
    address = site.url(f"/projects/{city.split[0]}/unit-projects/new")
    with visit(browser, address, state=citizen(SCHOOL), script=False) as page:
        page.fill("[name='buildings.0.area_above']", "很大")
        page.get_by_role("button", name="再加一个单体").click()
        page.fill("[name='buildings.1.name']", "食堂")
        page.fill("[name='buildings.1.storeys_above']", "900")
        page.click(NEXT)
        assert "地上建筑面积请填写数字" in page.locator(".govuk-error-summary").inner_text()
        page.fill("[name='buildings.0.area_above']", "800")
        page.click(NEXT)
        told = page.locator(".govuk-error-summary").inner_text()
        for words in ("请填写工程名称", "请填写单体名称", "地上层数应为 0 到 200 之间的数"):
            assert words in told
        assert page.input_value("[name='buildings.1.name']") == "食堂"
    with visit(browser, address, state=citizen(SCHOOL)) as page:
        page.click(NEXT)
        page.wait_for_selector(".govuk-error-summary")
        errors_are_told(page)
        no_violations(page)


def test_the_counter_registers_a_project_for_a_company_and_begins_its_application(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    with visit(browser, site.url("/counter"), state=officer("clerk"), script=False) as page:
        page.get_by_role("link", name="代为登记项目").click()
        for name in ("secret", "emergency"):
            page.locator(f"[name={name}][value=no]").check(force=True)
        page.click(NEXT)
        page.fill("[name=company-name]", "海宁湾新生建材有限公司")
        page.fill("[name=company-credit_code]", "91370800165930214X")
        page.fill("[name=code]", "2611-370811-04-01-600002")
        page.fill("[name=name]", "新生建材仓库")
        page.fill("[name=address]", "临湾区港前路 2 号")
        page.locator("[name=type][value=T4]").check(force=True)
        page.select_option("[name=region]", "370811")
        page.click(NEXT)
        assert "请先向申请人出示告知并取得同意" in page.locator(".govuk-error-summary").inner_text()
        page.check("[name=company-told]", force=True)
        page.click(NEXT)
        assert "统一社会信用代码" in page.locator(".govuk-error-summary").inner_text()
        page.fill("[name=company-credit_code]", "91370800165930214U")
        page.click(NEXT)
        assert page.url.endswith("/facts"), page.locator("main").inner_text()
        page.get_by_role("link", name="看项目全景").click()
        assert "综合窗口" in page.locator(".crumbs").inner_text()
        page.goto(site.url("/counter?q=2611-370811-04-01-600002"))
        page.get_by_role("link", name="看项目全景，接着申报").click()
        expect(page.locator("h1")).to_have_text("新生建材仓库")
    with visit(browser, site.url(f"/projects/{city.split[0]}"), state=officer("clerk"), script=False) as page:
        page.locator(".alongside input[type=checkbox]").first.check(force=True)
        page.locator(".alongside").get_by_role("button", name="申报所选").click()
        assert "/form/1" in page.url, page.locator("main").inner_text()


def test_the_counter_is_asked_for_the_unit_project_only_where_the_stage_is_decided_for_each(
    site: Site, city: City, browser: Browser, officer: SignIn, pictures: Path | None
) -> None:
    with visit(browser, site.url(f"/counter/new/{WAGES}"), state=officer("clerk")) as page:
        page.fill("[name=project_code]", city.split[1])
        page.check("[name=told]", force=True)
        page.click(NEXT)
        assert page.locator(".govuk-error-summary").count() == 0
        assert page.input_value("[name=project_code]") == city.split[1]
        assert page.is_checked("[name=told]")
        page.click(NEXT)
        assert "请选择为哪个工程办理" in page.locator(".govuk-error-summary").inner_text()
        no_violations(page)
        take_picture(page, pictures, "counter-begin-unit")
        page.get_by_label(re.compile("二标段")).check(force=True)
        page.click(NEXT)
        assert "/form/1" in page.url, page.locator("main").inner_text()
        assert "海堤路幼儿园 · 二标段" in page.locator(".about").inner_text()

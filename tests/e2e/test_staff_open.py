"""A holder begins a case without an application: finds the project, begins, goes on with the case."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.cases import City
from tests.e2e.conftest import Site
from tests.e2e.gates import DESKTOP, PHONE, SignIn, State, all_gates, no_violations, take_picture, visit
from tongjian import cases

pytestmark = [pytest.mark.browser, pytest.mark.database]

UTILITIES, SURVEYORS = "provider_utilities", "provider_surveying"
SERVICE, SURVEY, REVIEW_OF_DRAWINGS = "P-16", "S4-10", "S3-01"


def _code(city: City, at: int) -> str:
    return cases.get_case(city.walk.desk, city.walk.officer("clerk"), case=city.road[at]).case.unit_project


def _found(site: Site, city: City, at: int) -> str:
    return site.url(f"/open?code={_code(city, at)}")


def test_a_provider_begins_a_service_and_makes_the_offer(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    with visit(browser, site.url("/inbox"), state=officer(UTILITIES)) as page:
        page.get_by_role("navigation").get_by_role("link", name="发起办理").click()
        page.fill("#code", _code(city, 1).lower())
        page.keyboard.press("Enter")
        item = page.locator(f"#item-{SERVICE}")
        assert "可以发起" in item.inner_text()
        item.get_by_role("button", name="发起办理").click()
        page.wait_for_url("**/cases/*")
        expect(page.locator(".banner[role=status]")).to_contain_text("已发起办理")
        assert "待响应" in page.locator(".heading").inner_text()
        page.fill("#offer-opinion", "水电气热一次踏勘，报价十二万元")
        page.click("#act-offer button")
        expect(page.locator(".heading")).to_contain_text("已提供方案")
        here = page.url
        page.goto(_found(site, city, 1))
        assert page.locator(f"#item-{SERVICE}").get_by_role("button").count() == 0
        page.locator(f"#item-{SERVICE}").get_by_role("link", name="查看办件").click()
        assert page.url == here


def test_a_service_begun_twice_is_one_case_and_begun_anew_while_it_runs_is_refused_in_words(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    address = _found(site, city, 2)
    state: State = officer(SURVEYORS)
    with visit(browser, address, state=state) as first, visit(browser, address, state=state) as late:
        form = first.evaluate(
            "(item) => Object.fromEntries(new FormData(document.querySelector(item + ' form')))",
            f"#item-{SURVEY}",
        )
        asked = {"form": form, "headers": {"Referer": address}, "max_redirects": 0}
        begun, again = (first.request.post(address, **asked) for _ in range(2))
        assert (begun.status, again.status) == (302, 302)
        assert begun.headers["location"] == again.headers["location"]
        with late.expect_response(lambda answer: answer.request.method == "POST") as answered:
            late.locator(f"#item-{SURVEY}").get_by_role("button").click()
        assert answered.value.status == 409
        assert "已有正在办理的办件" in late.locator(".govuk-error-summary").inner_text()
        assert late.locator(f"#item-{SURVEY}").get_by_role("button").count() == 0


def test_what_may_not_begin_yet_says_what_it_waits_for(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    with visit(browser, _found(site, city, 0), state=officer("provider_drawing_review")) as page:
        item = page.locator(f"#item-{REVIEW_OF_DRAWINGS}")
        assert "需先取得" in item.inner_text()
        assert item.get_by_role("button").count() == 0
        assert page.locator("main li[id]").count() == 1


def test_a_department_that_begins_nothing_or_does_not_see_the_project_is_told_so(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    address = _found(site, city, 0)
    with visit(browser, address, state=officer("reviewer_urban_management")) as page:
        assert "没有由本单位发起的事项" in page.locator(".empty").inner_text()
        no_violations(page)
    with visit(browser, address, state=officer("reviewer_heritage")) as page:
        assert "没有查到这个项目" in page.locator(".empty").inner_text()
        page.goto(site.url("/open?code=%00%27%F0%9F%98%80"))
        assert page.locator("h1").inner_text() == "发起办理"


def test_what_another_organisation_holds_is_not_begun(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    address = _found(site, city, 3)
    with visit(browser, address, state=officer(SURVEYORS)) as page:
        form = page.evaluate("() => Object.fromEntries(new FormData(document.querySelector('main li form')))")
        for item in (SERVICE, "P-08", "X"):
            asked = form | {"item": item, "key": f"foreign-{item}"}
            assert page.request.post(address, form=asked, headers={"Referer": address}).status == 404
    with visit(browser, site.url("/notice"), state=officer("clerk")) as page:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 403
        assert page.get_by_role("navigation").get_by_role("link", name="发起办理").count() == 0


def test_the_page_passes_at_a_desk_and_on_a_phone(
    site: Site, city: City, browser: Browser, officer: SignIn, pictures: Path | None
) -> None:
    address, who = _found(site, city, 4), officer("reviewer_natural_resources")
    all_gates(browser, address, state=who, modes=(DESKTOP, PHONE))
    for mode in (DESKTOP, PHONE) if pictures else ():
        with visit(browser, address, mode, state=who) as page:
            take_picture(page, pictures, f"staff-open-{mode.name}")

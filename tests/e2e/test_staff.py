"""The staff's work in the browser: a permit by keyboard, without script, stale pages, the counter."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.cases import City, accept
from tests.e2e.conftest import Site
from tests.e2e.gates import DESKTOP, SignIn, errors_are_told, tab_to, visit
from tongjian import cases

pytestmark = [pytest.mark.browser, pytest.mark.database]

REVIEWER, APPROVER = "reviewer_urban_management", "approver_urban_management"


def _state(city: City, case: UUID) -> str:
    return cases.get_case(city.walk.desk, city.walk.officer("clerk"), case=case).state_label


def _banner(page: Page) -> str:
    return page.locator(".banner[role=status]").inner_text()


def test_a_permit_is_accepted_reviewed_and_granted_by_keyboard_alone(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    case = city.road[7]
    with visit(browser, site.url("/inbox?q=精工物流"), state=officer("clerk")) as page:
        tab_to(page, f"a[href$='{case}']")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/cases/{case}")
        tab_to(page, "#accept-judge_rest")
        page.keyboard.press("Space")
        tab_to(page, "#act-accept textarea")
        page.keyboard.type("材料齐全")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".banner[role=status]")).to_contain_text("已受理")
        expect(page.locator(".timeline")).to_contain_text("材料齐全")
    assert _state(city, case) == "已受理"
    with visit(browser, site.url(f"/cases/{case}"), state=officer(REVIEWER)) as page:
        assert "审查中" in page.locator(".heading").inner_text()
        tab_to(page, "#act-review input[type=radio]")
        page.keyboard.press("ArrowDown")
        tab_to(page, "#act-review textarea")
        page.keyboard.type("占道范围应避开公交站台")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".banner[role=status]")).to_contain_text("意见已提交")
        expect(page.locator("#opinions")).to_contain_text("附条件同意")
    _co_sign(city, case)
    with visit(browser, site.url("/inbox"), state=officer(APPROVER)) as page:
        tab_to(page, f"a[href$='{case}']")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/cases/{case}")
        tab_to(page, "#act-grant button")
        page.keyboard.press("Enter")
        expect(page.locator(".banner[role=status]")).to_contain_text("已作出准予决定")
        expect(page.locator("#results")).to_contain_text("待制证")


def _co_sign(city: City, case: UUID) -> None:
    walk = city.walk
    for step in cases.get_case(walk.desk, walk.officer("clerk"), case=case).steps:
        assert step.organisation is not None
        holder = walk.holders_of(step.organisation, step.role)
        cases.co_sign(walk.desk, holder, case=case, opinion="同意", ticket=walk.ticket())


def test_every_act_works_without_script(site: Site, city: City, browser: Browser, officer: SignIn) -> None:
    address = site.url(f"/cases/{city.road[2]}")
    with visit(browser, address, state=officer("clerk"), script=False) as page:
        page.check("#act-deliver input[value=post]")
        page.fill("#deliver-receiver", "韩启文")
        page.click("#act-deliver button")
        assert "已送达" in _banner(page)
        assert "送达回证" in page.locator("#documents").inner_text()
        page.click("#documents a >> nth=0")
        assert page.locator("h1").inner_text() == "受理通知书"


def test_what_must_be_corrected_is_told_at_once_and_an_empty_remark_is_told_at_its_field(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    with visit(browser, site.url(f"/cases/{city.house}"), state=officer("clerk")) as page:
        page.click("#act-correct summary")
        page.check("#correct-pick_0")
        page.fill("#correct-remark_1", "请补充签名")
        page.click("#act-correct button")
        errors_are_told(page)
        assert page.input_value("#correct-remark_1") == "请补充签名"
        assert page.is_checked("#correct-pick_0")
        page.fill("#correct-remark_0", "请重新上传清晰的扫描件")
        page.check("#correct-judge_rest")
        page.click("#act-correct button")
        assert "已一次性告知申请人补正" in _banner(page)
    found = cases.get_case(city.walk.desk, city.walk.officer("clerk"), case=city.house)
    assert {one.remark for one in found.correction} == {"请重新上传清晰的扫描件", "请补充签名"}


def test_a_refusal_without_reasons_is_told_at_the_field(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    with visit(browser, site.url(f"/cases/{city.road[3]}"), state=officer(APPROVER)) as page:
        page.click("#act-refuse summary")
        page.click("#act-refuse button")
        errors_are_told(page)
        assert page.locator("#act-refuse").get_attribute("open") is not None


def test_a_stale_page_is_409_shows_the_present_state_and_keeps_what_was_typed(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    case = city.road[6]
    with visit(browser, site.url(f"/cases/{case}"), state=officer("clerk")) as page:
        page.fill("#accept-opinion", "材料齐全，符合法定形式")
        page.check("#accept-judge_rest")
        accept(city.walk, case)
        with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
            page.click("#act-accept button")
        assert answered.value.status == 409
        told = page.locator(".banner.bad").inner_text()
        assert "当前状态为“已受理”" in told
        assert "材料齐全，符合法定形式" in told
        assert "已受理" in page.locator(".heading").inner_text()


def test_a_form_sent_twice_acts_once(site: Site, city: City, browser: Browser, officer: SignIn) -> None:
    case = city.road[4]
    with visit(browser, site.url(f"/cases/{case}"), state=officer(REVIEWER)) as page:
        page.click("#act-pause summary")
        page.check("#act-pause input[type=radio] >> nth=0")
        page.fill("#pause-planned_days", "5")
        page.fill("#pause-reason", "需要听证")
        form = page.evaluate(
            "() => Object.fromEntries(new FormData(document.querySelector('#act-pause form')))"
        )
        first = page.request.post(page.url, form=form, headers={"Referer": page.url}, max_redirects=0)
        again = page.request.post(page.url, form=form, headers={"Referer": page.url}, max_redirects=0)
        assert (first.status, again.status) == (302, 302)
        other = page.request.post(
            page.url, form=form | {"key": "another"}, headers={"Referer": page.url}, max_redirects=0
        )
        assert other.status == 409
    found = cases.get_case(city.walk.desk, city.walk.officer(REVIEWER), case=case)
    assert len(found.case.pauses) == 1


def test_others_are_refused_in_words(
    site: Site, city: City, browser: Browser, officer: SignIn, citizen: SignIn
) -> None:
    asked = [
        (officer("clerk"), "/overview", 403),
        (officer(REVIEWER), "/counter", 403),
        (officer("supervisor"), "/inbox", 403),
        (citizen("13800000002"), f"/cases/{city.house}", 403),
        (officer("reviewer_heritage"), f"/cases/{city.house}", 404),
        (officer("reviewer_heritage"), f"/reviews/{city.review[0]}", 404),
        (officer("clerk"), f"/cases/{city.house}/documents/{city.house}", 404),
    ]
    for state, path, status in asked:
        with visit(browser, site.url("/notice"), DESKTOP, state=state) as page:
            answer = page.goto(site.url(path))
            assert answer is not None
            assert answer.status == status, path
            assert page.locator("h1").inner_text()


@pytest.mark.parametrize(
    "query",
    [
        "q=%00%27",
        "after=2026-99-99_" + "0" * 32,
        "light=blue&item=%00",
        "q=" + "长" * 400,
        "after=%F0%9F%98%80",
    ],
)
def test_a_strange_query_is_no_fault(
    site: Site, city: City, browser: Browser, officer: SignIn, query: str
) -> None:
    assert city.road
    with visit(browser, site.url("/inbox"), state=officer("clerk")) as page:
        for path in ("/inbox", "/counter"):
            answer = page.goto(site.url(f"{path}?{query}"))
            assert answer is not None
            assert answer.status == 200


def test_the_counter_begins_a_citizens_application_and_finds_it_again_by_its_number(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    assert city.draft
    with visit(browser, site.url("/counter"), state=officer("clerk")) as page:
        page.fill("#item", "农村建房")
        page.keyboard.press("Enter")
        page.click("a[href$='/counter/new/C-01']")
        page.fill("#id_name", "何秀兰")
        page.fill("#id_citizen_id", "123")
        page.fill("#id_phone", "13800000002")
        page.check("#id_told")
        page.click("main .govuk-button")
        errors_are_told(page)
        assert page.input_value("#id_name") == "何秀兰"
        page.fill("#id_citizen_id", "370811195604120222")
        page.click("main .govuk-button")
        page.wait_for_url(re.compile("/drafts/"))
        page.goto(site.url(f"/counter?q={city.draft}"))
        assert "林海生" in page.locator("main").inner_text()


def test_numbers_of_the_overview_lead_to_their_lists(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    assert city.road
    with visit(browser, site.url("/overview"), state=officer("supervisor")) as page:
        number = int(page.locator(".numbers .bad b").inner_text())
        expect(page.locator("[data-chart].drawn")).to_have_count(2)
        page.click(".numbers .bad a")
        assert f"共 {number} 件" in page.locator(".tally").inner_text()
        page.click("td.main a >> nth=0")
        assert page.locator("#acts").count() == 0

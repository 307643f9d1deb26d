"""The frame of every page, sign-in, and the pages open to everybody."""

import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import PASSWORD, Site
from tests.e2e.gates import (
    DESKTOP,
    ELDER_PHONE,
    MODES,
    PHONE,
    Mode,
    SignIn,
    by_keyboard,
    errors_are_told,
    first_load,
    no_overflow,
    no_violations,
    open_context,
    tab_to,
    take_picture,
    touch_targets,
    visit,
)

pytestmark = [pytest.mark.browser, pytest.mark.database]

CITIZEN, AGENT = "13800000001", "13800000003"
OPEN_PAGES = (
    "/",
    "/items",
    "/items?q=没有这样的事项",
    "/items/C-01",
    "/sign-in",
    "/sign-in/phone",
    "/accounts/login/",
    "/notice",
    "/verify",
    "/nothing-here",
)
SIGNED_IN_PAGES = (("/profile", AGENT), ("/acting-for", AGENT), ("/companies/new", AGENT))


def look(browser: Browser, address: str, mode: Mode, state: object, picture: Path | None, name: str) -> None:
    with visit(browser, address, mode, state=state) as page:  # type: ignore[arg-type]
        take_picture(page, picture, f"{name or 'home'}-{mode.name.replace(' ', '-')}")
        no_violations(page)
        if mode.is_phone:
            touch_targets(page, mode.least_touch)
            no_overflow(page)


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_open_pages_pass_the_gates(site: Site, browser: Browser, pictures: Path | None, path: str) -> None:
    for mode in (DESKTOP, ELDER_PHONE):
        look(browser, site.url(path), mode, None, pictures, re.sub(r"\W+", "-", path).strip("-"))


@pytest.mark.full
@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
@pytest.mark.parametrize("path", OPEN_PAGES)
def test_open_pages_pass_the_gates_in_every_mode(
    site: Site, browser: Browser, pictures: Path | None, path: str, mode: Mode
) -> None:
    look(browser, site.url(path), mode, None, pictures, re.sub(r"\W+", "-", path).strip("-"))


@pytest.mark.parametrize(("path", "phone"), SIGNED_IN_PAGES)
def test_pages_of_applicants_pass_the_gates(
    site: Site, browser: Browser, citizen: SignIn, pictures: Path | None, path: str, phone: str
) -> None:
    for mode in (PHONE, ELDER_PHONE):
        look(browser, site.url(path), mode, citizen(phone), pictures, path.strip("/").replace("/", "-"))


@pytest.mark.parametrize("path", ["/catalogue", "/catalogue/S3-05"])
def test_the_administrators_catalogue_passes_the_gates(
    site: Site, browser: Browser, officer: SignIn, pictures: Path | None, path: str
) -> None:
    for mode in (DESKTOP, PHONE):
        look(browser, site.url(path), mode, officer("sysadmin"), pictures, path.strip("/").replace("/", "-"))


@pytest.mark.parametrize("path", ["/", "/items", "/items/C-01", "/sign-in/phone"])
def test_first_load_is_light(site: Site, browser: Browser, path: str) -> None:
    first_load(browser, site.url(path))


def test_an_empty_and_a_wrong_phone_number_are_told_at_the_field(site: Site, browser: Browser) -> None:
    with visit(browser, site.url("/sign-in/phone")) as page:
        page.click("main .govuk-button")
        errors_are_told(page)
        page.fill("#id_phone", "12345")
        page.click("main .govuk-button")
        errors_are_told(page)
        assert page.input_value("#id_phone") == "12345"
        no_violations(page)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_new_citizen_signs_in_reads_the_notice_and_gives_a_name(
    site: Site, browser: Browser, *, script: bool
) -> None:
    phone = "13900000011" if script else "13900000012"
    with visit(browser, site.url("/sign-in/phone"), PHONE, script=script) as page:
        page.fill("#id_phone", phone)
        page.click("main .govuk-button")
        page.fill("#id_code", "000000" if site.code_of(phone) != "000000" else "111111")
        page.click("main .govuk-button")
        assert "验证码不正确或已失效" in page.locator(".govuk-error-summary").inner_text()
        page.fill("#id_code", site.code_of(phone))
        page.click("main .govuk-button")
        assert page.locator("h1").inner_text() == "个人信息保护告知"
        page.click("main .govuk-button")
        assert page.title().startswith("错误：")
        page.check("#id_agree")
        page.click("main .govuk-button")
        assert page.locator("h1").inner_text() == "填写身份信息"
        page.fill("#id_name", "马小军")
        page.fill("#id_citizen_id", "370811199001011233")
        page.click("main .govuk-button")
        assert "公民身份号码" in page.locator(".govuk-error-summary").inner_text()
        assert page.input_value("#id_name") == "马小军"


def test_sign_in_works_by_keyboard_alone(site: Site, browser: Browser) -> None:
    with visit(browser, site.url("/")) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "跳到主要内容"
        tab_to(page, ".entrances a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/sign-in/phone")
        by_keyboard(page, "#id_phone", "13900000031")
        page.keyboard.press("Enter")
        page.wait_for_url("**/sign-in/code*")
        by_keyboard(page, "#id_code", site.code_of("13900000031"))
        page.keyboard.press("Enter")
        page.wait_for_url("**/notice*")


def test_a_page_for_signed_in_people_leads_back_to_itself_after_sign_in(site: Site, page: Page) -> None:
    page.goto(site.url("/profile"))
    assert "next=%2Fprofile" in page.url
    page.click("main .choices a")
    page.fill("#id_phone", "13800000005")
    page.click("main .govuk-button")
    page.fill("#id_code", site.code_of("13800000005"))
    page.click("main .govuk-button")
    if "/notice" in page.url:
        page.check("#id_agree")
        page.click("main .govuk-button")
    if "/acting-for" in page.url:
        page.click("main .govuk-button")
    assert page.url == site.url("/profile")
    assert "370811**********18" in page.locator("main").inner_text()


def test_next_never_leads_to_another_site(site: Site, browser: Browser, citizen: SignIn) -> None:
    with visit(browser, site.url("/start?next=//evil.example/"), state=citizen(CITIZEN)) as page:
        assert page.url.startswith(site.address)


def test_elder_mode_grows_everything_and_stays_without_script(site: Site, browser: Browser) -> None:
    with visit(browser, site.url("/items"), PHONE, script=False) as page:
        page.click("text=长辈版")
        assert page.url == site.url("/items")
        page.goto(site.url("/sign-in"))
        assert page.locator("html").get_attribute("class") == "elder"
        page.click("text=标准版")
        assert page.locator("html").get_attribute("class") is None


def test_english_is_one_click_away(site: Site, page: Page) -> None:
    page.goto(site.url("/"))
    page.click("text=English")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").inner_text() == "What would you like to apply for?"
    page.click("text=中文")
    assert page.locator("h1").inner_text() == "您要办什么事？"


def test_an_officer_is_told_of_a_wrong_password_and_locked_out_after_five(site: Site, page: Page) -> None:
    page.goto(site.url("/accounts/login/"))
    for attempt in range(6):
        page.fill("#id_login", "clerk_2")
        page.fill("#id_password", f"wrong-{attempt}")
        with page.expect_navigation():
            page.click("main .govuk-button")
        if page.locator("#id_login").count() == 0:
            break
        assert page.title().startswith("错误：")
    assert page.locator("h1").inner_text() == "登录已锁定"


def test_an_officer_signs_in_and_out(site: Site, page: Page) -> None:
    page.goto(site.url("/accounts/login/"))
    page.fill("#id_login", "sysadmin")
    page.fill("#id_password", PASSWORD)
    page.click("main .govuk-button")
    assert "陈志远" in page.locator(".who").inner_text()
    page.click("text=退出")
    assert page.url == site.url("/")
    assert page.get_by_role("link", name="登录", exact=True).count() == 1


def test_the_catalogue_is_for_administrators(site: Site, browser: Browser, citizen: SignIn) -> None:
    with open_context(browser, site.address, state=citizen(CITIZEN)) as context:
        page = context.new_page()
        answer = page.goto(site.url("/catalogue"))
        assert answer is not None
        assert answer.status == 403
        assert "portal.post_needed" in page.locator("main").inner_text()


def test_an_unknown_item_and_an_unknown_page_are_404_with_advice(site: Site, page: Page) -> None:
    for path in ("/items/ZZ-99", "/items/%00", "/nothing"):
        answer = page.goto(site.url(path))
        assert answer is not None
        assert answer.status == 404
        assert "接下来怎么做" in page.locator("main").inner_text()


def test_a_lapsed_form_keeps_what_was_typed(site: Site) -> None:
    answer = httpx.post(site.url("/companies/new"), data={"name": "海宁湾新城建设有限公司"})
    assert answer.status_code == 403
    assert "海宁湾新城建设有限公司" in answer.text


def test_unknown_codes_are_said_to_be_unknown_never_valid(site: Site, page: Page) -> None:
    page.goto(site.url("/verify?code=ABCD-1234-EFGH-5678"))
    assert page.locator(".banner h2").inner_text() == "查不到"


def test_the_address_in_a_licences_qr_code_leads_to_the_check(site: Site, page: Page) -> None:
    page.goto(site.url("/verify/0000-0000-0000-0000"))
    assert page.get_by_text("查不到").first.is_visible()

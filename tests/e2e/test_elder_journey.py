"""A 70-year-old applies for a house by phone, in large type, without JavaScript; the counter goes on."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import Site
from tests.e2e.gates import ELDER_PHONE, SignIn, open_context, take_picture
from tests.store.walk import PDF

pytestmark = [pytest.mark.browser, pytest.mark.database]

MOST_PAGES, MOST_TYPED = 7, 12
PHONE_OF_ELDER = "13900000070"
HOUSE = {
    "site_address": "临湾区海堤镇望海村三组 18 号",
    "household_members": "4",
    "homestead_area_m2": "166",
    "building_area_m2": "240",
}
PICKED = {"build_kind": "rebuild", "floors": "2", "drawing": "atlas"}


class Elder:
    """Someone who types as little as possible, and whose pages and typed fields are counted."""

    def __init__(self, page: Page, pictures: Path | None) -> None:
        self.page, self.pictures = page, pictures
        self.typed = 0
        self.pages: list[str] = []

    def types(self, name: str, text: str) -> None:
        assert self.page.locator(f"[name={name}]").input_value() == "", f"{name} is filled already"
        self.page.fill(f"[name={name}]", text)
        self.typed += 1

    def picks(self, name: str, value: str) -> None:
        self.page.locator(f"[name={name}][value='{value}']").check(force=True)

    def goes_on(self, selector: str = "main .govuk-button:not(.second)") -> None:
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.pages.append(self.page.locator("h1").inner_text())
        take_picture(self.page, self.pictures, f"elder-{len(self.pages):02}")

    def hands_in_papers(self) -> None:
        for field in self.page.locator("input[type=file]").all():
            if "选填" not in (field.locator("xpath=..").inner_text()):
                field.set_input_files({"name": "照片.pdf", "mimeType": "application/pdf", "buffer": PDF})


def signs_in_from_the_item(elder: Elder, site: Site) -> None:
    page = elder.page
    page.goto(site.url("/"))
    page.locator(".examples a", has_text="农村建房").click()
    page.locator("main h3 a").first.click()
    page.get_by_role("link", name="我要申请").click()
    page.get_by_role("link", name="个人和单位登录").click()
    elder.types("phone", PHONE_OF_ELDER)
    elder.goes_on()
    elder.types("code", site.code_of(PHONE_OF_ELDER))
    elder.goes_on()
    page.check("#id_agree")
    elder.goes_on()
    elder.types("name", "周福根")
    elder.types("citizen_id", "370811195603151019")
    elder.goes_on()


def fills_in_the_house(elder: Elder) -> None:
    assert elder.page.locator("[name=applicant_name]").input_value() == "周福根"
    elder.goes_on()
    for name, text in HOUSE.items():
        elder.types(name, text)
    for name, value in PICKED.items():
        elder.picks(name, value)
    elder.goes_on()


def test_an_elder_applies_for_a_house_within_seven_pages_and_twelve_typed_fields(
    site: Site, browser: Browser, pictures: Path | None
) -> None:
    with open_context(browser, site.address, ELDER_PHONE, script=False) as context:
        elder = Elder(context.new_page(), pictures)
        signs_in_from_the_item(elder, site)
        start = len(elder.pages) - 1
        assert "乡村建设规划许可证" in elder.pages[start]
        elder.goes_on()
        fills_in_the_house(elder)
        elder.hands_in_papers()
        elder.goes_on()
        elder.goes_on()
        assert elder.pages[-1] == "申请已提交", elder.page.locator("main").inner_text()
        walked = elder.pages[start:]
        assert len(walked) <= MOST_PAGES, walked
        assert elder.typed <= MOST_TYPED
        number = elder.page.locator(".confirmation strong").inner_text()
        elder.page.get_by_role("link", name="查看进度").click()
        take_picture(elder.page, pictures, "elder-case")
        assert number in elder.page.locator("main").inner_text()


def test_what_an_elder_began_is_finished_at_the_counter_with_nothing_entered_twice(
    site: Site, browser: Browser, officer: SignIn, citizen: SignIn, pictures: Path | None
) -> None:
    at_home = open_context(browser, site.address, ELDER_PHONE, state=citizen("13800000002"), script=False)
    with at_home as context:
        elder = Elder(context.new_page(), pictures)
        elder.page.goto(site.url("/apply/C-01"))
        elder.goes_on()
        elder.goes_on()
        for name, text in HOUSE.items():
            elder.types(name, text)
        for name, value in PICKED.items():
            elder.picks(name, value)
        elder.goes_on("main .govuk-button.second")
        assert elder.pages[-1] == "已保存"
        number = elder.page.locator(".confirmation strong").inner_text()
        address = elder.page.get_by_role("link", name="继续填写").get_attribute("href")
    assert address is not None
    with open_context(browser, site.address, state=officer("clerk")) as context:
        clerk = Elder(context.new_page(), pictures)
        clerk.page.goto(site.url(address))
        assert clerk.page.locator("h1").inner_text() == "材料", "what was filled in is asked again"
        assert number in clerk.page.locator("main").inner_text()
        clerk.hands_in_papers()
        clerk.goes_on()
        for text in HOUSE.values():
            assert text in clerk.page.locator("main").inner_text()
        clerk.goes_on()
        assert clerk.pages[-1] == "申请已提交", clerk.page.locator("main").inner_text()
        assert clerk.typed == 0

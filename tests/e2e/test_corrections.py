"""Correction with a repeated point: told once, answered in part, told again; a new one needs a supervisor."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.cases import City
from tests.e2e.conftest import Site
from tests.e2e.gates import DESKTOP, PHONE, SignIn, open_context
from tests.store.cases_play import PERMIT, Play
from tests.store.walk import PDF
from tongjian import cases

pytestmark = [pytest.mark.browser, pytest.mark.database]

AGENT = "13800000003"
SEND = "main .govuk-button:not(.second)"
PAPER = {"name": "补正.pdf", "mimeType": "application/pdf", "buffer": PDF}


@dataclass(frozen=True, slots=True)
class Counter:
    """The people of one case, each at a page of his own."""

    site: Site
    browser: Browser
    citizen: SignIn
    officer: SignIn

    @contextmanager
    def staff(self, case: UUID, username: str = "clerk") -> Iterator[Page]:
        address = self.site.address
        state = self.officer(username)
        with open_context(self.browser, address, DESKTOP, state=state, script=False) as context:
            page = context.new_page()
            page.goto(self.site.url(f"/cases/{case}"))
            yield page

    @contextmanager
    def applicant(self, size: object = DESKTOP) -> Iterator[Page]:
        state = self.citizen(AGENT)
        with open_context(self.browser, self.site.address, size, state=state, script=False) as context:  # type: ignore[arg-type]
            yield context.new_page()


def judge(page: Page, at: int, finding: str, *, check: str = "", remark: str = "", number: str = "") -> None:
    """Say of a paper whether it is in order."""
    page.check(f"#judge_material-p{at}_finding_{0 if finding == 'accepted' else 1}", force=True)
    if check or remark or number:
        reasons = page.locator(".paper-check").nth(at).locator("details")
        if reasons.get_attribute("open") is None:
            reasons.locator("summary").click()
    if check:
        page.check(f"[name=p{at}_checks][value='{check}']", force=True)
    if remark:
        page.fill(f"#judge_material-p{at}_remark", remark)
    if number:
        page.fill(f"#judge_material-p{at}_page", number)


def send(page: Page, act: str) -> None:
    """Press the button of an act, not the one that shows its paper before."""
    if act == "judge_material":
        page.locator("form.paper-checks button").click()
        return
    form = page.locator(f"#act-{act}")
    if form.get_attribute("open") is None:
        form.locator("summary").first.click()
    form.locator("button:not(.second)").click()


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("TONGJIAN_PICTURES"):
        page.screenshot(path=Path(folder) / f"corrections-{name}.png", full_page=True)


def tell_once(people: Counter, case: UUID) -> None:
    """The first notice cannot go out while a paper is unjudged; then it names exactly what was found."""
    with people.staff(case) as page:
        judge(page, 0, "to_correct", check="legible", remark="第三页看不清", number="3")
        judge(page, 1, "to_correct", remark="请补盖公章")
        send(page, "judge_material")
        expect(page.locator(".banner.good")).to_be_visible()
        picture(page, "judged")
        send(page, "correct")
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        expect(page.locator("#act-correct")).to_contain_text("还有材料没有核对")
        page.check("#correct-judge_rest", force=True)
        send(page, "correct")
        expect(page.locator(".banner.good")).to_contain_text("已一次性告知申请人补正")


def answer(people: Counter, case: UUID) -> None:
    """The applicant sees exactly the papers to replace, each with remark and place."""
    with people.applicant() as page:
        page.goto(people.site.url(f"/my-cases/{case}/supplement"))
        expect(page.locator(".fix")).to_have_count(2)
        told = page.locator("main").inner_text()
        assert "第三页看不清" in told
        assert "第 3 页" in told
        assert page.locator("a[href$='#page=3']").count() == 1
        picture(page, "supplement")
        for field in page.locator(".fix input[type=file]").all():
            field.set_input_files(PAPER)  # type: ignore[arg-type]
        page.click(SEND)
        expect(page.locator(".banner.good")).to_be_visible()


def repeat(people: Counter, case: UUID) -> None:
    """The second notice repeats the point that stays unmet, and no other; what was in order is locked."""
    with people.staff(case) as page:
        expect(page.locator(".paper-check").nth(2)).to_contain_text("不再要求更换")
        judge(page, 0, "to_correct", check="consistent")
        judge(page, 1, "accepted")
        send(page, "judge_material")
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        expect(page.locator("form.paper-checks")).to_contain_text("不能增加新的内容")
        picture(page, "new-point-refused")
        page.goto(people.site.url(f"/cases/{case}"))
        judge(page, 0, "to_correct", check="legible", remark="仍然看不清")
        judge(page, 1, "accepted")
        send(page, "judge_material")
        expect(page.locator(".banner.good")).to_be_visible()
        send(page, "correct")
        expect(page.locator(".banner.good")).to_contain_text("已一次性告知申请人补正")
    with people.applicant(PHONE) as page:
        page.goto(people.site.url(f"/my-cases/{case}/supplement"))
        expect(page.locator(".fix")).to_have_count(1)
        picture(page, "supplement-phone")
        page.locator(".fix input[type=file]").set_input_files(PAPER)  # type: ignore[arg-type]
        page.click(SEND)
        expect(page.locator(".banner.good")).to_be_visible()


def tell_what_was_forgotten(people: Counter, case: UUID, key: str) -> None:
    """A point nobody told is allowed by the supervisor, with a reason, and told as our omission."""
    with people.staff(case, "supervisor") as page:
        page.select_option("#allow_new_point-key", key)
        page.fill("#allow_new_point-reason", "首次核对时漏看附图，关系公共安全")
        picture(page, "leave")
        send(page, "allow_new_point")
        expect(page.locator(".banner.good")).to_contain_text("已允许")
    with people.staff(case) as page:
        expect(page.locator("main")).to_contain_text("首次核对时漏看附图")
        judge(page, 0, "accepted")
        judge(page, 2, "to_correct", remark="附图缺少比例尺")
        send(page, "judge_material")
        expect(page.locator(".banner.good")).to_be_visible()
        send(page, "correct")
        expect(page.locator(".banner.good")).to_contain_text("已一次性告知申请人补正")


def test_a_correction_with_a_repeated_point_and_one_that_was_forgotten(
    site: Site, city: City, browser: Browser, citizen: SignIn, officer: SignIn
) -> None:
    walk = city.walk
    play = Play(walk, code="2606-370811-04-01-778899")
    case = play.apply(PERMIT)
    papers = [one.material for one in cases.get_case(walk.desk, play.clerk, case=case).acceptance.papers]
    people = Counter(site, browser, citizen, officer)
    tell_once(people, case)
    answer(people, case)
    repeat(people, case)
    tell_what_was_forgotten(people, case, papers[2].key)
    sheet = cases.get_case(walk.desk, play.agent, case=case)
    assert [one.omitted for one in sheet.correction] == [True]
    notice = sheet.documents[-1]
    assert any("因本机关疏漏没有告知" in one and "关系公共安全" in one for one in notice.paragraphs)
    assert cases.get_overview(walk.desk, walk.officer("supervisor")).total.omitted == 1

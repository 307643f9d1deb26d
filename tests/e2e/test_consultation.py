"""Consultation in the browser: asked, answered, silent; the decision waits, and who was silent is shown."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.cases import City
from tests.e2e.conftest import Site
from tests.e2e.gates import MODES, SignIn, all_gates, errors_are_told, take_picture, visit
from tests.store.cases_play import Play
from tests.store.consultation_play import ASKED, Asked

pytestmark = [pytest.mark.browser, pytest.mark.database]

LEAD, APPROVER, SILENT, ANSWERING = (
    "reviewer_water",
    "approver_water",
    "reviewer_urban_management",
    "reviewer_housing",
)


@dataclass(frozen=True, slots=True)
class Scene:
    """One case to ask about, one asked about long ago and answered by nobody."""

    fresh: Asked
    silent: Asked
    consultation: UUID


@pytest.fixture(scope="module")
def scene(city: City) -> Scene:
    clock = city.walk.clock
    clock.at = datetime.now(UTC) - timedelta(days=14)
    silent = Asked.on(Play(city.walk, code="2606-370811-04-01-778911"))
    consultation = silent.asked(ASKED)
    silent.review()
    clock.at = datetime.now(UTC)
    return Scene(Asked.on(Play(city.walk, code="2606-370811-04-01-778912")), silent, consultation)


def test_departments_are_asked_one_objects_and_the_lead_says_why_it_does_not_follow(
    site: Site, scene: Scene, browser: Browser, officer: SignIn
) -> None:
    case = site.url(f"/cases/{scene.fresh.case}")
    with visit(browser, case, state=officer(LEAD)) as page:
        page.get_by_role("link", name="发起征求意见").click()
        page.get_by_label("住房城乡建设部门").check()
        page.get_by_label("并联审批征求意见").check()
        page.fill("#id_question", "道路开口是否影响在建工程？")
        page.locator("input[name=materials]").first.check()
        page.get_by_role("button", name="发出征求意见").click()
        expect(page.locator(".banner[role=status]")).to_contain_text("5个工作日内答复")
        expect(page.locator("#consultations")).to_contain_text("等待答复")
    scene.fresh.review()
    with visit(browser, case, state=officer(APPROVER)) as page:
        page.get_by_role("button", name="准予", exact=True).click()
        expect(page.locator("main")).to_contain_text("正在征求意见，不能作出决定")
        expect(page.locator("main")).to_contain_text("住房城乡建设部门")
    with visit(browser, site.url("/consultations"), state=officer(ANSWERING)) as page:
        page.get_by_role("link", name="精工制造厂房").first.click()
        expect(page.locator("main")).to_contain_text("道路开口是否影响在建工程？")
        page.get_by_label("不同意", exact=True).check()
        page.get_by_role("button", name="答复").click()
        expect(page.locator(".banner[role=status]")).to_contain_text("已退回一次")
        page.get_by_label("不同意", exact=True).check()
        page.fill("#id_text", "开口正对在建工程的消防通道")
        page.get_by_role("button", name="答复").click()
        expect(page.locator(".banner[role=status]")).to_contain_text("意见已答复")
        assert page.request.get(case).status == 404, "the case itself stays closed"
    with visit(browser, case, state=officer(APPROVER)) as page:
        page.get_by_role("button", name="准予", exact=True).click()
        expect(page.locator("main")).to_contain_text("请先说明未采纳的理由")
        page.goto(case)
        page.locator("#consultations").get_by_role("link", name="住房城乡建设部门").click()
        page.locator("#act-not_follow textarea").fill("消防通道已改到东侧，经现场核对不受影响")
        page.locator("#act-not_follow").get_by_role("button").click()
        expect(page.locator(".timeline")).to_contain_text("消防通道已改到东侧")
        page.goto(case)
        page.get_by_role("button", name="准予", exact=True).click()
        expect(page.locator(".banner[role=status]")).to_contain_text("已作出准予决定")


def test_a_silent_department_holds_nobody_up_and_answers_for_it(
    site: Site, scene: Scene, browser: Browser, officer: SignIn, citizen: SignIn, pictures: Path | None
) -> None:
    case = site.url(f"/cases/{scene.silent.case}")
    panorama = site.url(f"/projects/{scene.silent.play.project}")
    with visit(browser, panorama, state=citizen("13800000003")) as page:
        holdup = page.locator(".holdup")
        expect(holdup).to_contain_text("城市管理")
        expect(holdup).to_contain_text("逾期未答复的视为同意")
        take_picture(page, pictures, "panorama-holdup")
    with visit(browser, case, state=officer(APPROVER)) as page:
        expect(page.locator("#consultations")).to_contain_text("逾期未答复")
        page.get_by_role("button", name="准予", exact=True).click()
        expect(page.locator(".banner[role=status]")).to_contain_text("已作出准予决定")
        expect(page.locator("#consultations")).to_contain_text("视为同意")
        expect(page.locator("#consultations")).to_contain_text("责任由该部门承担")
    one = site.url(f"/consultations/{scene.consultation}")
    with visit(browser, one, state=officer(SILENT)) as page:
        expect(page.locator(".banner")).to_contain_text("责任由该部门承担")
        page.get_by_label("不同意", exact=True).check()
        page.fill("#id_text", "当时没有看到")
        page.get_by_role("button", name="答复").click()
        expect(page.locator(".banner[role=status]")).to_contain_text("仅作记录")
    with visit(browser, site.url("/overview"), state=officer("supervisor")) as page:
        expect(page.locator("#by-department")).to_contain_text("征求意见逾期未答复")


def _pages(scene: Scene) -> dict[str, tuple[str, str]]:
    return {
        "ask": (f"/cases/{scene.fresh.case}/consult", LEAD),
        "list": ("/consultations?which=over", SILENT),
        "one": (f"/consultations/{scene.consultation}", SILENT),
    }


@pytest.mark.parametrize("name", ["list", "one", "ask"])
def test_the_pages_pass_in_every_mode(
    site: Site, city: City, browser: Browser, officer: SignIn, scene: Scene, name: str, pictures: Path | None
) -> None:
    if name == "ask":
        scene = Scene(
            Asked.on(Play(city.walk, code="2606-370811-04-01-778913")), scene.silent, scene.consultation
        )
    path, username = _pages(scene)[name]
    if name == "ask":
        with visit(browser, site.url(f"/cases/{scene.fresh.case}"), state=officer(LEAD)):
            pass
    all_gates(browser, site.url(path), state=officer(username))
    for mode in MODES if pictures else ():
        with visit(browser, site.url(path), mode, state=officer(username)) as page:
            take_picture(page, pictures, f"consultation-{name}-{mode.name.replace(' ', '-')}")


def test_what_is_wrong_is_told_at_the_fields(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    asked = Asked.on(Play(city.walk, code="2606-370811-04-01-778914"))
    with visit(browser, site.url(f"/cases/{asked.case}/consult"), state=officer(LEAD)) as page:
        page.get_by_role("button", name="发出征求意见").click()
        errors_are_told(page)


def test_the_coordinator_replies_once_for_all_items(
    site: Site, city: City, browser: Browser, officer: SignIn, pictures: Path | None
) -> None:
    with visit(browser, site.url(f"/reviews/{city.review[0]}"), state=officer("coordinator")) as page:
        page.get_by_role("link", name="综合答复").click()
        page.get_by_role("button", name="作出综合答复").click()
        expect(page.locator("main")).to_contain_text("不能作出综合答复")
        page.check("#id_interim")
        page.get_by_role("button", name="作出综合答复").click()
        expect(page.locator(".reply")).to_contain_text("阶段性综合答复")
        take_picture(page, pictures, "comprehensive-reply")

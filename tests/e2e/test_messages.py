"""Messages and papers in a browser: previewed, issued, read, signed for; settings and failed sendings."""

from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect

from tests.database import Database
from tests.e2e.conftest import Site
from tests.e2e.gates import MODES, SignIn, all_gates, errors_are_told, tab_to, take_picture, visit
from tests.store.cases_play import PLAIN_PERMIT, Play
from tests.store.messages_play import Post
from tests.store.walk import TurnedClock, Walk
from tongjian import cases
from tongjian.messages import PAPER, AddressRefused

pytestmark = [pytest.mark.browser, pytest.mark.database]

AGENT = "13800000003"


@pytest.fixture(scope="module")
def walk(site: Site, database: Database) -> Walk:
    assert site
    return Walk(database, clock=TurnedClock(datetime.now(UTC)), keys=count(3_000_001))


@pytest.fixture(scope="module")
def play(walk: Walk) -> Play:
    return Play(walk, code="2606-370811-04-01-889900")


@pytest.fixture(scope="module")
def accepted(play: Play) -> UUID:
    return play.accepted(PLAIN_PERMIT)


@pytest.fixture(scope="module")
def failing(play: Play) -> None:
    post = Post(play.walk)
    post.sms.fault = AddressRefused("号码已停用")
    post.tell(play.agent, PAPER)
    post.work()


@pytest.mark.parametrize("name", ["messages", "messages/settings"])
def test_the_pages_of_messages_pass_in_every_mode(
    site: Site, accepted: UUID, browser: Browser, citizen: SignIn, name: str, pictures: Path | None
) -> None:
    assert accepted
    all_gates(browser, site.url(f"/{name}"), state=citizen(AGENT))
    for mode in MODES if pictures else ():
        with visit(browser, site.url(f"/{name}"), mode, state=citizen(AGENT)) as page:
            take_picture(page, pictures, f"{name.replace('/', '-')}-{mode.name.replace(' ', '-')}")


@pytest.mark.usefixtures("failing")
def test_the_page_of_failed_sendings_passes_and_sends_again(
    site: Site, browser: Browser, officer: SignIn, pictures: Path | None
) -> None:
    address = site.url("/messages/failed")
    all_gates(browser, address, state=officer("sysadmin"))
    with visit(browser, address, state=officer("sysadmin")) as page:
        take_picture(page, pictures, "messages-failed")
        expect(page.locator("main")).to_contain_text("号码已停用")
        page.locator(".notes button").first.click()
        expect(page.locator(".banner[role=status]")).to_contain_text("已重新排队发送")


def test_a_wrong_address_is_told_at_its_field(
    site: Site, browser: Browser, citizen: SignIn, pictures: Path | None
) -> None:
    with visit(browser, site.url("/messages/settings"), state=citizen(AGENT)) as page:
        page.locator("#id_email").fill("li@@example")
        page.locator("form:has(#id_email) button.govuk-button").click()
        errors_are_told(page)
        take_picture(page, pictures, "messages-settings-refused")


def test_a_paper_is_previewed_issued_and_signed_for(
    site: Site, walk: Walk, browser: Browser, officer: SignIn, citizen: SignIn, pictures: Path | None
) -> None:
    play = Play(walk, code="2606-370811-04-01-889901")
    case = play.apply(PLAIN_PERMIT)
    address = site.url(f"/cases/{case}")
    with visit(browser, address, state=officer("clerk")) as page:
        act = page.locator("#act-turn_away")
        act.locator("summary").click()
        act.locator("textarea").fill("请到水务部门办理")
        act.locator("button[name=preview]").click()
        shown = page.locator("#preview")
        expect(shown).to_contain_text("请到水务部门办理")
        expect(shown).to_contain_text("文号在出具时编定")
        take_picture(page, pictures, "paper-preview")
        expect(page.locator("#act-turn_away textarea")).to_have_value("请到水务部门办理")
    assert play.sheet(case).documents == ()
    cases.accept(play.desk, play.clerk, case=case, judge_rest=True, ticket=play.ticket())
    (paper,) = play.sheet(case).documents
    with visit(browser, site.url("/messages/settings"), state=citizen(AGENT)) as page:
        tab_to(page, "#online")
        page.keyboard.press("Space")
        page.locator("form:has(#online) button.govuk-button").click()
        expect(page.locator(".banner[role=status]")).to_contain_text("消息设置已保存")
    with visit(browser, site.url(f"/my-cases/{case}/papers/{paper.id}"), state=citizen(AGENT)) as page:
        expect(page.locator("main")).to_contain_text("签收即为送达")
        take_picture(page, pictures, "paper-read")
        with page.expect_download() as download:
            page.get_by_role("link", name="下载 PDF").click()
        assert download.value.suggested_filename == f"受理通知书 {paper.number}.pdf"
        assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    with visit(browser, address, state=officer("clerk")) as page:
        expect(page.locator("#documents")).to_contain_text("网上送达")
        take_picture(page, pictures, "paper-signed-for")

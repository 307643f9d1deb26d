"""After an inspection: what is to be put right is read and reported; files go up by keyboard alone."""

from datetime import UTC, datetime
from itertools import count

import pytest
from playwright.sync_api import Browser, FileChooser

from tests.database import Database
from tests.e2e.conftest import Site
from tests.e2e.gates import PHONE, SignIn, errors_are_told, no_violations, tab_to, visit
from tests.store.cases_play import INSPECTION, Play
from tests.store.walk import PDF, TurnedClock, Walk
from tongjian import cases

pytestmark = [pytest.mark.browser, pytest.mark.database]

AGENT = "13800000003"
NEXT = "main .govuk-button:not(.second)"
PAPER = {"name": "照片.pdf", "mimeType": "application/pdf", "buffer": PDF}


def test_what_an_inspection_ordered_is_read_and_reported_as_put_right(
    site: Site, browser: Browser, citizen: SignIn, database: Database
) -> None:
    walk = Walk(database, clock=TurnedClock(datetime.now(UTC)), keys=count(3_000_001))
    play = Play(walk, code="2606-370811-04-01-888890")
    play.has_result("S3-03")
    case = play.opened(INSPECTION)
    cases.order_rectification(
        play.desk, play.holder(INSPECTION), case=case, reason="二层临边护栏缺失", ticket=play.ticket()
    )
    with visit(browser, site.url(f"/my-cases/{case}"), PHONE, state=citizen(AGENT)) as page:
        page.locator(f"main a[href$='{case}/rectify']").first.click()
        assert "二层临边护栏缺失" in page.locator("main").inner_text()
        no_violations(page)
        page.click(NEXT)
        errors_are_told(page)
        page.fill("#id_reason", "护栏已按方案补装，附照片")
        page.click(NEXT)
        page.wait_for_url(f"**/my-cases/{case}")
        assert "护栏已按方案补装" in page.locator("main").inner_text()
    inspector = cases.get_case(play.desk, play.holder(INSPECTION), case=case)
    assert {one.act for one in inspector.acts} >= {"pass_inspection"}


def test_a_file_goes_up_by_keyboard_alone(
    site: Site, browser: Browser, citizen: SignIn, database: Database
) -> None:
    walk = Walk(database, clock=TurnedClock(datetime.now(UTC)), keys=count(4_000_001))
    play = Play(walk, code="2606-370811-04-01-888891")
    case, _point = play.correcting("P-09")
    address = site.url(f"/my-cases/{case}/supplement")
    with visit(browser, address, PHONE, state=citizen(AGENT), script=True) as page:
        # asked for before the page is walked: the browser must know of it before the key goes down
        choosers: list[FileChooser] = []
        page.on("filechooser", lambda one: choosers.append(one))  # noqa: PLW0108 - it binds no builtin
        tab_to(page, "input[type=file]")
        page.keyboard.press("Enter")
        for _ in range(200):
            if choosers:
                break
            page.wait_for_timeout(50)
        choosers[0].set_files(PAPER)  # type: ignore[arg-type]
        tab_to(page, NEXT)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/my-cases/{case}")
        assert "补正后的" in page.locator("main").inner_text()

"""容缺受理 in the browser: promised, accepted, granted, held back, supplied, confirmed, delivered."""

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser

from tests.database import Database
from tests.e2e.conftest import Site
from tests.e2e.gates import ELDER_PHONE, SignIn, State, errors_are_told, visit
from tests.e2e.promises import NEXT, do_act, look, look_on_a_phone, unfold
from tests.store.cases_play import PERMIT, Play
from tests.store.promise_play import PAPER
from tests.store.walk import PDF, TurnedClock, Walk
from tongjian import cases
from tongjian.cases import PapersOwing, Verdict
from tongjian.kit import local_day

pytestmark = [pytest.mark.browser, pytest.mark.database]

AGENT = "13800000003"
FILE = {"name": "检测报告.pdf", "mimeType": "application/pdf", "buffer": PDF}


def applied_by(site: Site, browser: Browser, state: State, play: Play, pictures: Path | None) -> UUID:
    """Hand in an application whose one paper is promised for later."""
    draft = play.draft(PERMIT)
    day = (local_day(datetime.now(UTC)) + timedelta(days=10)).isoformat()
    with visit(browser, site.url(f"/drafts/{draft}/materials"), state=state) as page:
        page.click(f"button[name=remove][value={PAPER}]")
        page.click(NEXT)
        errors_are_told(page)
        page.fill(f"[name='later.{PAPER}']", "2020-01-01")
        page.click(NEXT)
        assert "补齐日期应在" in page.locator("main").inner_text()
        page.fill(f"[name='later.{PAPER}']", day)
        look(page, pictures, "deferral-materials")
        page.click(NEXT)
        page.wait_for_url("**/check")
        assert "容缺后补" in page.locator("main").inner_text()
        page.click("main form button.govuk-button")
        page.wait_for_url("**/applications/**")
    return cases.list_my_cases(play.desk, play.agent).rows[0].case


def reviewed(play: Play, case: UUID) -> None:
    """Accept a case and give every opinion on it."""
    cases.accept(play.desk, play.clerk, case=case, judge_rest=True, ticket=play.ticket())
    for step in play.sheet(case).steps:
        if step.node in {"review", "co_sign"}:
            assert step.organisation is not None
            act = cases.review if step.node == "review" else cases.co_sign
            who = play.walk.holders_of(step.organisation, "reviewer")
            act(play.desk, who, case=case, opinion="同意", verdict=Verdict.AGREE, ticket=play.ticket())


def test_a_paper_promised_for_later_is_handed_in_before_the_result_is_delivered(
    site: Site,
    browser: Browser,
    citizen: SignIn,
    officer: SignIn,
    database: Database,
    pictures: Path | None,
) -> None:
    walk = Walk(database, clock=TurnedClock(datetime.now(UTC)), keys=count(7_000_001))
    play = Play(walk, code="2606-370811-04-01-881001")
    case = applied_by(site, browser, citizen(AGENT), play, pictures)
    address = site.url(f"/cases/{case}")
    with visit(browser, address, state=officer("clerk")) as page:
        assert "待补交" in page.locator("#deferrals").inner_text()
        look(page, pictures, "deferral-counter")
    reviewed(play, case)
    with visit(browser, address, state=officer("approver_urban_management")) as page:
        unfold(page, "grant")
        do_act(page, "grant")
        assert "容缺" in page.locator("main h1 ~ *, .badges").first.inner_text()
    with visit(browser, address, state=officer("clerk")) as page:
        assert page.locator("#act-issue").count() == 0
        assert page.locator("#act-supply_deferred").count() == 1
    with pytest.raises(PapersOwing):
        cases.issue(play.desk, play.clerk, case=case, ticket=play.ticket())

    with visit(browser, site.url(f"/my-cases/{case}"), ELDER_PHONE, state=citizen(AGENT)) as page:
        look_on_a_phone(page, pictures, "deferral-my-case-elder", elder=True)
        page.locator(f"main a[href$='{case}/supply_deferred']").first.click()
        page.click(NEXT)
        errors_are_told(page)
        look(page, pictures, "deferral-supply-elder")
        page.set_input_files(f"[name='file.{PAPER}']", FILE)
        page.click(NEXT)
        page.wait_for_url(f"**/my-cases/{case}")
        assert "已补交，待核对" in page.locator("#deferrals").inner_text()
    with visit(browser, address, state=officer("reviewer_urban_management")) as page:
        unfold(page, "confirm_deferred")
        page.check("#act-confirm_deferred input[value=yes]")
        look(page, pictures, "deferral-confirm")
        do_act(page, "confirm_deferred")
        assert "已补齐" in page.locator("#deferrals").inner_text()
    with visit(browser, address, state=officer("clerk")) as page:
        do_act(page, "issue")
        unfold(page, "deliver")
        do_act(page, "deliver")
    assert play.sheet(case).case.delivered_on is not None

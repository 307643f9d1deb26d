"""告知承诺 in the browser: chosen, signed, decided at once; a failed check revokes and closes the way."""

from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from playwright.sync_api import Browser

from tests.database import Database
from tests.e2e.conftest import Site
from tests.e2e.gates import PHONE, SignIn, visit
from tests.e2e.promises import NEXT, do_act, look, look_on_a_phone, unfold
from tests.store.cases_play import OTHER_FIRM, PLAIN_PERMIT, Play
from tests.store.walk import TurnedClock, Walk
from tongjian import cases
from tongjian.cases import CaseState, CheckVerdict, CreditKind

pytestmark = [pytest.mark.browser, pytest.mark.database]

AGENT = "13800000004"


def officers_of(database: Database, organisation: UUID) -> dict[str, str]:
    """Return the user name of one holder of each post of an organ."""
    with psycopg.connect(database.urls.loader) as loader:
        rows = loader.execute(
            "SELECT g.role, min(a.username) FROM identity_grant g JOIN identity_account a"
            " ON a.person_id = g.person WHERE g.organisation = %s GROUP BY g.role",
            (organisation,),
        ).fetchall()
    return dict(rows)


def test_a_false_pledge_is_revoked_and_the_next_draft_is_told_why_it_has_no_choice(
    site: Site,
    browser: Browser,
    citizen: SignIn,
    officer: SignIn,
    database: Database,
    pictures: Path | None,
) -> None:
    walk = Walk(database, clock=TurnedClock(datetime.now(UTC)), keys=count(8_000_001))
    play = Play(walk, code="2606-370811-04-01-881002", firm=OTHER_FIRM)
    draft = play.draft(PLAIN_PERMIT)
    with visit(browser, site.url(f"/drafts/{draft}/materials"), state=citizen(AGENT)) as page:
        page.locator("main a[href$='/pledge']").first.click()
        look(page, pictures, "pledge-choice")
        page.check("input[type=radio][value=yes]")
        page.click(NEXT)
        look(page, pictures, "pledge-sign")
        look_on_a_phone(page, pictures, "pledge-sign-phone")
        page.click("button[name=sign]")
        page.wait_for_load_state()
        assert page.url.endswith("/materials"), page.locator("main").inner_text()
        assert "承诺书已签署" in page.locator("main").inner_text()
        page.click(NEXT)
        page.wait_for_url("**/check")
        page.click("main form button.govuk-button")
        page.wait_for_url("**/applications/**")
    case = cases.list_my_cases(play.desk, play.agent).rows[0].case

    names = officers_of(database, play.sheet(case).case.department)
    address = site.url(f"/cases/{case}")
    with visit(browser, address, state=officer(names["approver"])) as page:
        look(page, pictures, "pledge-decide")
        unfold(page, "decide_on_pledge")
        do_act(page, "decide_on_pledge")
    assert play.sheet(case).case.state is CaseState.GRANTED
    with visit(browser, address, state=officer(names["reviewer"])) as page:
        unfold(page, "check_pledge")
        page.check(f"#act-check_pledge input[value={CheckVerdict.FALSE.value}]")
        page.fill("#act-check_pledge textarea", "弃渣场位置与承诺不符，核查人：甲、乙")
        look(page, pictures, "pledge-check")
        do_act(page, "check_pledge")
    with visit(browser, address, state=officer(names["approver"])) as page:
        assert "承诺不实" in page.locator("#pledge").inner_text()
        unfold(page, "revoke")
        page.fill("#act-revoke textarea", "承诺不实，依法撤销")
        do_act(page, "revoke")
        assert "承诺不实" in page.locator("#credit").inner_text()
        look(page, pictures, "pledge-revoked")
    sheet = play.sheet(case)
    assert sheet.case.state is CaseState.REVOKED
    assert [one.kind for one in sheet.promises.notes] == [CreditKind.FALSE_PLEDGE]

    again = play.draft(PLAIN_PERMIT)
    with visit(browser, site.url(f"/drafts/{again}/materials"), PHONE, state=citizen(AGENT)) as page:
        assert sheet.case.number in page.locator("main").inner_text()
        page.goto(site.url(f"/drafts/{again}/pledge"))
        told = page.locator("main").inner_text()
        assert "尚未完成信用修复" in told
        assert page.locator("input[type=radio]").count() == 0
        look(page, pictures, "pledge-blocked-phone")

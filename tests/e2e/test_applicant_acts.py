"""What applicants do and what may go wrong: twice, too late, a wrong file, another's thing; by keyboard."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page

from tests.database import Database
from tests.e2e.conftest import Site
from tests.e2e.gates import (
    DESKTOP,
    PHONE,
    SignIn,
    errors_are_told,
    no_violations,
    open_context,
    tab_to,
    visit,
)
from tests.e2e.test_elder_journey import HOUSE, PICKED
from tests.store.walk import PDF, TurnedClock, Walk
from tests.unit.catalogue.projects import FACTORY
from tongjian import cases
from tongjian.cases import CorrectionPoint, ProjectForm

pytestmark = [pytest.mark.browser, pytest.mark.database]

CITIZEN, OTHER, AGENT = "13800000001", "13800000002", "13800000003"
NEXT = "main .govuk-button:not(.second)"
PAPER = {"name": "照片.pdf", "mimeType": "application/pdf", "buffer": PDF}


@contextmanager
def signed_in(
    site: Site, browser: Browser, citizen: SignIn, phone: str, *, script: bool = False
) -> Iterator[Page]:
    with open_context(browser, site.address, DESKTOP, state=citizen(phone), script=script) as context:
        yield context.new_page()


def begin(page: Page, site: Site, item: str = "C-01") -> str:
    """Begin a draft; return its address."""
    page.goto(site.url(f"/apply/{item}"))
    page.click(NEXT)
    page.wait_for_url("**/form/1")
    return page.url.removesuffix("/form/1")


def fill_in(page: Page) -> None:
    """Fill in both pages of the rural house and hand in its papers, up to the check page."""
    page.click(NEXT)
    for name, text in HOUSE.items():
        page.fill(f"[name={name}]", text)
    for name, value in PICKED.items():
        page.locator(f"[name={name}][value='{value}']").check(force=True)
    page.click(NEXT)
    for field in page.locator(".handin input[type=file]").all()[:3]:
        field.set_input_files(PAPER)  # type: ignore[arg-type]
    page.click(NEXT)
    page.wait_for_url("**/check")


def test_a_form_sent_twice_makes_one_application(site: Site, browser: Browser, citizen: SignIn) -> None:
    with signed_in(site, browser, citizen, CITIZEN) as page:
        address = begin(page, site)
        fill_in(page)
        sent: dict[str, str | float | bool] = {
            name: page.locator(f"main [name={name}]").input_value() for name in ("key", "csrfmiddlewaretoken")
        }
        headers = {"referer": page.url}
        answers = [page.request.post(f"{address}/check", form=sent, headers=headers) for _ in range(2)]
        other = page.request.post(f"{address}/check", form={**sent, "key": "another"}, headers=headers)
        assert {one.url for one in (*answers, other)} == {answers[0].url}
        assert "/applications/" in answers[0].url
        page.goto(f"{address}/form/1")
        assert "/applications/" in page.url


def test_an_incomplete_application_names_every_gap_and_leads_to_it(
    site: Site, browser: Browser, citizen: SignIn
) -> None:
    with signed_in(site, browser, citizen, CITIZEN, script=True) as page:
        address = begin(page, site)
        page.goto(f"{address}/check")
        gaps = page.locator(".banner .links a")
        assert gaps.count() >= len(HOUSE) + len(PICKED)
        page.get_by_role("link", name="请填写建在哪里").click()
        page.wait_for_url("**/form/2?back=check#id_site_address")
        page.click(NEXT)
        page.wait_for_selector(".govuk-error-summary")
        errors_are_told(page)
        no_violations(page)


def test_two_tabs_lose_nothing_that_was_typed(site: Site, browser: Browser, citizen: SignIn) -> None:
    with signed_in(site, browser, citizen, CITIZEN) as page:
        address = begin(page, site)
        late = page.context.new_page()
        for tab in (page, late):
            tab.goto(f"{address}/form/2")
        page.fill("[name=site_address]", "先保存的地址")
        page.click("main .govuk-button.second")
        late.fill("[name=site_address]", "后保存的地址")
        with late.expect_navigation() as answer:
            late.click(NEXT)
        assert answer.value is not None
        assert answer.value.status == 409
        assert late.input_value("[name=site_address]") == "后保存的地址"
        assert "先保存的地址" in late.locator("main").inner_text()
        late.click("main .govuk-button.second")
        page.goto(f"{address}/form/2")
        assert page.input_value("[name=site_address]") == "后保存的地址"


def test_what_is_typed_is_kept_without_pressing_anything(
    site: Site, browser: Browser, citizen: SignIn
) -> None:
    with signed_in(site, browser, citizen, CITIZEN, script=True) as page:
        address = begin(page, site)
        page.goto(f"{address}/form/2")
        page.fill("[name=site_address]", "打了一半")
        page.locator("[data-draft-status]", has_text="已自动保存").wait_for()
        page.fill("[name=site_address]", "打了一半又接着打")
        with page.expect_response("**/save"):
            page.locator("h1").click()
        page.goto(f"{address}/form/2")
        assert page.input_value("[name=site_address]") == "打了一半又接着打"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [("病毒.exe", b"MZ\x90\x00", "不支持这种文件"), ("假的.pdf", b"<html><script>1</script></html>", "内容")],
)
def test_a_wrong_file_is_refused_at_its_field_and_the_others_are_kept(
    site: Site, browser: Browser, citizen: SignIn, name: str, content: bytes, says: str
) -> None:
    with signed_in(site, browser, citizen, CITIZEN) as page:
        page.goto(begin(page, site) + "/materials")
        fields = page.locator("input[type=file]")
        fields.nth(0).set_input_files(PAPER)  # type: ignore[arg-type]
        fields.nth(1).set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})
        page.click(NEXT)
        assert page.title().startswith("错误：")
        group = page.locator(".govuk-form-group--error").first
        assert says in group.locator(".govuk-error-message").inner_text()
        assert page.locator("main output", has_text="照片.pdf").count() == 1


def test_a_file_name_with_path_tricks_is_kept_as_a_plain_name(
    site: Site, browser: Browser, citizen: SignIn
) -> None:
    with signed_in(site, browser, citizen, CITIZEN) as page:
        page.goto(begin(page, site) + "/materials")
        page.locator("input[type=file]").first.set_input_files(
            {"name": "../../etc/passwd.pdf", "mimeType": "application/pdf", "buffer": PDF}
        )
        page.click("main .govuk-button.second")
        page.goto(page.url.replace("/slip", "/materials"))
        held = page.locator("main output", has_text="passwd").inner_text()
        assert "/" not in held
        assert ".." not in held


def test_anothers_draft_case_project_and_file_are_not_there(
    site: Site, browser: Browser, citizen: SignIn
) -> None:
    with signed_in(site, browser, citizen, CITIZEN) as page:
        draft = begin(page, site)
        fill_in(page)
        page.click(NEXT)
        application = page.url
        page.get_by_role("link", name="查看进度").click()
        case = page.url
        file = page.locator(".papers a[href^='/files/']").first.get_attribute("href")
        assert page.request.get(site.url(str(file))).ok
    paths = [draft, f"{draft}/form/1", f"{draft}/materials", f"{draft}/check", application, case]
    paths += [f"{case}/withdraw", f"{case}/relatives", site.url(str(file))]
    paths += [site.url(f"/{kind}/{uuid4()}") for kind in ("projects", "drafts", "my-cases", "files")]
    with signed_in(site, browser, citizen, OTHER) as page:
        for path in paths:
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 404, path


def test_a_secret_or_emergency_project_is_refused_before_anything_is_entered(
    site: Site, browser: Browser, citizen: SignIn
) -> None:
    with signed_in(site, browser, citizen, AGENT) as page:
        for picked, words in ((("yes", "no"), "涉密项目不能"), (("no", "yes"), "应急抢险")):
            page.goto(site.url("/projects/new"))
            assert page.locator("main input[type=text]").count() == 0
            for name, value in zip(("secret", "emergency"), picked, strict=True):
                page.locator(f"[name={name}][value={value}]").check(force=True)
            page.click(NEXT)
            assert words in page.locator("h1").inner_text()
        page.goto(site.url("/projects/new"))
        page.click(NEXT)
        assert page.locator(".govuk-error-summary__list li").count() == 2


def test_a_project_is_registered_its_questions_answered_and_two_items_applied_for_together(
    site: Site, browser: Browser, citizen: SignIn
) -> None:
    with signed_in(site, browser, citizen, AGENT) as page:
        page.goto(site.url("/projects/new/form?secret=no&emergency=no"))
        page.fill("#id_code", "12345")
        page.click(NEXT)
        assert page.locator(".govuk-error-summary__list li").count() == 5
        assert page.input_value("#id_code") == "12345"
        page.fill("#id_code", "2606-370811-04-01-777777")
        page.fill("#id_name", "海宁湾数控机床装配车间")
        page.locator("[name=type][value=T4]").check(force=True)
        page.select_option("#id_region", "370811")
        page.fill("#id_address", "临湾区工业路 9 号")
        page.click(NEXT)
        assert page.locator("h1").inner_text() == "项目情形"
        page.click(".tasks a >> nth=-1")
        assert page.locator("main input:checked").count() == 0, "a question has a default"
        for answer in page.locator("main input[value=no]").all():
            answer.check(force=True)
        page.click(NEXT)
        assert page.locator(".tasks .state.good").count() == 1
        page.get_by_role("link", name=re.compile("项目全景")).click()
        lane = page.locator("section.lane").filter(has=page.locator("input[type=checkbox]")).first
        picks = lane.locator("input[type=checkbox]")
        assert picks.count() >= 1
        for pick in picks.all()[:2]:
            pick.check(force=True)
        lane.locator(".govuk-button").click()
        assert page.locator("h1").inner_text() == "联系人"
        assert page.input_value("[name=contact_name]") == "郑凯"


def test_a_relative_sees_the_one_application_and_no_longer_when_taken_back(
    site: Site, browser: Browser, citizen: SignIn
) -> None:
    with signed_in(site, browser, citizen, CITIZEN) as page:
        begin(page, site)
        fill_in(page)
        page.click(NEXT)
        page.get_by_role("link", name="授权家人").click()
        page.fill("#id_helper_phone", "13")
        page.click(NEXT)
        assert page.title().startswith("错误：")
        page.fill("#id_helper_phone", OTHER)
        page.click(NEXT)
        assert "138****0002" in page.locator("main").inner_text()
        case = page.url.removesuffix("/relatives")
        with signed_in(site, browser, citizen, OTHER) as relative:
            relative.goto(site.url("/my-cases"))
            assert relative.locator(f"a[href='{case.removeprefix(site.address)}']").count() == 1
            relative.goto(f"{case}/withdraw")
            relative.click(NEXT)
            assert "已撤" in relative.locator("main").inner_text()
            page.click("text=取消授权")
            answer = relative.goto(case)
            assert answer is not None
            assert answer.status == 404


def test_an_application_goes_in_by_keyboard_alone(site: Site, browser: Browser, citizen: SignIn) -> None:
    with visit(browser, site.url("/apply/C-01"), PHONE, state=citizen(CITIZEN)) as page:
        for heading in ("申请人", "房屋"):
            tab_to(page, NEXT)
            page.keyboard.press("Enter")
            page.wait_for_selector(f"h1:text-is('{heading}')")
        for name in (
            "build_kind",
            "site_address",
            "household_members",
            "homestead_area_m2",
            "building_area_m2",
        ):
            tab_to(page, f"[name={name}]")
            page.keyboard.press("Space") if name in PICKED else page.keyboard.type(HOUSE[name])
        for name in ("floors", "drawing"):
            tab_to(page, f"[name={name}]")
            page.keyboard.press("Space")
        tab_to(page, NEXT)
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:text-is('材料')")
        for field in page.locator(".handin input[type=file]").all()[:3]:
            field.set_input_files(PAPER)  # type: ignore[arg-type]
        tab_to(page, NEXT)
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:text-is('核对后提交')")
        tab_to(page, "main button.govuk-button")
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:text-is('申请已提交')")


def test_an_offer_is_read_and_signed_and_papers_are_corrected_on_their_own_pages(
    site: Site, browser: Browser, citizen: SignIn, database: Database
) -> None:
    walk = Walk(database, clock=TurnedClock(datetime.now(UTC)))
    agent, clerk = walk.citizen(AGENT), walk.officer("clerk")
    form = ProjectForm(
        secret=False,
        emergency=False,
        code="2606-370811-04-01-888888",
        name="精工制造三期",
        type="T4",
        region="370811",
        address="临湾区工业路 10 号",
        facts=FACTORY,
    )
    company = next(one.id for one in agent.applicants if one.id != agent.person)
    project = cases.register_project(walk.desk, agent, applicant=company, form=form, ticket=walk.ticket()).id
    lead = walk.desk.catalogue.current().item("S1-08").handling.lead_department
    provider = walk.holders_of(walk.desk.offices.department(lead).id, "provider")
    service = cases.open_by_holder(
        walk.desk, provider, project=project, item="S1-08", ticket=walk.ticket()
    ).id
    cases.offer(walk.desk, provider, case=service, opinion="报价一万元，十日完成", ticket=walk.ticket())
    begun = cases.begin_draft(
        walk.desk, agent, items=("P-08",), applicant=company, project=project, ticket=walk.ticket()
    )
    walk.fill(agent, begun.id, {"contact_name": "郑凯", "contact_phone": AGENT})
    case = cases.submit(walk.desk, agent, draft=begun.id, ticket=walk.ticket()).made[0][1]
    paper = cases.get_case(walk.desk, clerk, case=case).materials[0]
    point = CorrectionPoint(paper.key, paper.name, "第 3 页缺少盖章")
    cases.correct(walk.desk, clerk, case=case, points=(point,), judge_rest=True, ticket=walk.ticket())
    with signed_in(site, browser, citizen, AGENT) as page:
        page.goto(site.url(f"/my-cases/{service}"))
        page.get_by_role("link", name="签订合同").click()
        assert "报价一万元" in page.locator("main").inner_text()
        page.click(NEXT)
        assert "已签约" in page.locator(".standing").inner_text()
        page.goto(site.url("/home"))
        page.locator("section", has_text="等您办").locator(".tasks a").first.click()
        page.get_by_role("link", name="提交补正材料").click()
        page.click(NEXT)
        assert page.title().startswith("错误：")
        page.locator("input[type=file]").set_input_files(PAPER)  # type: ignore[arg-type]
        page.click(NEXT)
        assert "已补正" in page.locator(".standing").inner_text()
        assert "补正后的" in page.locator("main").inner_text()

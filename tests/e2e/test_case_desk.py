"""The case desk in the browser: a five-material case judged by few keys, places, versions, nothing lost."""

import io
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.cases import City, accept
from tests.e2e.conftest import Site
from tests.e2e.gates import DESKTOP, MODES, Mode, SignIn, all_gates, take_picture, visit
from tests.e2e.pdfs import pdf_of
from tests.unit.catalogue.projects import FACTORY
from tongjian import cases
from tongjian.cases import CorrectionPoint, ProjectForm

pytestmark = [pytest.mark.browser, pytest.mark.database]

ITEM, COMPANY, REVIEWER = "P-08", "91370811MA3EX5T705", "reviewer_urban_management"
MOST_KEYS = 25
_codes = count(990_001)


@dataclass
class Keys:
    """A keyboard that counts."""

    page: Page
    pressed: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed.append(key)
            self.page.keyboard.press(key)


def _paper(name: str, *pages: str) -> bytes:
    return pdf_of([[f"{name} 第 {at} 页", text] for at, text in enumerate(pages, start=1)])


def _store(city: City, name: str, content: bytes) -> UUID:
    agent = city.walk.agent_of(COMPANY)
    holder = next(one.id for one in agent.applicants if one.code == COMPANY)
    return cases.store_file(city.walk.desk, agent, stream=io.BytesIO(content), name=name, holder=holder).id


def applied(city: City, name: str) -> UUID:
    """Apply with five papers of two pages each; return the case."""
    walk = city.walk
    agent = walk.agent_of(COMPANY)
    applicant = next(one.id for one in agent.applicants if one.code == COMPANY)
    form = ProjectForm(
        secret=False,
        emergency=False,
        code=f"2606-370811-04-01-{next(_codes)}",
        name=name,
        type="T4",
        region="370811",
        address="临湾区工业路 88 号",
        facts=dict(FACTORY),
    )
    project = cases.register_project(
        walk.desk, agent, applicant=applicant, form=form, ticket=walk.ticket()
    ).id
    begun = cases.begin_draft(
        walk.desk, agent, items=(ITEM,), applicant=applicant, project=project, ticket=walk.ticket()
    )
    own = {one.key for one in walk.desk.catalogue.current().item(ITEM).materials}
    slots = cases.get_draft(walk.desk, agent, draft=begun.id).slots
    files = {
        slot.key: _store(city, f"{slot.name[:8]}.pdf", _paper(slot.name[:12], "占用长度 120 米", "图纸附后"))
        for slot in slots
        if slot.reusable is None and (slot.required or slot.key in own)
    }
    cases.save_draft(
        walk.desk,
        agent,
        draft=begun.id,
        version=1,
        answers={"contact_name": "赵经办", "contact_phone": "13800000003"},
        files=files,
        ticket=walk.ticket(),
    )
    return cases.submit(walk.desk, agent, draft=begun.id, ticket=walk.ticket()).made[0][1]


def under_review(city: City, name: str) -> UUID:
    """Return an accepted case with five papers of its own."""
    case = applied(city, name)
    accept(city.walk, case)
    return case


def _judging(city: City, case: UUID) -> cases.JudgingSheet:
    return cases.get_judging(city.walk.desk, city.walk.officer(REVIEWER), case=case)


def _verdicts(city: City, case: UUID) -> list[str]:
    return [one.mine.verdict or "" if one.mine else "" for one in _judging(city, case).points]


def _drawn(page: Page, number: int = 1) -> None:
    """Wait until a page of the paper in front is drawn."""
    paper = page.locator(".paper-tabs [aria-current]").get_attribute("data-paper")
    expect(page.locator("[data-viewer]")).to_have_attribute("data-drawn", f"{paper}:{number}")


def test_a_complete_five_material_case_is_judged_in_few_keys_with_every_page_seen(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    case = under_review(city, "五份材料的占道施工")
    with visit(browser, site.url(f"/desk/{case}"), state=officer(REVIEWER)) as page:
        keys, seen = Keys(page), []
        for _paper_no in range(5):
            seen.append(page.locator(".paper-tabs [aria-current]").get_attribute("data-paper"))
            _drawn(page)
            keys.press("n")
            _drawn(page, 2)
            keys.press("1")
        keys.press("Control+Enter")
        page.wait_for_url(lambda address: str(case) not in address)
        expect(page.locator(".banner[role=status]")).to_contain_text("意见已提交")
        assert len(keys.pressed) <= MOST_KEYS, keys.pressed
        assert len(set(seen)) == 5
        assert "/desk/" in page.url or page.url.endswith("/day")
    assert _verdicts(city, case) == ["met"] * 5
    found = _judging(city, case)
    assert [(one.verdict.value, one.person_name) for one in found.sheet.opinions] == [
        ("agree", city.walk.officer(REVIEWER).name)
    ]
    assert found.draft.version == 0


def test_a_case_with_a_fault_is_judged_with_a_remark_at_its_place_in_few_keys(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    case = under_review(city, "需要补充措施的占道施工")
    with visit(browser, site.url(f"/desk/{case}"), state=officer(REVIEWER)) as page:
        keys = Keys(page)
        _drawn(page)
        keys.press("1")
        _drawn(page)
        keys.press("n")
        _drawn(page, 2)
        keys.press("m", "2")
        page.keyboard.type("缺少管线保护措施")
        keys.press("Escape", "j", "1", "1", "3")
        keys.press("Escape", "u", "Escape", "g", "ArrowRight", "Control+Enter")
        page.wait_for_url(lambda address: str(case) not in address)
        assert len(keys.pressed) <= MOST_KEYS, keys.pressed
    found = _judging(city, case)
    assert _verdicts(city, case) == ["met", "unmet", "met", "met", "not_applicable"]
    mark = found.points[1].mine
    assert mark is not None
    assert mark.remark == "缺少管线保护措施"
    assert mark.place is not None
    assert (mark.place.page, mark.place.box) == (2, None)
    opinion = found.sheet.opinions[0]
    assert opinion.verdict.value == "conditional"
    assert "缺少管线保护措施" in opinion.text
    assert "第 2 页" in opinion.text


def test_a_box_dragged_over_a_page_is_kept_and_drawn_again(
    site: Site, city: City, browser: Browser, officer: SignIn, pictures: Path | None
) -> None:
    case = under_review(city, "框选位置")
    address = site.url(f"/desk/{case}")
    with visit(browser, address, Mode("desk", 1366, 768), state=officer(REVIEWER)) as page:
        _drawn(page)
        box = page.locator(".page-frame").bounding_box()
        assert box is not None
        with page.expect_response("**/save"):
            page.mouse.move(box["x"] + 50, box["y"] + 60)
            page.mouse.down()
            page.mouse.move(box["x"] + 250, box["y"] + 110)
            page.mouse.up()
        expect(page.locator(".page-marks rect")).to_have_count(1)
        page.keyboard.press("2")
        page.keyboard.type("面积与图纸不一致")
        with page.expect_response("**/save"):
            page.keyboard.press("Escape")
        take_picture(page, pictures, "desk_box")
        page.goto(address)
        page.keyboard.press("k")
        _drawn(page)
        expect(page.locator(".page-marks rect")).to_have_count(1)
    mark = _judging(city, case).points[0].mine
    assert mark is not None
    assert mark.place is not None
    assert mark.place.page == 1
    assert mark.place.box is not None


def test_what_was_typed_survives_a_reload_and_a_second_tab(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    case = under_review(city, "两个窗口")
    address = site.url(f"/desk/{case}")
    with visit(browser, address, state=officer(REVIEWER)) as page:
        other = page.context.new_page()
        other.goto(address)
        with page.expect_response("**/save"):
            page.fill("#opinion", "第一个窗口写的意见")
        page.reload()
        assert page.input_value("#opinion") == "第一个窗口写的意见"
        with other.expect_response("**/save") as answered:
            other.fill("#opinion", "第二个窗口写的意见")
        assert answered.value.status == 409
        expect(other.locator("[data-draft-status]")).to_contain_text("别处保存过")
        other.keyboard.press("Control+s")
        told = other.locator(".banner.bad")
        expect(told).to_contain_text("您在别处保存过这份意见")
        expect(told).to_contain_text("第二个窗口写的意见")
        assert other.input_value("#opinion") == "第一个窗口写的意见"
        other.fill("#opinion", "合在一起的意见")
        other.keyboard.press("Control+s")
        expect(other.locator(".banner[role=status]")).to_contain_text("已保存")
    assert _judging(city, case).draft.text == "合在一起的意见"


def test_points_left_open_and_unmet_points_under_consent_are_told_at_their_place(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    case = under_review(city, "没有判断完")
    with visit(browser, site.url(f"/desk/{case}"), state=officer(REVIEWER)) as page:
        page.keyboard.press("2")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(".govuk-error-summary")
        assert page.title().startswith("错误：")
        summary = page.locator(".govuk-error-summary")
        assert summary.evaluate("(one) => one === document.activeElement")
        assert summary.locator("a").count() == 5
        expect(summary).to_contain_text("第 1 项不符合，不能选“同意”")
        expect(summary).to_contain_text("第 2 项审查要点还没有判断")
        summary.locator("a").nth(1).click()
        assert page.evaluate("document.activeElement.name") == "verdict-plan"
    assert _judging(city, case).sheet.opinions == ()


def test_the_desk_works_without_script(site: Site, city: City, browser: Browser, officer: SignIn) -> None:
    case = under_review(city, "不用脚本")
    reviewer = city.walk.officer(REVIEWER)
    phrase = cases.add_phrase(city.walk.desk, reviewer, text="请按审查意见修改后施工。")
    with visit(browser, site.url(f"/desk/{case}"), state=officer(REVIEWER), script=False) as page:
        for point in ("range", "plan", "planning", "traffic"):
            page.check(f"#verdict-{point}-met")
        page.check("#verdict-fee-unmet")
        page.click(".judge-point[data-point=fee] summary")
        page.fill("#remark-fee", "没有缴费凭证")
        page.click("text=写入不符合项")
        assert "没有缴费凭证" in page.input_value("#opinion")
        page.click(f"button[value='phrase.{phrase}']")
        assert page.input_value("#opinion").endswith("请按审查意见修改后施工。")
        page.locator(".paper-tabs a").nth(1).click()
        assert page.locator(".paper-tabs [aria-current]").count() == 1
        assert page.locator("[data-sheet] a").count() == 1
        page.check("input[value='review.conditional']")
        page.click("text=提交并看下一件")
        expect(page.locator(".banner[role=status]")).to_contain_text("意见已提交")
    opinion = _judging(city, case).sheet.opinions[0]
    assert opinion.verdict.value == "conditional"
    cases.remove_phrase(city.walk.desk, reviewer, phrase=phrase)


def test_a_phrase_is_inserted_by_its_number_and_kept_from_what_was_written(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    case = under_review(city, "常用语")
    with visit(browser, site.url(f"/desk/{case}"), state=officer(REVIEWER)) as page:
        page.fill("#opinion", "占道范围应避开公交站台。")
        page.click("text=存为我的常用语")
        expect(page.locator(".banner[role=status]")).to_contain_text("已存为常用语")
        page.fill("#opinion", "同意。")
        page.keyboard.press("Alt+1")
        assert page.input_value("#opinion") == "同意。占道范围应避开公交站台。"
        page.goto(site.url("/phrases"))
        page.click("text=删除")
        expect(page.locator(".banner[role=status]")).to_contain_text("已删除")
    assert cases.list_phrases(city.walk.desk, city.walk.officer(REVIEWER)) == ()


def test_the_keys_can_be_switched_off_and_told(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    case = under_review(city, "关掉快捷键")
    with visit(browser, site.url(f"/desk/{case}"), state=officer(REVIEWER)) as page:
        page.keyboard.press("?")
        expect(page.locator("#keys dl")).to_be_visible()
        page.uncheck("[data-keys]")
        page.locator("h1").click()
        page.keyboard.press("1")
        assert page.locator(".judge-point input:checked").count() == 0
        page.reload()
        assert not page.is_checked("[data-keys]")


def test_what_changed_since_the_version_before_is_shown_page_by_page(
    site: Site, city: City, browser: Browser, officer: SignIn, pictures: Path | None
) -> None:
    case = applied(city, "补正过的占道施工")
    walk, clerk = city.walk, city.walk.officer("clerk")
    first = cases.get_case(walk.desk, clerk, case=case).materials[0]
    point = CorrectionPoint(first.key, first.name, "请改占用长度")
    cases.correct(walk.desk, clerk, case=case, points=(point,), judge_rest=True, ticket=walk.ticket())
    again = _store(city, "申请表（改）.pdf", _paper(first.name[:12], "占用长度 80 米", "图纸附后"))
    cases.supplement(
        walk.desk,
        walk.agent_of(COMPANY),
        case=case,
        files={first.key: again},
        remark="已改",
        ticket=walk.ticket(),
    )
    accept(walk, case)
    with visit(browser, site.url(f"/desk/{case}"), Mode("desk", 1366, 768), state=officer(REVIEWER)) as page:
        tab = page.locator(f".paper-tabs [data-paper='{_newest(city, case, first.key)}']")
        assert "新版" in tab.inner_text()
        tab.click()
        _drawn(page)
        page.keyboard.press("d")
        told = page.locator("[data-differences]")
        expect(told.locator("del")).to_have_text("占用长度 120 米")
        expect(told.locator("ins")).to_have_text("占用长度 80 米")
        expect(told.locator("button")).to_have_text("第 1 页")
        take_picture(page, pictures, "desk_versions")
        page.keyboard.press("d")
        expect(told).to_be_hidden()


def _newest(city: City, case: UUID, key: str) -> UUID:
    return next(one.paper.id for one in _judging(city, case).papers if one.paper.key == key)


def test_a_case_that_moved_on_is_not_judged_and_nothing_is_lost(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    case = under_review(city, "别人先办了")
    walk = city.walk
    with visit(browser, site.url(f"/desk/{case}"), state=officer(REVIEWER)) as page:
        for key in "11111":
            page.keyboard.press(key)
        page.keyboard.type("我的意见")
        cases.pause(
            walk.desk,
            walk.officer("approver_urban_management"),
            case=case,
            kind="1",
            reason="道路占用方案涉及公众利益",
            planned_days=10,
            ticket=walk.ticket(),
        )
        with page.expect_response(lambda answer: answer.url.endswith(f"/desk/{case}")) as answered:
            page.keyboard.press("Control+Enter")
        assert answered.value.status == 409
        assert page.input_value("#opinion") == "我的意见"
        expect(page.locator(".banner.bad")).to_contain_text("该办件刚刚已被处理")
    assert _judging(city, case).sheet.opinions == ()
    assert _verdicts(city, case) == ["met"] * 5


def test_the_day_shows_what_is_due_and_leads_to_the_desk(
    site: Site, city: City, browser: Browser, officer: SignIn, pictures: Path | None
) -> None:
    case = under_review(city, "今天新到的占道施工")
    with visit(browser, site.url("/day"), Mode("desk", 1366, 768), state=officer(REVIEWER)) as page:
        row = page.locator("#new").get_by_text("今天新到的占道施工")
        expect(row).to_be_visible()
        take_picture(page, pictures, "day")
        row.click()
        page.wait_for_url(f"**/desk/{case}")
        page.click("text=完整办件页")
        page.wait_for_url(f"**/cases/{case}")
        page.locator(".heading").get_by_text("审查台").click()
        page.wait_for_url(f"**/desk/{case}")


def test_the_desk_and_the_day_pass_in_every_mode(
    site: Site, city: City, browser: Browser, officer: SignIn, pictures: Path | None
) -> None:
    case = under_review(city, "过关的占道施工")
    wide = Mode("wide", 1920, 1080)
    for name, address in (("desk", f"/desk/{case}"), ("day", "/day"), ("phrases", "/phrases")):
        all_gates(browser, site.url(address), state=officer(REVIEWER))
        for mode in (*MODES, Mode("laptop", 1366, 768), wide):
            if pictures is not None:
                with visit(browser, site.url(address), mode, state=officer(REVIEWER)) as page:
                    if name == "desk":
                        _drawn(page)
                    take_picture(page, pictures, f"{name}_{mode.name.replace(' ', '_')}")


def test_who_only_watches_sees_the_papers_and_cannot_judge(
    site: Site, city: City, browser: Browser, officer: SignIn
) -> None:
    case = under_review(city, "只能看")
    with visit(browser, site.url(f"/desk/{case}"), DESKTOP, state=officer("supervisor")) as page:
        _drawn(page)
        assert page.locator(".judge-point fieldset[disabled]").count() == 5
        assert page.locator("button[value=conclude]").count() == 0
        assert "目前没有需要您办理的操作" in page.locator(".judging").inner_text()

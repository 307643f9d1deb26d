"""A small factory by browser alone: from its agent's sign-in to its last licence."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from itertools import count
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.database import Database
from tests.e2e.conftest import PASSWORD, Site
from tests.e2e.gates import DESKTOP, SignIn, State, open_context, take_picture
from tests.store.walk import PDF, Walk
from tests.unit.catalogue.projects import FACTORY
from tongjian import cases
from tongjian.cases import OpenStep

pytestmark = [pytest.mark.browser, pytest.mark.database, pytest.mark.full]

AGENT, FIRM, CODE = "13800000003", "海宁湾精工制造有限公司", "2611-370811-04-01-600001"
NEXT = "main .govuk-button:not(.second)"
ACTS = {
    "review": "review",
    "co_sign": "co_sign",
    "decide": "grant",
    "conclude": "conclude",
    "issue": "issue",
    "deliver": "deliver",
    "offer": "offer",
    "result": "finish",
    "inspect": "pass_inspection",
}
_ROUNDS = 40


class Factory:
    """The agent's own browser, and everyone else's."""

    def __init__(self, site: Site, browser: Browser, officer: SignIn, walk: Walk, agent: Page) -> None:
        self.site, self.browser, self.officer, self.walk, self.agent = site, browser, officer, walk, agent
        self.clerk = walk.officer("clerk")
        self.home = ""
        self.cases: dict[UUID, str] = {}

    @contextmanager
    def desk(self, username: str) -> Iterator[Page]:
        state: State = self.officer(username)
        with open_context(self.browser, self.site.address, DESKTOP, state=state, script=False) as context:
            yield context.new_page()

    def signs_in(self) -> None:
        page = self.agent
        page.goto(self.site.url("/"))
        page.get_by_role("link", name="登录").first.click()
        if page.locator("#id_phone").count() == 0:
            page.get_by_role("link", name="个人和单位登录").click()
        page.fill("#id_phone", AGENT)
        page.click(NEXT)
        page.fill("#id_code", self.site.code_of(AGENT))
        page.click(NEXT)
        if page.locator("#id_agree").count():
            page.check("#id_agree")
            page.click(NEXT)
        if "/acting-for" in page.url:
            page.get_by_label(re.compile(FIRM)).check(force=True)
            page.click(NEXT)

    def registers(self) -> None:
        page = self.agent
        page.goto(self.site.url("/home"))
        assert FIRM in page.locator(".acting").inner_text()
        page.get_by_role("link", name="登记项目").click()
        for name in ("secret", "emergency"):
            page.locator(f"[name={name}][value=no]").check(force=True)
        page.click(NEXT)
        for name, text in (("code", CODE), ("name", "精工制造三期厂房"), ("address", "临湾区工业路 21 号")):
            page.fill(f"[name={name}]", text)
        page.locator("[name=type][value=T4]").check(force=True)
        page.select_option("[name=region]", "370811")
        page.click(NEXT)
        self.answers()
        self.home = page.url
        self.splits()

    def answers(self) -> None:
        """Answer every question about the project; answers may raise new ones."""
        page = self.agent
        for _ in range(_ROUNDS):
            assert page.url.endswith("/facts")
            open_groups = page.locator(".tasks li", has_text="还有").get_by_role("link")
            if not open_groups.count():
                break
            open_groups.first.click()
            for name in page.evaluate(_NAMES):
                self._answer(page, name)
            page.click(NEXT)
        page.get_by_role("link", name="看项目全景").click()
        assert page.locator(".banner.warn").count() == 0, page.locator("main").inner_text()

    @staticmethod
    def _answer(page: Page, name: str) -> None:
        fact = FACTORY[name]
        if isinstance(fact, bool) or page.locator(f"[name='{name}'][type=radio]").count():
            value = {True: "yes", False: "no"}.get(fact, str(fact)) if isinstance(fact, bool) else str(fact)
            page.locator(f"[name='{name}'][value='{value}']").check(force=True)
        else:
            page.fill(f"[name='{name}']", str(fact))

    def splits(self) -> None:
        """Register the one unit project with two buildings."""
        page = self.agent
        page.get_by_role("link", name="登记工程").click()
        page.fill("[name=name]", "三期厂房工程")
        page.fill("[name='buildings.0.name']", "3号厂房")
        page.fill("[name='buildings.0.area_above']", "二千四")
        page.get_by_role("button", name="再加一个单体").click()
        page.fill("[name='buildings.1.name']", "门卫室")
        page.fill("[name='buildings.1.storeys_above']", "1")
        page.click(NEXT)
        assert "地上建筑面积请填写数字" in page.locator(".govuk-error-summary").inner_text()
        page.fill("[name='buildings.0.area_above']", "2,400")
        page.click(NEXT)
        assert "3号厂房（2400 平方米）" in page.locator("main").inner_text()

    def applies(self) -> int:
        """Hand in one application for everything that is ready in a stage, stage by stage."""
        page = self.agent
        for handed_in in range(_ROUNDS):
            page.goto(self.home)
            lanes = page.locator(".lane form")
            if not lanes.count():
                return handed_in
            for box in lanes.first.locator("input[type=checkbox]").all():
                box.check(force=True)
            lanes.first.get_by_role("button", name="申报所选").click()
            self.fills_in()
        raise AssertionError("申报没有尽头")

    def fills_in(self) -> None:
        page = self.agent
        while "/form/" in page.url:
            for field in page.locator("main input[type=text], main input[type=tel], main textarea").all():
                if not field.input_value():
                    name = field.get_attribute("name") or ""
                    field.fill(AGENT if "phone" in name else "周经办")
            page.click(NEXT)
        if page.url.endswith("/materials"):
            for paper in page.locator(".handin").all():
                if "选填" not in paper.inner_text():
                    paper.locator("input[type=file]").set_input_files(_PAPER)  # type: ignore[arg-type]
            page.click(NEXT)
        page.get_by_role("button", name="提交申请").click()
        assert page.locator("h1").inner_text() == "申请已提交", page.locator("main").inner_text()

    def holders_begin(self) -> int:
        """Let the holders begin what waits for them; outside systems report through the open API."""
        begun = 0
        for item in self.waiting():
            if item.decided_in:
                self.outside(item.code)
            else:
                with self.desk(_username(self._department(item.code), "provider", "reviewer")) as page:
                    page.goto(self.site.url("/inbox"))
                    page.get_by_role("navigation").get_by_role("link", name="发起办理").click()
                    page.fill("#code", CODE)
                    page.get_by_role("button", name="查找项目").click()
                    page.locator(f"#item-{item.code}").get_by_role("button").click()
                    assert "已发起办理" in page.locator(".banner").inner_text()
            begun += 1
        return begun

    def waiting(self) -> list[cases.PanoramaItem]:
        project = cases.find_project_by_code(self.walk.desk, self.clerk, code=CODE)
        assert project is not None
        found = cases.get_panorama(self.walk.desk, self.clerk, project=project.id)
        return [
            one
            for lane in found.lanes
            for one in lane.items
            if one.ready and (one.decided_in or one.kind in {"service", "internal", "inspection"})
        ]

    def _department(self, item: str) -> str:
        return self.walk.desk.catalogue.current().item(item).handling.lead_department

    def outside(self, item: str) -> None:
        request, api = self.agent.request, self.site.url("/api")
        username = self.walk.desk.catalogue.current().item(item).handling.decided_in
        signed = request.post(
            f"{api}/tokens", data={"sign_in": {"username": username, "password": PASSWORD}}
        ).json()

        def post(path: str, body: object) -> dict[str, str]:
            headers = {"Authorization": f"Bearer {signed['token']}", "Idempotency-Key": uuid4().hex}
            answer = request.post(f"{api}{path}", data=body, headers=headers)
            assert answer.ok, answer.text()
            return dict(answer.json())

        found = request.get(
            f"{api}/projects?code={CODE}", headers={"Authorization": f"Bearer {signed['token']}"}
        ).json()
        case = post(f"/projects/{found[0]['id']}/cases", {"item": item})["id"]
        post(f"/cases/{case}/acts/outside_accept", {"opinion": "已受理"})
        post(f"/cases/{case}/acts/outside_conclude", {"granted": True, "number": f"临湾审投〔2026〕{item}号"})

    def officers_act(self) -> int:
        """Let everyone for whom an open case waits act once, found in their own inbox."""
        acted = 0
        for case, step in self.open_steps():
            if step.role == "applicant":
                self.agent.goto(self.site.url(f"/my-cases/{case}"))
                self.agent.locator("main .banner a.button").first.click()
                self.agent.locator("main textarea").fill("同意服务方案")
                self.agent.click("main .govuk-button")
            else:
                self._acts_at_desk(case, step)
            acted += 1
        return acted

    def open_steps(self) -> list[tuple[UUID, OpenStep]]:
        mine = self.walk.agent_of("91370811MA3EX5T705")
        found: list[tuple[UUID, OpenStep]] = []
        after = ""
        while True:
            page = cases.list_my_cases(self.walk.desk, mine, after=after)
            for row in page.rows:
                if row.project_name == "精工制造三期厂房":
                    sheet = cases.get_case(self.walk.desk, self.clerk, case=row.case)
                    self.cases[row.case] = row.number
                    found += [(row.case, step) for step in sheet.steps]
            if page.next_key is None:
                return found
            after = page.next_key

    def _acts_at_desk(self, case: UUID, step: OpenStep) -> None:
        assert step.organisation is not None
        code = self.walk.desk.offices.office(step.organisation).code
        with self.desk(_username(code, step.role)) as page:
            page.goto(self.site.url("/inbox"))
            page.fill("[name=q]", self.cases[case])
            page.keyboard.press("Enter")
            page.locator("main table a, main .cards a").first.click()
            assert self.cases[case] in page.locator("main").inner_text()
            offered = [ACTS[step.node]] if step.node in ACTS else ["accept", "register"]
            act = next(one for one in offered if page.locator(f"#act-{one}").count())
            _do(page.locator(f"#act-{act}"))
            assert page.locator(".banner.good").count(), page.locator("main").inner_text()


_NAMES = """() => [...new Set([...document.querySelectorAll(
  'main input:not([type=hidden]), main textarea, main select')].map((one) => one.name))].filter(Boolean)"""
_PAPER = {"name": "材料.pdf", "mimeType": "application/pdf", "buffer": PDF}


def _username(organisation: str, *roles: str) -> str:
    """Return an officer of the sample city with the first of some posts that anyone holds."""
    text = files("tongjian.identity").joinpath("data/sample_city.yaml").read_bytes()
    holders = {
        (post["organisation"], post["role"]): one["username"]
        for one in reversed(msgspec.yaml.decode(text)["officers"])
        for post in one["grants"]
    }
    return str(next(holders[organisation, role] for role in roles if (organisation, role) in holders))


def _do(act: Locator) -> None:
    for tick in act.locator("[name=judge_rest]").all():
        tick.check(force=True)
    for field in act.locator("textarea").all():
        field.fill("经核对，符合要求。检查人员：赵伟、黄洁强")
    act.get_by_role("button").click()


def test_a_factory_comes_from_its_registration_to_its_last_licence_by_browser_alone(
    site: Site, browser: Browser, officer: SignIn, database: Database, pictures: Path | None
) -> None:
    with open_context(browser, site.address, DESKTOP, script=False) as context:
        context.set_default_timeout(20_000)
        walk = Walk(database, keys=count(7_000_001))
        factory = Factory(site, browser, officer, walk, context.new_page())
        factory.signs_in()
        factory.registers()
        for _ in range(_ROUNDS):
            if not factory.applies() + factory.holders_begin() + factory.officers_act():
                break
        page = factory.agent
        page.goto(factory.home)
        take_picture(page, pictures, "walk-panorama")
        total, running, done = (int(one) for one in page.locator(".numbers b").all_inner_texts()[:3])
        assert (running, done) == (0, total), page.locator("main").inner_text()
        page.goto(site.url("/licences"))
        take_picture(page, pictures, "walk-licences")
        held = page.locator("main").inner_text()
        for title in ("建设用地规划许可证", "建设工程规划许可证", "建筑工程施工许可证", "竣工验收备案"):
            assert title in held, title

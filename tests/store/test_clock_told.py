"""The legal clock as pages and the open API tell it, without a browser."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.test.utils import override_settings

from tests.database import Database
from tests.store.open_api import Caller, by_password, by_phone, rural_house
from tests.store.walk import load_city
from tongjian.calendar import fixed_holidays, shipped_years

pytestmark = pytest.mark.database

NEXT = shipped_years()[-1].year + 1
HISTORY = (
    "时钟 | 法定\n时限 | 10 | 工作日\n起算 | 2026-09-18 | 受理\n"
    "停止 | 2026-09-22 | 2026-10-09 | 法定、承诺 | 听证 | 《中华人民共和国行政许可法》第四十五条\n"
    "截至 | 2026-10-20"
)


@pytest.fixture(scope="module", autouse=True)
def _house(database: Database) -> Iterator[None]:
    database.empty()
    load_city(database)
    with override_settings(COMPOSE_PAGES="tests.store.open_api.compose_for_api"):
        yield
    database.empty()


def test_anyone_pastes_a_history_and_gets_the_same_date_from_page_and_api() -> None:
    page = Client(SERVER_NAME="127.0.0.1").get("/clock", {"history": HISTORY})
    answer = Caller().get("/clock", history=HISTORY)
    assert (answer.status, answer["due_on"], answer["light"]) == (200, "2026-10-19", "红")
    assert "届满日是 2026-10-19" in page.content.decode()
    assert "听证期间，不计入" in page.content.decode()
    assert answer["days"][-1]["last_number"] == 10
    assert Caller().get("/clock", history=answer["history"])["due_on"] == answer["due_on"]


def test_what_cannot_be_read_is_named_by_its_line_on_page_and_api() -> None:
    page = Client(SERVER_NAME="127.0.0.1").get("/clock", {"history": "时限 | 三天"})
    answer = Caller().get("/clock", history="时限 | 三天")
    assert (page.status_code, answer.status, answer["code"]) == (422, 422, "calendar.invalid_history")
    assert "第 1 行" in answer["errors"][0]["text"]
    assert "第 1 行" in page.content.decode()


def test_both_limits_are_counted_from_the_form() -> None:
    asked = {
        "statutory": "20",
        "promised": "10",
        "unit": "工作日",
        "starts_on": "2026-09-18",
        "pause_0": "other",
        "from_0": "2026-09-22",
        "to_0": "2026-10-09",
    }
    text = Client(SERVER_NAME="127.0.0.1").get("/clock", asked).content.decode()
    assert "届满日是 2026-10-22" in text
    assert "届满日是 2026-10-19" in text
    assert "没有法律依据，不停止法定时限" in text
    wrong = Client(SERVER_NAME="127.0.0.1").get("/clock", {**asked, "starts_on": "昨天", "extension": "3"})
    assert wrong.status_code == 422


def test_the_clocks_of_a_case_can_be_pasted() -> None:
    citizen = by_phone("13800000001")
    clocks = citizen.get(f"/cases/{rural_house(citizen)}/clocks")
    assert [one["clock"] for one in clocks.body] == ["acceptance"]
    again = Caller().get("/clock", history=clocks.body[0]["history"])
    assert again["due_on"] == clocks.body[0]["due_on"]


def test_the_administrator_previews_and_imports_a_notice_by_the_api() -> None:
    lines = [f"{day} 休" for day in sorted(fixed_holidays(NEXT))]
    notice = {
        "year": NEXT,
        "source": "国务院办公厅的通知（虚构）",
        "effective_on": f"{NEXT - 1}-11-10",
        "text": "\n".join(lines),
    }
    administrator = by_password("sysadmin")
    refused = administrator.post("/working-days/preview", {**notice, "text": "\n".join([*lines, "除夕放假"])})
    assert (refused.status, refused["code"]) == (422, "calendar.invalid_year")
    assert f"第 {len(lines) + 1} 行" in refused["errors"][0]["text"]
    assert not administrator.post("/working-days/preview", notice)["replaces"]
    assert administrator.post("/working-days", notice).status == 200
    assert [one["year"] for one in Caller().get("/working-days").body][-1] == NEXT
    assert by_password("clerk").post("/working-days", notice).status == 403

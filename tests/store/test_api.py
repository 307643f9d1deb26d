"""The open API: tokens, idempotency, problems, foreign objects, uploads that go on."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test.utils import override_settings

from tests.database import Database
from tests.store.open_api import CLOCK, SENT, Answer, Caller, by_password, by_phone, rural_house
from tests.store.walk import PDF, load_city

pytestmark = pytest.mark.database

NOBODY = "00000000-0000-7000-8000-000000000000"


@pytest.fixture(scope="module")
def _house(database: Database) -> Iterator[None]:
    database.empty()
    load_city(database)
    with override_settings(COMPOSE_PAGES="tests.store.open_api.compose_for_api"):
        yield
    database.empty()


@pytest.fixture(autouse=True)
def _minute(_house: None) -> None:
    CLOCK.at += timedelta(hours=3)


@pytest.fixture
def citizen() -> Caller:
    return by_phone("13800000001")


@pytest.fixture
def case(citizen: Caller) -> str:
    return rural_house(citizen)


def told(answer: Answer) -> tuple[int, str]:
    assert answer.headers["Content-Type"] == "application/problem+json", answer.body
    assert answer["status"] == answer.status
    assert answer["title"]
    return answer.status, answer["code"]


def test_without_a_token_nobody_enters() -> None:
    answer = Caller().get("/me")
    assert told(answer) == (401, "api.token_needed")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert told(Caller("tj_wrong").get("/me")) == (401, "identity.token_unknown")
    assert told(Caller("tj_" + "长" * 9).get("/me"))[0] == 401


def test_a_token_ends_when_it_said_it_would() -> None:
    clerk = by_password("clerk", seconds=600)
    assert clerk.get("/me")["name"] == "王晓敏"
    CLOCK.at += timedelta(seconds=600)
    assert told(clerk.get("/me")) == (401, "identity.token_expired")


def test_a_withdrawn_token_opens_nothing() -> None:
    clerk = by_password("clerk_2")
    mine = clerk.get("/tokens").body[0]["id"]
    assert clerk.send("DELETE", f"/tokens/{mine}").status == 204
    assert told(clerk.get("/me")) == (401, "identity.token_revoked")


def test_a_token_is_made_for_at_most_thirty_days() -> None:
    body = {"sign_in": {"username": "clerk", "password": "x"}, "seconds": 31 * 24 * 3600}
    answer = Caller().post("/tokens", body)
    assert told(answer) == (422, "kit.invalid")
    assert answer["errors"] == [{"field": "seconds", "text": "数值过大"}]


def test_five_wrong_passwords_lock_the_account() -> None:
    wrong = {"sign_in": {"username": "reviewer_aviation", "password": "wrong"}}
    codes = [told(Caller().post("/tokens", wrong)) for _ in range(6)]
    assert codes[0] == (401, "api.sign_in_wrong")
    assert codes[-1] == (429, "api.sign_in_locked")


def test_a_wrong_phone_code_makes_no_token() -> None:
    assert Caller().post("/sign-in-codes", {"phone": "13800000002"}).status == 202
    wrong = f"{(int(SENT['13800000002']) + 1) % 1_000_000:06d}"
    answer = Caller().post("/tokens", {"sign_in": {"phone": "13800000002", "code": wrong}})
    assert told(answer) == (422, "identity.code_wrong")
    assert told(Caller().post("/sign-in-codes", {"phone": "13800000002"}))[0] == 429


def test_a_case_goes_from_draft_to_licence(citizen: Caller, case: str) -> None:
    clerk = by_password("clerk")
    assert clerk.post(f"/cases/{case}/acts/accept", {"judge_rest": True}).status == 200
    sheet = clerk.get(f"/cases/{case}")
    department = sheet["case"]["department_code"]
    for step in sheet["steps"]:
        act = "review" if step["node"] == "review" else "co_sign"
        officer = by_password(f"reviewer_{department if act == 'review' else 'township'}")
        done = officer.post(f"/cases/{case}/acts/{act}", {"opinion": "符合要求"})
        assert done.status == 200, done.body
    approver = by_password(f"approver_{department}")
    assert approver.post(f"/cases/{case}/acts/grant", {}).status == 200
    assert clerk.post(f"/cases/{case}/acts/issue", None).status == 200
    delivery = {"how": "window", "receiver": "林海生"}
    assert clerk.post(f"/cases/{case}/acts/deliver", delivery).status == 200
    licence = next(one for one in citizen.get("/licences").body if one["case"] == case)
    found = Caller().get("/verify", code=licence["verification_code"])
    assert (found["status"], found["number"]) == ("valid", licence["number"])
    content = citizen.get(f"/files/{licence['file']}/content")
    assert content.status == 200
    assert "attachment" in content.headers["Content-Disposition"]
    assert content.body.startswith(b"%PDF")


def test_an_act_needs_an_idempotency_key(case: str) -> None:
    answer = by_password("clerk").post(f"/cases/{case}/acts/accept", {}, **{"Idempotency-Key": ""})
    assert told(answer) == (400, "api.key_missing")


def test_the_same_key_gets_the_same_answer_and_another_request_is_refused(case: str) -> None:
    clerk, path = by_password("clerk"), f"/cases/{case}/acts/accept"
    said = {"opinion": "齐全", "judge_rest": True}
    first = clerk.post(path, said, **{"Idempotency-Key": "once"})
    again = clerk.post(path, said, **{"Idempotency-Key": "once"})
    other = clerk.post(path, {"opinion": "不同"}, **{"Idempotency-Key": "once"})
    assert first.status == again.status == 200
    assert first.body == again.body
    assert told(other) == (422, "cases.key_used")


def test_a_stale_page_is_told_the_present_state(case: str) -> None:
    clerk, path = by_password("clerk"), f"/cases/{case}/acts/accept"
    seen = clerk.get(f"/cases/{case}").headers["ETag"]
    assert clerk.post(path, {"judge_rest": True}, **{"If-Match": seen}).status == 200
    answer = clerk.post(path, {}, **{"If-Match": seen})
    assert told(answer) == (409, "cases.stale")
    assert answer["facts"]["state_label"] == "已受理"
    assert answer["facts"]["position"] == 2
    assert told(clerk.post(path, {})) == (409, "cases.act_not_allowed")


def test_what_belongs_to_others_is_not_there(citizen: Caller, case: str) -> None:
    other = by_phone("13800000003")
    draft = citizen.post("/drafts", {"items": ["C-02"], "applicant": citizen.get("/me")["person"]})["id"]
    file = citizen.upload(citizen.get("/me")["person"])
    for path in (f"/cases/{case}", f"/drafts/{draft}", f"/files/{file}", f"/files/{file}/content"):
        assert citizen.get(path).status == 200, path
        assert told(other.get(path))[0] == 404, path
    assert told(other.post(f"/cases/{case}/acts/withdraw", {}))[0] == 404
    assert told(other.send("PATCH", f"/drafts/{draft}", body={"version": 1}))[0] == 404
    assert told(citizen.post(f"/cases/{case}/acts/accept", {})) == (403, "cases.not_your_task")
    foreign = {"items": ["C-01"], "applicant": other.get("/me")["person"]}
    assert told(citizen.post("/drafts", foreign))[0] == 403
    upload = {"name": "a.pdf", "size": 9, "holder": other.get("/me")["person"]}
    assert told(citizen.post("/uploads", upload))[0] == 403
    assert told(by_password("reviewer_park").get(f"/cases/{case}"))[0] == 404


def test_wrong_types_are_told_field_by_field() -> None:
    agent = by_phone("13800000003")
    body = {"applicant": "x", "secret": "perhaps", "code": 7, "facts": {"a": []}, "surplus": 1}
    answer = agent.post("/projects", body)
    assert told(answer) == (422, "kit.invalid")
    said = {error["field"].split(".")[0]: error["text"] for error in answer["errors"]}
    assert said["applicant"] == "应为标识（UUID）"
    assert said["secret"] == "应为 true 或 false"
    assert said["code"] == "应为文字"
    assert said["name"] == "请填写"
    assert said["surplus"] == "没有这个字段"


def test_a_secret_project_is_refused_and_a_wrong_one_told_every_field() -> None:
    agent = by_phone("13800000003")
    company = next(one["id"] for one in agent.get("/me")["applicants"] if one["kind"] == "legal")
    form = {
        "applicant": company,
        "secret": True,
        "emergency": False,
        "code": "wrong",
        "name": "",
        "type": "T9",
        "region": "000000",
        "address": "某路",
        "facts": {"no_such": 1},
    }
    assert told(agent.post("/projects", form)) == (422, "cases.secret_project")
    answer = agent.post("/projects", form | {"secret": False})
    assert {error["field"] for error in answer["errors"]} == {
        "code",
        "name",
        "type",
        "region",
        "facts.no_such",
    }


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        b'{"phone": NaN}',
        b"[" * 5000,
        b'{"phone": "1\\u0000"}',
        b'{"phone": "\\ud800"}',
        b"9" * 5000,
        b'"text"',
        b"null",
        b"",
        b'{"phone": ' + b"9" * 3_000_000 + b"}",
    ],
    ids=range(11),
)
def test_a_body_nobody_can_read_is_a_problem_not_a_fault(body: bytes) -> None:
    status, _ = told(Caller().send("POST", "/sign-in-codes", body=body))
    assert status in {400, 413, 422}


def test_an_upload_goes_on_at_the_last_part(citizen: Caller) -> None:
    holder = citizen.get("/me")["person"]
    half = len(PDF) // 2
    upload = citizen.post("/uploads", {"name": "../../红线图.pdf", "size": len(PDF), "holder": holder})
    assert upload.status == 201
    assert "/" not in upload["name"]
    path = f"/uploads/{upload['id']}"

    def part(offset: int, content: bytes) -> Answer:
        return citizen.send(
            "PATCH",
            path,
            body=content,
            headers={"Upload-Offset": str(offset)},
            kind="application/offset+octet-stream",
        )

    assert part(0, PDF[:half])["offset"] == half
    assert told(citizen.post(f"{path}/finish")) == (409, "evidence.upload_incomplete")
    answer = part(0, PDF)
    assert told(answer) == (409, "evidence.offset_differs")
    assert answer["facts"]["present"] == half
    assert citizen.send("HEAD", path).headers["Upload-Offset"] == str(half)
    assert told(part(half, PDF)) == (422, "evidence.file_refused")
    assert part(half, PDF[half:])["offset"] == len(PDF)
    done = citizen.post(f"{path}/finish")
    assert done.status == 200
    assert citizen.post(f"{path}/finish").body == done.body
    assert citizen.get(f"/files/{done['id']}/content").body == PDF


def test_a_file_comes_in_one_go_as_a_form(citizen: Caller) -> None:
    holder = citizen.get("/me")["person"]

    def form(name: str, content: bytes, owner: str = holder) -> Answer:
        body = (
            (
                f'--x\r\nContent-Disposition: form-data; name="holder"\r\n\r\n{owner}\r\n'
                f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                "Content-Type: application/pdf\r\n\r\n"
            ).encode()
            + content
            + b"\r\n--x--\r\n"
        )
        return citizen.send("POST", "/files", body=body, kind="multipart/form-data; boundary=x")

    assert form("证明.pdf", PDF)["size"] == len(PDF)
    assert told(form("证明.exe", PDF)) == (422, "evidence.file_refused")
    assert told(form("证明.pdf", b"not a pdf")) == (422, "evidence.file_refused")
    assert told(form("证明.pdf", PDF, "nobody")) == (422, "kit.invalid")
    assert told(form("证明.pdf", PDF, NOBODY))[0] == 403
    broken = citizen.send("POST", "/files", body=b"--y", kind="multipart/form-data; boundary=x")
    assert told(broken)[0] == 400
    assert told(citizen.send("POST", "/files", body=b"a", kind="multipart/form-data"))[0] == 400


def test_a_clerk_enters_for_whoever_stands_at_the_counter() -> None:
    clerk = by_password("clerk")
    person = {"name": "何秀兰", "citizen_id": "370811195604120222", "phone": "13800000002"}
    begun = clerk.post("/drafts", {"items": ["C-01"], "on_behalf_of": person})
    assert begun.status == 201
    assert clerk.get("/drafts", number=begun["number"]).body[0]["applicant_name"] == "何秀兰"


def test_the_explanation_stands_on_files_of_this_house(citizen: Caller) -> None:
    page = citizen.get("/docs")
    assert page.status == 200
    text = page.body.decode()
    assert "https://" not in text
    assert "script-src 'self';" in page.headers["Content-Security-Policy"]
    schema = citizen.get("/openapi.json").body
    assert schema["paths"]["/api/cases/{case}/acts/grant"]["post"]["summary"] == "准予"


def test_an_unknown_address_is_told_as_a_problem(citizen: Caller) -> None:
    assert told(citizen.get("/no/such")) == (404, "api.address_unknown")


def test_an_unknown_method_is_told_the_known_ones(citizen: Caller) -> None:
    answer = citizen.post("/me")
    assert told(answer) == (405, "api.method_unknown")
    assert answer.headers["Allow"] == "GET"


def test_a_part_without_length_is_refused(citizen: Caller) -> None:
    wanted = {"name": "a.pdf", "size": 9, "holder": citizen.get("/me")["person"]}
    upload = citizen.post("/uploads", wanted)["id"]
    answer = citizen.send("PATCH", f"/uploads/{upload}", headers={"Upload-Offset": "0"})
    assert told(answer) == (411, "api.length_needed")


def test_without_notice_and_profile_an_applicant_enters_nothing() -> None:
    newcomer = by_phone("13900000077", notice=False)
    assert newcomer.get("/me")["applicants"] == []
    draft = {"items": ["C-01"]}
    assert told(newcomer.post("/drafts", draft)) == (403, "identity.notice_needed")
    assert told(newcomer.get("/cases")) == (403, "identity.notice_needed")
    profile = {"name": "陈新", "citizen_id": "440524188001010014"}
    assert told(newcomer.send("PUT", "/me/profile", body=profile)) == (403, "identity.notice_needed")
    notice = Caller().get("/notice")
    assert notice["clauses"][0]["title"] == "谁在处理您的信息"
    old = newcomer.send("PUT", "/me/notice", body={"version": "1999-01"})
    assert (told(old), old["errors"][0]["field"]) == ((422, "kit.invalid"), "version")
    assert newcomer.send("PUT", "/me/notice", body={"version": notice["version"]}).status == 204
    assert told(newcomer.post("/drafts", draft)) == (403, "identity.profile_needed")
    assert newcomer.send("PUT", "/me/profile", body=profile)["applicants"][0]["name"] == "陈新"
    assert newcomer.post("/drafts", draft).status == 201


def test_an_officer_enters_for_himself_only_as_everybody_does() -> None:
    reviewer = by_password("reviewer_housing")
    assert reviewer.get("/inbox").status == 200
    assert told(reviewer.post("/drafts", {"items": ["C-01"]})) == (403, "identity.notice_needed")


def test_what_the_api_refuses_is_said_in_english_to_who_asks_for_it(citizen: Caller, case: str) -> None:
    english = {"Accept-Language": "en"}
    assert Caller().send("GET", "/me", headers=english)["title"] == "A token is needed"
    assert Caller().send("GET", "/me", headers={"Accept-Language": "zh-CN"})["title"] == "请提供访问令牌"
    wrong = citizen.send("POST", "/drafts", body={"items": "C-01", "more": 1}, headers=english)
    assert {one["text"] for one in wrong["errors"]} == {"Must be a list", "There is no such field"}
    mine = citizen.send("POST", f"/cases/{case}/acts/accept", body={}, headers=english)
    assert mine["title"].startswith("This step (")
    assert mine["title"].isascii() or "belongs to" in mine["title"]

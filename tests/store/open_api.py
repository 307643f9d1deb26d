"""The open API over the test database: a clock to turn, codes to read, clients that sign in."""

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.conf import settings
from django.test import Client

from tests.store.walk import PASSWORD, PDF, TurnedClock
from tongjian.portal.ports import Rooms
from tongjian.roles.rooms import compose

CLOCK = TurnedClock()
SENT: dict[str, str] = {}
_KEYS = count(1)


class _Kept:
    def send(self, *, phone: str, code: str) -> None:
        SENT[phone] = code


def compose_for_api() -> Rooms:
    return compose(settings.TONGJIAN, gateway=_Kept(), clock=CLOCK)


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: Any

    def __getitem__(self, name: str) -> Any:
        return self.body[name]


@dataclass
class Caller:
    """Someone at the other end of the line."""

    token: str = ""
    client: Client = field(
        default_factory=lambda: Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
    )

    def get(self, path: str, **query: str) -> Answer:
        return self.send("GET", path, query=query)

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.send("POST", path, body=body, headers=headers)

    def send(
        self,
        method: str,
        path: str,
        *,
        body: Any = None,
        query: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
        kind: str = "application/json",
    ) -> Answer:
        sent = {"Idempotency-Key": f"k{next(_KEYS)}"} | (headers or {})
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        sent = {name: value for name, value in sent.items() if value}
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        raw = self.client.generic(
            method, f"/api{path}", data, content_type=kind, headers=sent, query_params=query or {}
        )
        text = b"".join(raw.streaming_content) if raw.streaming else raw.content
        raw.close()
        is_json = "json" in raw.headers.get("Content-Type", "") and not raw.streaming
        return Answer(raw.status_code, dict(raw.headers), json.loads(text) if is_json and text else text)

    def upload(self, holder: str, name: str = "材料.pdf", content: bytes = PDF) -> str:
        begun = self.post("/uploads", {"name": name, "size": len(content), "holder": holder})
        part = self.send(
            "PATCH", f"/uploads/{begun['id']}", body=content, headers={"Upload-Offset": "0"}, kind="a/b"
        )
        assert part.status == 200, part.body
        return str(self.post(f"/uploads/{begun['id']}/finish")["id"])


def by_password(username: str, **more: Any) -> Caller:
    """Return an officer or a machine, signed in."""
    answer = Caller().post("/tokens", {"sign_in": {"username": username, "password": PASSWORD}} | more)
    assert answer.status == 201, answer.body
    return Caller(answer["token"])


def by_phone(phone: str, *, notice: bool = True) -> Caller:
    """Return a citizen or agent, signed in, the personal-data notice accepted."""
    assert Caller().post("/sign-in-codes", {"phone": phone}).status == 202
    answer = Caller().post("/tokens", {"sign_in": {"phone": phone, "code": SENT[phone]}})
    assert answer.status == 201, answer.body
    caller = Caller(answer["token"])
    if notice:
        version = Caller().get("/notice")["version"]
        assert caller.send("PUT", "/me/notice", body={"version": version}).status == 204
    return caller


def rural_house(citizen: Caller) -> str:
    """Hand in a rural house; return the case."""
    applicant = citizen.get("/me")["applicants"][0]["id"]
    draft = citizen.post("/drafts", {"items": ["C-01"], "applicant": applicant})["id"]
    sheet = citizen.get(f"/drafts/{draft}")
    form = citizen.get("/forms/rural_house")
    answers = {one["name"]: _typed(one) for page in form["pages"] for one in page["fields"]}
    files = {slot["key"]: citizen.upload(applicant) for slot in sheet["slots"] if slot["reusable"] is None}
    saved = citizen.send("PATCH", f"/drafts/{draft}", body={"version": 1, "answers": answers, "files": files})
    assert saved.status == 200, saved.body
    done = citizen.post(f"/drafts/{draft}/submit")
    assert done.status == 200, done.body
    return str(done["made"][0][1])


def _typed(field: dict[str, Any]) -> str:
    return {
        "choice": field["choices"][0]["code"] if field["choices"] else "",
        "yes_no": "yes",
        "number": "2",
        "phone": "13800000001",
        "citizen_id": "370811198802143517",
        "date": "2026-06-01",
    }.get(field["kind"], "临湾区某镇某村")

"""The demo's client: signs in again, sends twice, waits when told, and believes nothing that differs."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import httpx
import pytest

from tongjian.roles.demo.client import AnsweredTwice, Caller, Line, Refused
from tongjian.roles.demo.shapes import Me

PERSON = str(uuid4())


@dataclass
class Counter:
    """A house that answers from a script and keeps what it was asked."""

    answers: Callable[[httpx.Request], httpx.Response]
    asked: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return self.answers(request)


def line_to(counter: Counter) -> Line:
    line = Line("http://house")
    line.close()
    line.http = httpx.Client(base_url="http://house/api", transport=httpx.MockTransport(counter))
    return line


def caller_on(line: Line, waits: list[int]) -> Caller:
    return Caller(line, "clerk", lambda: {"username": "clerk", "password": "x"}, waits.append)


def token(number: int) -> httpx.Response:
    return httpx.Response(201, json={"token": f"tj_{number}", "person": PERSON})


def problem(status: int, code: str, **facts: object) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "title": "不行", "facts": facts})


def receipt(act: str, number: str = "1") -> httpx.Response:
    return httpx.Response(200, json={"act": act, "id": str(uuid4()), "number": number, "says": ""})


@pytest.fixture
def waits() -> list[int]:
    return []


def test_a_token_that_has_ended_is_renewed_and_the_request_sent_again(waits: list[int]) -> None:
    made: list[int] = []

    def house(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/tokens"):
            made.append(1)
            return token(len(made))
        if request.headers["Authorization"] == "Bearer tj_1":
            return problem(401, "identity.token_expired")
        return httpx.Response(200, json={"person": PERSON, "name": "王", "applicants": []})

    counter = Counter(house)
    assert caller_on(line_to(counter), waits).read("/me", Me).name == "王"
    assert len(made) == 2


def test_asked_too_often_it_lets_the_time_pass_that_it_was_told(waits: list[int]) -> None:
    answers = [problem(429, "identity.codes_too_often", wait_seconds=60), token(1)]
    counter = Counter(
        lambda request: answers.pop(0) if request.url.path.endswith("/tokens") else receipt("accept")
    )
    caller_on(line_to(counter), waits).act("/cases/1/acts/accept", {})
    assert waits == [60]


def test_another_refusal_is_told_with_its_fields(waits: list[int]) -> None:
    answer = {"code": "kit.invalid", "title": "有误", "errors": [{"field": "name", "text": "请填写"}]}
    counter = Counter(
        lambda request: token(1) if request.url.path.endswith("/tokens") else httpx.Response(422, json=answer)
    )
    with pytest.raises(Refused, match="name：请填写"):
        caller_on(line_to(counter), waits).act("/projects", {})


def test_a_page_instead_of_a_problem_is_told_too(waits: list[int]) -> None:
    counter = Counter(lambda _: httpx.Response(502, text="<html>Bad Gateway"))
    with pytest.raises(Refused, match="502"):
        caller_on(line_to(counter), waits).read("/me", Me)


def test_a_submission_is_sent_twice_under_one_key_and_kept_once(waits: list[int]) -> None:
    same = receipt("submit")
    counter = Counter(lambda request: token(1) if request.url.path.endswith("/tokens") else same)
    line = line_to(counter)
    caller_on(line, waits).act("/drafts/1/submit")
    keys = [one.headers["Idempotency-Key"] for one in counter.asked if "Idempotency-Key" in one.headers]
    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert [(one.person, one.receipt.act) for one in line.acknowledged] == [(UUID(PERSON), "submit")]


def test_a_second_answer_that_differs_from_the_first_is_not_believed(waits: list[int]) -> None:
    numbers = iter("12")
    counter = Counter(
        lambda request: token(1) if request.url.path.endswith("/tokens") else receipt("submit", next(numbers))
    )
    with pytest.raises(AnsweredTwice):
        caller_on(line_to(counter), waits).act("/drafts/1/submit")


@pytest.mark.parametrize("honest", [True, False])
def test_a_file_is_kept_under_the_hash_of_its_bytes_alone(*, honest: bool, waits: list[int]) -> None:
    sha256 = hashlib.sha256(b"paper" if honest else b"other").hexdigest()
    stored = {"id": str(uuid4()), "sha256": sha256, "size": 5}
    counter = Counter(
        lambda request: (
            token(1)
            if request.url.path.endswith("/tokens")
            else httpx.Response(201, content=json.dumps(stored))
        )
    )
    line = line_to(counter)
    caller = caller_on(line, waits)
    if honest:
        caller.upload(name="a.pdf", content=b"paper", holder=uuid4())
        assert [one.sha256 for one in line.files] == [sha256]
    else:
        with pytest.raises(AnsweredTwice):
            caller.upload(name="a.pdf", content=b"paper", holder=uuid4())

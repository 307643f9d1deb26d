"""Every address of the open API under hostile input: a problem is told, never a fault."""

import random
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test.utils import override_settings

from tests.database import Database
from tests.store.open_api import CLOCK, Caller, by_password, by_phone, rural_house
from tests.store.walk import load_city

pytestmark = pytest.mark.database

HOSTILE: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    10**30,
    1e308,
    "",
    " ",
    "x",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "%s%(x)s{x}",
    "../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "长" * 5000,
    "\u202e\u0000",
    "00000000-0000-7000-8000-000000000000",
    "2026-02-31",
    "9999-12-31_00000000-0000-7000-8000-000000000000",
    [],
    [[]],
    {},
    {"": ""},
    {"a": {"b": {"c": 1}}},
    ["C-01", "C-01"],
    ["nothing"],
)
ROUNDS = 4


@pytest.fixture(scope="module")
def case(database: Database) -> Iterator[str]:
    database.empty()
    load_city(database)
    CLOCK.at += timedelta(hours=3)
    with override_settings(COMPOSE_PAGES="tests.store.open_api.compose_for_api"):
        yield rural_house(by_phone("13800000001"))
    database.empty()


@pytest.mark.parametrize("sign_in", ["clerk", "13800000001", "investment_platform", ""])
def test_no_input_makes_a_fault(case: str, sign_in: str) -> None:
    CLOCK.at += timedelta(hours=3)
    chance = random.Random(sign_in)  # noqa: S311 - the same input in every run
    caller = _caller(sign_in)
    schema = caller.get("/openapi.json").body
    faults = []
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            for _ in range(ROUNDS):
                asked = _asked(chance, schema, operation, case)
                address = re.sub(r"{\w+}", lambda _: _step(chance, case), path.removeprefix("/api"))
                answer = caller.send(method.upper(), address, **asked)
                if answer.status >= 500 or _untold(answer.status, answer.headers, method):
                    faults.append((method, address, asked, answer.status))
    assert faults == []


def _caller(sign_in: str) -> Caller:
    if not sign_in:
        return Caller()
    return by_phone(sign_in) if sign_in.isdigit() else by_password(sign_in)


def _untold(status: int, headers: dict[str, str], method: str) -> bool:
    return status >= 400 and headers.get("Content-Type") != "application/problem+json" and method != "head"


def _asked(chance: random.Random, schema: Any, operation: Any, case: str) -> dict[str, Any]:
    parameters = operation.get("parameters", ())
    query = {one["name"]: _text(chance, case) for one in parameters if one["in"] == "query"}
    headers = {one["name"]: _header(chance, one["name"]) for one in parameters if one["in"] == "header"}
    content = operation.get("requestBody", {}).get("content", {})
    body = None
    if "application/json" in content:
        body = _body(chance, schema, content["application/json"]["schema"], case)
    kept = {name: value for name, value in query.items() if chance.random() < 0.7}
    return {"query": kept, "headers": headers, "body": body}


def _header(chance: random.Random, name: str) -> str:
    if name == "Idempotency-Key":
        return f"fuzz-{chance.random()}"
    return chance.choice(["", "1", "-1", '"1"', "9" * 40, "x", '"'])


def _body(chance: random.Random, schema: Any, shape: Any, case: str) -> Any:
    """Return a body with the right field names and now and then the right values."""
    if "$ref" in shape:
        shape = schema["components"]["schemas"][shape["$ref"].rsplit("/", 1)[-1]]
    if "anyOf" in shape and chance.random() < 0.8:
        return _body(chance, schema, chance.choice(shape["anyOf"]), case)
    if "properties" in shape and chance.random() < 0.9:
        return {
            name: _body(chance, schema, one, case)
            for name, one in shape["properties"].items()
            if chance.random() < 0.9
        }
    if chance.random() < 0.4:
        return chance.choice(HOSTILE)
    fitting = {
        "string": case if shape.get("format") == "uuid" else chance.choice(["C-01", "text", "2026-06-01"]),
        "boolean": True,
        "integer": chance.choice([1, 5, 2**53]),
        "array": ["C-01"],
        "object": {"applicant_name": case},
    }
    return fitting.get(shape.get("type", ""), chance.choice(HOSTILE))


def _text(chance: random.Random, case: str) -> str:
    return chance.choice([case, *(one for one in HOSTILE if isinstance(one, str))])


def _step(chance: random.Random, case: str) -> str:
    return chance.choice([case, case, "x", "%00", "0", "..%2f", "%F0%9F%98%80", "C-01", "rural_house"])

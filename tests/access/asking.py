"""Asks one route as one person, lawfully formed, and takes back whatever it did."""

import json
import re
from collections.abc import Mapping
from itertools import count
from uuid import UUID

from django.db import transaction
from django.http import HttpResponseBase
from django.urls import reverse

from tests.access.bodies import API, PAGES, QUERIES
from tests.access.city import City
from tests.store.walk import PDF
from tongjian.portal.urls import urlpatterns
from tongjian.roles.access import AccessRow

_KEYS = count(1)
_NOTICE = "identity.notice_needed"


def ask(city: City, row: AccessRow, role: str) -> str:
    """Return the class of answer, as the table names them; what was done is rolled back."""
    return class_of(answer_of(city, row, role))


def answer_of(city: City, row: AccessRow, role: str) -> HttpResponseBase:
    """Return the answer; what was done is rolled back, and a stream is read."""
    scene = city.scenes[row.object or "thing"]
    username = "" if role == "visitor" else city.username(role, scene)
    send = _ask_page if row.is_page else _ask_api
    if username and not row.is_page:
        city.token(username)
    client = city.client(username if row.is_page else "")
    cookies = client.cookies.copy()
    city.walk.rooms.files.contents.discard(UUID(city.scenes["thing"].ids["upload"]))
    with transaction.atomic():
        answer = send(city, row, username, scene.ids)
        transaction.set_rollback(True)
    client.cookies = cookies
    if answer.streaming:
        answer.close()
    return answer


def class_of(answer: HttpResponseBase) -> str:
    """Return the class of an answer."""
    status, to = answer.status_code, answer.headers.get("Location", "")
    if status in {401, 302} and (status == 401 or to.startswith(("/sign-in?", "/accounts/login"))):
        return "sign_in"
    if to.startswith("/notice") or (status == 403 and _NOTICE.encode() in content_of(answer)):
        return "notice"
    if to.split("?")[0] == "/profile":
        return "profile"
    named = {403: "closed", 404: "hidden", 405: "no_method", 409: "conflict", 422: "refused"}
    return named.get(status) or ("in" if status < 400 else f"status {status}: {content_of(answer)[:300]!r}")


def content_of(answer: HttpResponseBase) -> bytes:
    """Return the bytes of an answer."""
    if answer.streaming:
        return b""
    return bytes(answer.content)  # type: ignore[attr-defined]


def address_of(row: AccessRow, ids: Mapping[str, str]) -> str:
    """Return the address of a route for an object."""
    if not row.is_page:
        return "/api" + re.sub(r"{(\w+)}", lambda found: _id(found[1], row, ids), row.place)
    name = row.place if row.place.startswith("account_") else f"portal:{row.place}"
    return reverse(name, kwargs={one: _id(one, row, ids) for one in PARAMETERS.get(row.place, ())})


def _id(name: str, row: AccessRow, ids: Mapping[str, str]) -> str:
    if name == "act" and row.is_page:
        return row.act
    if row.place.startswith("/inbox"):
        return {"act": "issue", "name": "my"}[name]
    if name == "code" and row.place.startswith("/forms"):
        return ids["form"]
    return ids["complete"] if name == "upload" and row.place.endswith(("finish", "done")) else ids[name]


def _ask_page(city: City, row: AccessRow, username: str, ids: Mapping[str, str]) -> HttpResponseBase:
    client, address = city.client(username), address_of(row, ids)
    query = QUERIES.get(row.name, lambda _: {})(ids)
    if row.method == "GET":
        return client.get(address, query)  # type: ignore[no-any-return]
    if row.method == "POST":
        body = PAGES.get(row.name, lambda _: {})(ids)
        return client.post(address, {"key": f"k{next(_KEYS)}", **body}, query_params=query)  # type: ignore[no-any-return]
    return client.generic(  # type: ignore[no-any-return]
        row.method, address, PDF[:10], content_type="application/octet-stream", query_params=query
    )


def _ask_api(city: City, row: AccessRow, username: str, ids: Mapping[str, str]) -> HttpResponseBase:
    headers = {"Idempotency-Key": f"k{next(_KEYS)}"}
    if username:
        headers["Authorization"] = f"Bearer {city.token(username)}"
    address, client = address_of(row, ids), city.client("")
    if row.place == "/files":
        sent = {"holder": ids["holder"], "file": _File()}
        return client.post(address, sent, headers=headers)  # type: ignore[no-any-return]
    if row.name == "PATCH /uploads/{upload}":
        headers["Upload-Offset"] = "0"
        return client.patch(address, PDF[:10], content_type="application/x", headers=headers)  # type: ignore[no-any-return]
    body = API.get(row.name, lambda _: None)(ids)
    return client.generic(  # type: ignore[no-any-return]
        row.method,
        address,
        b"" if body is None else json.dumps(body).encode(),
        content_type="application/json",
        headers=headers,
        query_params=QUERIES.get(row.name, lambda _: {})(ids),
    )


class _File:
    """A file of a form."""

    name = "材料.pdf"
    content_type = "application/pdf"

    def __init__(self) -> None:
        self._left = PDF

    def read(self, size: int = -1) -> bytes:
        piece, self._left = (self._left, b"") if size < 0 else (self._left[:size], self._left[size:])
        return piece


PARAMETERS = {str(one.name): tuple(one.pattern.converters) for one in urlpatterns}
"""Names of the variable parts of a page's address, by its name."""

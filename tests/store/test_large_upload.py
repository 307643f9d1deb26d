"""A file of 300 MB goes to disk as it comes; the web process never holds it."""

import io
import json
import resource
from collections.abc import Iterator

import pytest
from django.core.wsgi import get_wsgi_application
from django.test.utils import override_settings

from tests.database import Database
from tests.store.open_api import Caller, by_phone
from tests.store.walk import load_city

pytestmark = [pytest.mark.database, pytest.mark.full]

SIZE = 300 * 1024 * 1024
MOST_GROWTH = 48 * 1024
"""KiB that the process may grow by while the file comes."""


class Line(io.RawIOBase):
    """A line on which a drawing of 300 MB comes, made as it is read."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.head = SIZE, b"AC1032" + bytes(250)

    def read(self, size: int = -1) -> bytes:
        wanted = min(self.left, size if size > 0 else 1 << 16)
        self.left -= wanted
        head, self.head = self.head[:wanted], self.head[wanted:]
        return head + bytes(wanted - len(head))


@pytest.fixture
def citizen(clean: Database) -> Iterator[Caller]:
    load_city(clean)
    with override_settings(COMPOSE_PAGES="tests.store.open_api.compose_for_api"):
        yield by_phone("13800000001")


def test_a_large_drawing_never_lies_in_memory(citizen: Caller) -> None:
    holder = citizen.get("/me")["person"]
    upload = citizen.post("/uploads", {"name": "总平面图.dwg", "size": SIZE, "holder": holder})["id"]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    status, answer = send(f"/api/uploads/{upload}", citizen.token)
    assert (status, json.loads(answer)["offset"]) == ("200 OK", SIZE)
    stored = citizen.post(f"/uploads/{upload}/finish")
    assert (stored.status, stored["size"]) == (200, SIZE)
    growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert growth < MOST_GROWTH, f"{growth} KiB"


def send(path: str, token: str) -> tuple[str, bytes]:
    """Send the line's bytes as one part, as a web server hands a request over."""
    told: list[str] = []
    environ = {
        "REQUEST_METHOD": "PATCH",
        "PATH_INFO": path,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_LENGTH": str(SIZE),
        "CONTENT_TYPE": "application/offset+octet-stream",
        "HTTP_AUTHORIZATION": f"Bearer {token}",
        "HTTP_UPLOAD_OFFSET": "0",
        "wsgi.input": Line(),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
    }
    answer = get_wsgi_application()(environ, lambda status, _headers: told.append(status))
    body = b"".join(answer)
    answer.close()
    return told[0], body

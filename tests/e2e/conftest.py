"""Browser tests: the whole site on a free port over the test database, and Chromium."""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.db import connection, connections, transaction
from django.test.utils import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.database import Database, point_django_at
from tests.e2e.house import CODES
from tongjian.catalogue import reference_texts
from tongjian.identity import load_sample_city
from tongjian.identity.store.records import stored_records
from tongjian.kit import new_id
from tongjian.roles.rooms import compose

PASSWORD = "Sample-City-2026"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True)
class Site:
    """The site under test."""

    address: str

    def url(self, path: str) -> str:
        return self.address + path

    def code_of(self, phone: str) -> str:
        """Return the code last sent to a phone."""
        return CODES.sent[phone]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_args: object) -> None:
        pass


def load_house(database: Database) -> None:
    """Load catalogue and sample city as the loader, past row-level security."""
    point_django_at(database.urls.loader)
    from django.conf import settings  # noqa: PLC0415 - after the fixture has set Django up

    compose(settings.TONGJIAN).catalogue.load(reference_texts())
    with transaction.atomic():
        load_sample_city(records=stored_records(), ids=new_id, from_on=date(2020, 1, 1), password=PASSWORD)
    connection.close()
    point_django_at(database.urls.app)


@pytest.fixture(scope="session")
def site(database: Database) -> Iterator[Site]:
    """The site with catalogue and sample city, served to the end of the run."""
    load_house(database)
    with override_settings(COMPOSE_PAGES="tests.e2e.house.compose_kept", SESSION_COOKIE_SECURE=False):
        from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - builds the middleware now

        server = make_server("127.0.0.1", 0, get_wsgi_application(), _Server, _Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Site(f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        server.server_close()
        thread.join()
    connections.close_all()
    database.empty()


def chromium_path() -> str | None:
    """Return Chromium from PATH; None leaves the choice to Playwright."""
    named = os.environ.get("TONGJIAN_CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(_playwright: Playwright) -> Iterator[Browser]:
    """Chromium, one for the run."""
    opened = _playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
    yield opened
    opened.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh visitor at a desk."""
    opened = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab of the visitor."""
    return context.new_page()


@pytest.fixture(scope="session")
def pictures() -> Path | None:
    """A folder for screenshots to look at, where one is asked for."""
    named = os.environ.get("TONGJIAN_PICTURES")
    return Path(named) if named else None

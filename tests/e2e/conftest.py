"""Browser tests: the whole site on a free port over the test database, and Chromium."""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.test.utils import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.database import Database, point_django_at
from tests.e2e.cases import City, seed
from tests.e2e.gates import DESKTOP, SignIn, State, open_context
from tests.e2e.house import CODES
from tongjian.roles.first_load import fill

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


_AS_DEPLOYED = settings.STORAGES | {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
}
"""Pages weigh what they weigh for people: files compressed and named by their content."""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_args: object) -> None:
        pass


def load_house(database: Database) -> None:
    """Load catalogue, processes and sample city as the loader, past row-level security."""
    point_django_at(database.urls.loader)
    fill(sample_city_password=PASSWORD)
    connection.close()
    point_django_at(database.urls.app)


@pytest.fixture(scope="session")
def site(database: Database) -> Iterator[Site]:
    """The site with catalogue and sample city, served to the end of the run."""
    load_house(database)
    with override_settings(COMPOSE_PAGES="tests.e2e.house.compose_kept", STORAGES=_AS_DEPLOYED):
        call_command("collectstatic", interactive=False, verbosity=0)
        server = make_server("127.0.0.1", 0, get_wsgi_application(), _Server, _Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Site(f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        server.server_close()
        thread.join()
    connections.close_all()
    database.empty()


_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str | None:
    """Return Chromium from PATH; None leaves the choice to Playwright."""
    return next((path for path in map(shutil.which, _NAMES) if path), None)


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(_playwright: Playwright) -> Iterator[Browser]:
    """Chromium, one for the run."""
    path = chromium_path() or _playwright.chromium.executable_path
    if not Path(path).exists():
        pytest.skip("no Chromium on this machine")
    opened = _playwright.chromium.launch(executable_path=path, args=list(FLAGS))
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


@pytest.fixture(scope="session")
def city(site: Site, database: Database) -> City:  # noqa: ARG001
    """Cases of the sample city in many states, entered once for the run."""
    return seed(database)


@pytest.fixture(scope="session")
def citizen(site: Site, browser: Browser) -> SignIn:
    """Sign in a citizen or agent by phone, notice accepted; the same phone again gives the same cookies.

    A citizen of the sample city goes on as such; a new phone has no profile yet.
    """
    kept: dict[str, State] = {}

    def sign_in(phone: str) -> State:
        if phone in kept:
            return kept[phone]
        with open_context(browser, site.address, DESKTOP) as context:
            page = context.new_page()
            page.goto(site.url("/sign-in/phone"))
            page.fill("#id_phone", phone)
            page.click("main .govuk-button")
            page.fill("#id_code", site.code_of(phone))
            page.click("main .govuk-button")
            if page.url.startswith(site.url("/notice")):
                page.check("#id_agree")
                page.click("main .govuk-button")
            if page.url.startswith(site.url("/acting-for")):
                page.click("main .govuk-button")
            kept[phone] = dict(context.storage_state())
        return kept[phone]

    return sign_in


@pytest.fixture(scope="session")
def officer(site: Site, browser: Browser) -> SignIn:
    """Sign in an officer of the sample city by user name."""
    kept: dict[str, State] = {}

    def sign_in(username: str) -> State:
        if username in kept:
            return kept[username]
        with open_context(browser, site.address, DESKTOP) as context:
            page = context.new_page()
            page.goto(site.url("/accounts/login/"))
            page.fill("#id_login", username)
            page.fill("#id_password", PASSWORD)
            page.click("main .govuk-button")
            assert "/accounts/login" not in page.url, page.locator("main").inner_text()
            kept[username] = dict(context.storage_state())
        return kept[username]

    return sign_in

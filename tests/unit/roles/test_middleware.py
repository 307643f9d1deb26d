from collections.abc import Callable

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import override_settings

from tongjian.roles.content_policy import HEADER, ContentPolicy
from tongjian.roles.session_limits import SessionLimits


@pytest.fixture
def tell(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the time that the middleware sees."""
    return lambda now: monkeypatch.setattr("tongjian.roles.session_limits.time.time", lambda: now)


def asked(session: SessionStore) -> HttpRequest:
    request = HttpRequest()
    request.session = session
    request.COOKIES["sessionid"] = "any"
    return request


def visit(session: SessionStore) -> bool:
    """Make one request; tell whether the session still holds who signed in."""
    with override_settings(SESSION_IDLE_SECONDS=1800, SESSION_ABSOLUTE_SECONDS=7200):
        SessionLimits(lambda _: HttpResponse())(asked(session))
    return "who" in session


def signed_in() -> SessionStore:
    session = SessionStore()
    session["who"] = "zhang"
    return session


def test_a_session_in_use_goes_on(tell: Callable[[int], None]) -> None:
    session = signed_in()
    for now in (0, 1700, 3400):
        tell(now)
        assert visit(session)


def test_an_idle_session_ends(tell: Callable[[int], None]) -> None:
    session = signed_in()
    tell(0)
    assert visit(session)
    tell(1801)
    assert not visit(session)


def test_an_old_session_ends_even_in_use(tell: Callable[[int], None]) -> None:
    session = signed_in()
    lived = []
    for now in range(0, 8000, 1000):
        tell(now)
        lived.append(visit(session))
    assert lived == [True] * 8
    tell(7201)
    assert not visit(session)


def test_a_busy_session_is_written_once_a_minute(tell: Callable[[int], None]) -> None:
    session = signed_in()
    written = []
    for now in (0, 10, 50, 61):
        session.modified = False
        tell(now)
        visit(session)
        written.append(session.modified)
    assert written == [True, False, False, True]


def test_every_page_has_the_strict_policy_unless_it_sets_its_own() -> None:
    strict = ContentPolicy(lambda _: HttpResponse())(HttpRequest())
    assert "script-src 'self'" in strict.headers[HEADER]
    assert "unsafe" not in strict.headers[HEADER]
    own = ContentPolicy(lambda _: HttpResponse(headers={HEADER: "default-src 'self'"}))(HttpRequest())
    assert own.headers[HEADER] == "default-src 'self'"

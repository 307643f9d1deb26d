"""Sessions end when they lie idle and when they grow old, whichever is first."""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_BEGAN, _SEEN = "began_at", "seen_at"
_WRITE_EVERY_SECONDS = 60
"""How often a session in use is written; less often than each request spares the database."""


class SessionLimits:
    """Empties a session past its limits, before any page sees who is signed in.

    Stands between Django's session and authentication middleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._idle: int = settings.SESSION_IDLE_SECONDS
        self._absolute: int = settings.SESSION_ABSOLUTE_SECONDS

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check the limits, then answer the request."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            self._check(request, int(time.time()))
        return self._get_response(request)

    def _check(self, request: HttpRequest, now: int) -> None:
        session = request.session
        if session.is_empty():
            return
        began, seen = session.get(_BEGAN, now), session.get(_SEEN, now)
        if now - seen > self._idle or now - began > self._absolute:
            session.flush()
            return
        if _BEGAN not in session:
            session[_BEGAN] = now
        if _SEEN not in session or now - seen > _WRITE_EVERY_SECONDS:
            session[_SEEN] = now

"""A browser of an officer's: signs in once, keeps its connection and cookies."""

import http.client
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import SimpleCookie
from urllib.parse import urlencode
from uuid import UUID

from bench.house import PASSWORD

_TIMEOUT_SECONDS = 30
_FORM = "application/x-www-form-urlencoded"


class Unexpected(Exception):
    """The web answered something a measurement cannot count."""


@dataclass
class Connection:
    """One kept-alive connection; several officers' requests may go over it."""

    host: str
    port: int
    _open: http.client.HTTPConnection | None = field(default=None, repr=False)

    def send(
        self, method: str, path: str, *, headers: dict[str, str], body: str | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """Send a request and read the whole answer; a connection closed meanwhile is opened again."""
        for attempt in (1, 2):
            if self._open is None:
                self._open = http.client.HTTPConnection(self.host, self.port, timeout=_TIMEOUT_SECONDS)
            try:
                self._open.request(method, path, body=body, headers=headers)
                answer = self._open.getresponse()
                return answer, answer.read()
            except (http.client.RemoteDisconnected, ConnectionError):
                self._open.close()
                self._open = None
                if attempt == 2:  # noqa: PLR2004
                    raise
        raise AssertionError


@dataclass
class Officer:
    """A signed-in officer."""

    username: str
    cookies: dict[str, str] = field(default_factory=dict, repr=False)

    def sign_in(self, connection: Connection) -> None:
        """Sign in by name and password."""
        self._get(connection, "/accounts/login/")
        answer = self._post(connection, "/accounts/login/", {"login": self.username, "password": PASSWORD})
        if answer != HTTPStatus.FOUND:
            raise Unexpected(f"sign-in of {self.username}: {answer}")

    def enter_with(self, cookies: dict[str, str]) -> None:
        """Take over a session made elsewhere: signing in by the page is held back after many in a minute."""
        self.cookies.update(cookies)

    def see_inbox(self, connection: Connection) -> None:
        """Read the first page of the inbox."""
        self.see(connection, "/inbox")

    def see_case(self, connection: Connection, case: UUID) -> None:
        """Read a case's page."""
        self.see(connection, f"/cases/{case}")

    def grant(self, connection: Connection, case: UUID, position: int) -> None:
        """Post the form by which the case's page grants."""
        form = {"act": "grant", "key": f"bench-{case}", "position": str(position), "opinion": "同意"}
        answer = self._post(connection, f"/cases/{case}", form)
        if answer != HTTPStatus.FOUND:
            raise Unexpected(f"grant of {case}: {answer}")

    def see(self, connection: Connection, path: str) -> None:
        """Read a page."""
        answer = self._get(connection, path)
        if answer != HTTPStatus.OK:
            raise Unexpected(f"{path} for {self.username}: {answer}")

    def _get(self, connection: Connection, path: str) -> int:
        return self._ask(connection, "GET", path, None)

    def _post(self, connection: Connection, path: str, form: dict[str, str]) -> int:
        return self._ask(connection, "POST", path, urlencode(form | {"csrfmiddlewaretoken": self._token()}))

    def _ask(self, connection: Connection, method: str, path: str, body: str | None) -> int:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = _FORM
        answer, _page = connection.send(method, path, headers=headers, body=body)
        for line in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer.status

    def _token(self) -> str:
        return self.cookies.get("csrftoken", "")

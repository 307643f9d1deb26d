"""Everyone who plays a part: officers of the sample city by their posts, applicants by their phones."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from threading import Lock

import msgspec

from tongjian.roles.demo.client import Caller, CodeReader, Line


class _Organisation(msgspec.Struct, frozen=True):
    code: str
    name: str


class _Post(msgspec.Struct, frozen=True):
    role: str
    organisation: str


class _Officer(msgspec.Struct, frozen=True):
    username: str
    name: str
    grants: tuple[_Post, ...]


class _City(msgspec.Struct, frozen=True):
    organisations: tuple[_Organisation, ...]
    officers: tuple[_Officer, ...]


@dataclass(slots=True)
class People:
    """Finds the caller for a post or a phone.

    Attributes:
        password: of every officer.
        read_code: learns the code sent to a phone.
        wait: lets virtual time pass when the house was asked too often.
    """

    line: Line
    password: str
    read_code: CodeReader
    wait: Callable[[int], None]
    posts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    callers: dict[str, Caller] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.posts = _usernames_by_post()

    def officer(self, role: str, organisation: str) -> Caller:
        """Return who holds a post, by role and name of the organisation."""
        return self.named(self.posts[role, organisation])

    def holder(self, organisation: str, *, outside: bool) -> Caller:
        """Return who may begin an item of an organisation: an outside system's account, or its people."""
        roles = ("system_account",) if outside else ("provider", "reviewer", "approver")
        found = next(self.posts[role, organisation] for role in roles if (role, organisation) in self.posts)
        return self.named(found)

    def clerk(self) -> Caller:
        """Return the clerk of the shared counter."""
        return self.named("clerk")

    def named(self, username: str) -> Caller:
        """Return an officer or a system's account."""
        body = {"username": username, "password": self.password}
        return self._caller(username, lambda: body)

    def applicant(self, phone: str) -> Caller:
        """Return a citizen or a company's agent."""

        def sign_in() -> Mapping[str, str]:
            self.line.ask(self.line.http.build_request("POST", "/sign-in-codes", json={"phone": phone}))
            return {"phone": phone, "code": self.read_code(phone)}

        return self._caller(phone, sign_in, reads_notice=True)

    def _caller(
        self, name: str, sign_in: Callable[[], Mapping[str, str]], *, reads_notice: bool = False
    ) -> Caller:
        with self.lock:
            if name not in self.callers:
                self.callers[name] = Caller(self.line, name, sign_in, self.wait, reads_notice=reads_notice)
            return self.callers[name]


def _usernames_by_post() -> dict[tuple[str, str], str]:
    text = files("tongjian.identity").joinpath("data/sample_city.yaml").read_bytes()
    city = msgspec.yaml.decode(text, type=_City)
    names = {one.code: one.name for one in city.organisations}
    found: dict[tuple[str, str], str] = {}
    for officer in city.officers:
        for post in officer.grants:
            found.setdefault((post.role, names[post.organisation]), officer.username)
    return found

"""The open API as the demo speaks it: one line to the house, one caller for each person."""

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar
from uuid import UUID, uuid4

import httpx
import msgspec

from tongjian.roles.demo.shapes import Notice, ProblemDocument, Receipt, StoredFile, Token

Shape = TypeVar("Shape")
Plain = str | int | bool | None | Mapping[str, "Plain"] | Sequence["Plain"]

_OK = 400
_UNAUTHORIZED = 401
_MONTH_SECONDS = 30 * 24 * 3600
_LOST = "identity.token_expired"
_TOO_OFTEN = "identity.codes_too_often"
_REPEATED = frozenset({"submit", "grant", "issue", "outside_conclude", "finish"})
"""Acts that the demo sends twice under one key: nothing may happen twice."""


class Refused(Exception):
    """The API refused a request that the walk holds to be lawful."""

    def __init__(self, *, asked: str, status: int, problem: ProblemDocument) -> None:
        fields = "；".join(f"{one.field}：{one.text}" for one in problem.errors)
        super().__init__(f"{asked} -> {status} {problem.code} {problem.title} {fields}")
        self.status, self.problem = status, problem


class AnsweredTwice(Exception):
    """The same request under the same key got another answer."""


class CodeReader(Protocol):
    """Whatever learns the code that was sent to a phone."""

    def __call__(self, phone: str) -> str:
        """Return the code sent last to a phone."""
        ...


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """One answer that the house gave: from now on it must stay true."""

    person: UUID
    key: str
    receipt: Receipt


@dataclass(slots=True)
class Line:
    """The line to the house, shared by everyone; what it was told is kept.

    Attributes:
        url: address of the house.
        acknowledged: every receipt, in the order it came.
        files: every file that was taken.
        repeats: requests sent a second time under their key.
    """

    url: str
    http: httpx.Client = field(init=False)
    acknowledged: list[Acknowledged] = field(default_factory=list)
    files: list[StoredFile] = field(default_factory=list)
    requests: int = 0
    repeats: int = 0

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=f"{self.url}/api", timeout=60, trust_env=False)

    def ask(self, request: httpx.Request) -> httpx.Response:
        """Send a request.

        Raises:
            Refused: any answer but success.
        """
        self.requests += 1
        answer = self.http.send(request)
        if answer.status_code >= _OK:
            raise Refused(
                asked=f"{request.method} {request.url.path}",
                status=answer.status_code,
                problem=_problem(answer),
            )
        return answer

    def close(self) -> None:
        """Hang up."""
        self.http.close()


@dataclass(slots=True)
class Caller:
    """One person at the other end of the line; signs in when needed, and again when the token ends.

    Attributes:
        sign_in: returns the body of the sign-in, asking for a phone code first where one is needed.
        wait: called with seconds when the house says it was asked too often.
        reads_notice: reads and accepts the personal-data notice after the first sign-in.
    """

    line: Line
    name: str
    sign_in: Callable[[], Mapping[str, str]]
    wait: Callable[[int], None]
    reads_notice: bool = False
    token: str = ""
    person: UUID = field(default_factory=lambda: UUID(int=0))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, path: str, shape: type[Shape], **query: str) -> Shape:
        """Return what stands at an address."""
        return msgspec.json.decode(self._send("GET", path, params=query).content, type=shape)

    def act(self, path: str, body: Mapping[str, Plain] | None = None, *, method: str = "POST") -> Receipt:
        """Do an act, once, and keep the answer.

        Raises:
            AnsweredTwice: the repeat of an act got another answer than the act.
            Refused: the house said no.
        """
        key = str(uuid4())
        receipt = self._act_under(key, path, body, method)
        self.line.acknowledged.append(Acknowledged(self.person, key, receipt))
        if path.rpartition("/")[2] in _REPEATED:
            self.line.repeats += 1
            if self._act_under(key, path, body, method) != receipt:
                raise AnsweredTwice(path)
        return receipt

    def ask(self, path: str, body: Mapping[str, Plain], shape: type[Shape]) -> Shape:
        """Ask for something that answers with more than one receipt, or with none."""
        answer = self._send("POST", path, json=body, headers={"Idempotency-Key": str(uuid4())})
        return msgspec.json.decode(answer.content, type=shape)

    def erase(self, path: str) -> None:
        """Call something off."""
        self._send("DELETE", path)

    def upload(self, *, name: str, content: bytes, holder: UUID) -> StoredFile:
        """Hand in a file and see that the house has exactly these bytes.

        Raises:
            AnsweredTwice: the house names another hash.
        """
        sent = self._send(
            "POST",
            "/files",
            files={"file": (name, content, "application/pdf")},
            data={"holder": str(holder)},
        )
        stored = msgspec.json.decode(sent.content, type=StoredFile)
        if stored.sha256 != hashlib.sha256(content).hexdigest():
            raise AnsweredTwice(name)
        self.line.files.append(stored)
        return stored

    def _act_under(self, key: str, path: str, body: Mapping[str, Plain] | None, method: str) -> Receipt:
        answer = self._send(method, path, json=body, headers={"Idempotency-Key": key})
        return msgspec.json.decode(answer.content, type=Receipt)

    def _send(self, method: str, path: str, **parts: object) -> httpx.Response:
        if not self.token:
            self._enter("")
        used = self.token
        try:
            return self.line.ask(self._request(method, path, parts))
        except Refused as refused:
            if refused.status != _UNAUTHORIZED or refused.problem.code != _LOST:
                raise
        self._enter(used)
        return self.line.ask(self._request(method, path, parts))

    def _request(self, method: str, path: str, parts: Mapping[str, object]) -> httpx.Request:
        request = self.line.http.build_request(method, path, **parts)  # type: ignore[arg-type]
        request.headers["Authorization"] = f"Bearer {self.token}"
        return request

    def _enter(self, used: str) -> None:
        """Get a token, unless somebody else of this name got one since."""
        with self.lock:
            if self.token != used:
                return
            try:
                self._get_token()
            except Refused as refused:
                if refused.problem.code != _TOO_OFTEN:
                    raise
                self.wait(int(str(refused.problem.facts.get("wait_seconds", 60))))
                self._get_token()

    def _get_token(self) -> None:
        body = {"sign_in": dict(self.sign_in()), "label": "make demo", "seconds": _MONTH_SECONDS}
        answer = self.line.ask(self.line.http.build_request("POST", "/tokens", json=body))
        made = msgspec.json.decode(answer.content, type=Token)
        if self.reads_notice:
            self._accept_notice(made.token)
        self.token, self.person = made.token, made.person

    def _accept_notice(self, token: str) -> None:
        read = self.line.ask(self.line.http.build_request("GET", "/notice"))
        body = {"version": msgspec.json.decode(read.content, type=Notice).version}
        headers = {"Authorization": f"Bearer {token}"}
        self.line.ask(self.line.http.build_request("PUT", "/me/notice", json=body, headers=headers))
        self.reads_notice = False


def _problem(answer: httpx.Response) -> ProblemDocument:
    try:
        return msgspec.json.decode(answer.content, type=ProblemDocument)
    except msgspec.DecodeError:
        return ProblemDocument(title=answer.text[:200])

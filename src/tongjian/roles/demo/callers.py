"""People at the other end of the line: each signs in, reads and acts through the open API alone."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any, TypeVar
from uuid import UUID, uuid4

import httpx
from pydantic import TypeAdapter

from tongjian.api.sign_in import Me, NewToken
from tongjian.cases import Receipt
from tongjian.evidence import StoredFile, Upload
from tongjian.roles.virtual_clock import VirtualClock

Read = TypeVar("Read")
_TOKEN_SECONDS = 30 * 24 * 3600
_REPEAT_EVERY = 10
_TRIES = 3
_CODE_WITHIN_SECONDS = 10


class NotDone(Exception):
    """The system refused something the demo took for right."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """An act the system said was done."""

    person: UUID
    act: str
    key: str
    receipt: Receipt


@dataclass(slots=True)
class Line:
    """The line to the system, shared by everyone.

    Attributes:
        acknowledged: every act that was answered as done; afterwards all of them must be there.
        files: every file that was answered as kept.
        repeats: how many acts were sent twice with the same key.
        breaches: repeats that were answered otherwise than the first time.
    """

    http: httpx.Client
    clock: VirtualClock
    codes: Mapping[str, str]
    acknowledged: list[Acknowledged] = field(default_factory=list)
    files: list[StoredFile] = field(default_factory=list)
    repeats: int = 0
    breaches: list[str] = field(default_factory=list)

    def send(self, method: str, path: str, **what: Any) -> httpx.Response:  # noqa: ANN401 - httpx's own
        """Send a request; a broken line is tried again, with the same key.

        Raises:
            NotDone: the answer is a problem.
        """
        for attempt in range(_TRIES):
            try:
                answer = self.http.request(method, f"/api{path}", **what)
                break
            except httpx.TransportError:
                if attempt == _TRIES - 1:
                    raise
        if answer.is_error:
            raise NotDone(f"{method} {path}: {answer.status_code} {answer.text[:800]}")
        return answer


@dataclass(slots=True)
class Caller:
    """One person with a token that is renewed when it ends."""

    line: Line
    prove: Callable[[Line], Mapping[str, str]]
    _token: NewToken | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, kind: type[Read], path: str, **query: str) -> Read:
        """Read something."""
        return read(kind, self._send("GET", path, params=query))

    def act(self, path: str, body: object = None, *, method: str = "POST") -> Receipt:
        """Do something once; now and then it is sent twice, as by an impatient hand."""
        key, content = uuid4().hex, json.dumps(body or {}).encode()
        receipt = self._act(method, path, content, key)
        self.line.acknowledged.append(Acknowledged(self._signed_in().person, receipt.act, key, receipt))
        if len(self.line.acknowledged) % _REPEAT_EVERY == 0:
            self.line.repeats += 1
            if self._act(method, path, content, key) != receipt:
                self.line.breaches.append(f"{method} {path} 重复提交得到了不同的答复")
        return receipt

    def me(self) -> Me:
        """Return who this is."""
        return self.get(Me, "/me")

    def store(self, *, name: str, content: bytes, holder: UUID) -> StoredFile:
        """Hand in a file in one go."""
        sent = {"file": (name, content, "application/pdf")}
        answer = self._send("POST", "/files", files=sent, data={"holder": str(holder)})
        return self._kept(read(StoredFile, answer))

    def store_in_parts(self, *, name: str, content: bytes, holder: UUID) -> StoredFile:
        """Hand in a file in two parts, asking in between where to go on."""
        body = {"name": name, "size": len(content), "holder": str(holder)}
        upload = read(Upload, self._send("POST", "/uploads", json=body))
        path, half = f"/uploads/{upload.id}", len(content) // 2
        self._send("PATCH", path, content=content[:half], headers={"Upload-Offset": "0"})
        offset = int(self._send("HEAD", path).headers["Upload-Offset"])
        self._send("PATCH", path, content=content[offset:], headers={"Upload-Offset": str(offset)})
        return self._kept(read(StoredFile, self._send("POST", f"{path}/finish")))

    def _kept(self, file: StoredFile) -> StoredFile:
        self.line.files.append(file)
        return file

    def _act(self, method: str, path: str, content: bytes, key: str) -> Receipt:
        headers = {"Idempotency-Key": key, "Content-Type": "application/json"}
        return read(Receipt, self._send(method, path, content=content, headers=headers))

    def _send(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        **what: Any,  # noqa: ANN401 - httpx's own
    ) -> httpx.Response:
        sent = {"Authorization": f"Bearer {self._signed_in().token}", **(headers or {})}
        return self.line.send(method, path, headers=sent, **what)

    def _signed_in(self) -> NewToken:
        with self._lock:
            soon = self.line.clock.now() + timedelta(minutes=5)
            if self._token is None or self._token.expires_at <= soon:
                wanted = {"sign_in": self.prove(self.line), "label": "demo", "seconds": _TOKEN_SECONDS}
                self._token = read(NewToken, self.line.send("POST", "/tokens", json=wanted))
            return self._token


def by_password(username: str, password: str) -> Callable[[Line], Mapping[str, str]]:
    """Return how an officer or a machine proves who it is."""
    return lambda _: {"username": username, "password": password}


def by_phone(phone: str) -> Callable[[Line], Mapping[str, str]]:
    """Return how a citizen or an agent proves who it is: by the code the system prints."""

    def prove(line: Line) -> Mapping[str, str]:
        before, until = line.codes.get(phone), time.monotonic() + _CODE_WITHIN_SECONDS
        line.send("POST", "/sign-in-codes", json={"phone": phone})
        while line.codes.get(phone) == before and time.monotonic() < until:
            time.sleep(0.02)
        return {"phone": phone, "code": line.codes.get(phone, "")}

    return prove


def read(kind: type[Read], answer: httpx.Response) -> Read:
    """Return an answer as what it is."""
    return _reader(kind).validate_json(answer.content)


@cache
def _reader(kind: type[Read]) -> TypeAdapter[Read]:
    return TypeAdapter(kind)

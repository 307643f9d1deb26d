"""A subscriber's end of the line: takes events over HTTP on a free port of this machine."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Taken:
    """One event as it came.

    Attributes:
        signature: the header it was signed in.
    """

    body: bytes
    signature: str


@dataclass(slots=True)
class Receiver:
    """Everything that has come, and where it comes to."""

    url: str
    taken: list[Taken] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)

    def take(self, one: Taken) -> None:
        """Keep an event."""
        with self.news:
            self.taken.append(one)
            self.news.notify_all()

    def wait_for(self, number: int, seconds: float) -> bool:
        """Wait until so many events have come; tell whether they have."""
        return self._wait(lambda: len(self.taken) >= number, seconds)

    def wait_for_repeat(self, seconds: float) -> bool:
        """Wait until an event has come again, byte for byte; others may come in between."""
        return self._wait(lambda: len({one.body for one in self.taken}) < len(self.taken), seconds)

    def _wait(self, what: Callable[[], bool], seconds: float) -> bool:
        with self.news:
            return self.news.wait_for(what, timeout=seconds)


@contextmanager
def listening() -> Iterator[Receiver]:
    """Listen until the end of the block."""
    receiver = Receiver("")

    class Hand(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Take one event."""
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            receiver.take(Taken(body, self.headers.get("Tongjian-Signature", "")))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hand)
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}/events"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()

"""A small proxy between a client and PostgreSQL that counts how often the client waits."""

import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

_CHUNK = 1 << 16


@dataclass(slots=True)
class Counted:
    """What went through.

    Attributes:
        waits: how often the server answered after the client had sent something.
        up: bytes to the server.
        down: bytes from the server.
    """

    waits: int = 0
    up: int = 0
    down: int = 0


@contextmanager
def counting(url: str) -> Iterator[tuple[str, Counted]]:
    """Listen on a free port for one client; give the address that leads through here, and the count."""
    counted, parts = Counted(), urlsplit(url)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        through = urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.port}", f":{port}")))
        target = (parts.hostname or "127.0.0.1", parts.port or 5432)
        threading.Thread(target=_carry, args=(listening, target, counted), daemon=True).start()
        yield through, counted


def _carry(listening: socket.socket, target: tuple[str, int], counted: Counted) -> None:
    client, _ = listening.accept()
    with client, socket.create_connection(target) as server, selectors.DefaultSelector() as either:
        for end in (client, server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            either.register(end, selectors.EVENT_READ)
        asked = False
        while True:
            # what the client has sent already goes up first: it did not wait in between
            ready = sorted(either.select(), key=lambda one: one[0].fileobj is server)
            for key, _ in ready:
                upwards = key.fileobj is client
                data = (client if upwards else server).recv(_CHUNK)
                if not data:
                    return
                (server if upwards else client).sendall(data)
                if upwards:
                    counted.up += len(data)
                else:
                    counted.down += len(data)
                    counted.waits += asked
                asked = upwards

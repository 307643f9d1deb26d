"""Clients: at times fixed beforehand (open loop), or as fast as they are answered (closed loop)."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from threading import Lock

from bench.browser import Connection

CLIENTS = 8
_SEED = 20260601

Request = Callable[[Connection], None]


@dataclass(frozen=True, slots=True)
class Planned:
    """A request with its time.

    Attributes:
        what: under which name it is counted.
        at: seconds after the beginning.
    """

    what: str
    at: float
    request: Request


@dataclass(frozen=True, slots=True)
class Answered:
    """What was measured of one request.

    Attributes:
        seconds: from the planned time (open loop) or from sending (closed loop) to the whole answer.
        late: seconds the client itself was late in sending.
    """

    what: str
    seconds: float
    late: float = 0.0


def arrivals(*, rate: float, seconds: float) -> list[float]:
    """Return times of independent arrivals (a Poisson process), the same in every run."""
    dice, times, at = random.Random(_SEED), [], 0.0  # noqa: S311
    while (at := at + dice.expovariate(rate)) < seconds:
        times.append(at)
    return times


def send_as_planned(port: int, plan: list[Planned], *, clients: int = CLIENTS) -> list[Answered]:
    """Send each request at its time; what waits for its client counts from its time all the same."""
    began = time.perf_counter() + 0.5

    def client(number: int) -> list[Answered]:
        connection, done = Connection("127.0.0.1", port), []
        for one in plan[number::clients]:
            wait = began + one.at - time.perf_counter()
            if wait > 0:
                time.sleep(wait)
            sent = time.perf_counter()
            one.request(connection)
            now = time.perf_counter()
            done.append(Answered(one.what, now - began - one.at, max(0.0, sent - began - one.at)))
        return done

    return _all(client, clients)


def send_eagerly(
    port: int,
    request: Callable[[int], Request],
    *,
    seconds: float = 3600.0,
    most: int = 1_000_000_000,
    clients: int = CLIENTS,
) -> list[Answered]:
    """Let each client send its next request as soon as the last is answered."""
    numbers, lock, last = count(), Lock(), time.perf_counter() + seconds

    def client(_number: int) -> list[Answered]:
        connection, done = Connection("127.0.0.1", port), []
        while time.perf_counter() < last:
            with lock:
                number = next(numbers)
            if number >= most:
                break
            sent = time.perf_counter()
            request(number)(connection)
            done.append(Answered("", time.perf_counter() - sent))
        return done

    return _all(client, clients)


def _all(client: Callable[[int], list[Answered]], clients: int) -> list[Answered]:
    with ThreadPoolExecutor(clients) as threads:
        return [one for done in threads.map(client, range(clients)) for one in done]

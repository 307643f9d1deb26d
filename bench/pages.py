"""The staff pages over HTTP: p95 under a steady load, saturation, memory."""

import time
from collections.abc import Iterator
from itertools import cycle
from uuid import UUID

import psycopg

from bench.browser import Connection, Officer
from bench.crowd import CLIENTS, Planned, Request, arrivals, send_as_planned, send_eagerly
from bench.figures import noted, say, spread
from bench.web import Web
from bench.work import Decision, Inbox, list_cases, list_inboxes

RATE = 20.0
_STEADY_SECONDS, _EAGER_SECONDS, _WARM_REQUESTS = 60.0, 15.0, 200
_MIX = ("inbox", "case", "inbox", "case", "decision", "inbox", "case", "inbox", "case", "case")
"""Of ten requests one decides; an officer opens about as many cases as inboxes."""

LIMITS_MS = {"inbox": 150, "case": 150, "decision": 250}
MEMORY_LIMIT_MIB, MEMORY_GROWTH = 300, 0.05
_MEMORY_REQUESTS, _MEMORY_LOOKS = 10_000, 10


class Pages:
    """Sends requests as the officers of the city."""

    def __init__(self, web: Web, loader: psycopg.Connection, decisions: Iterator[Decision]) -> None:
        self._web, self._port = web, web.house.settings.listen_port
        inboxes = [one for one in list_inboxes(loader) if one.username]
        self._officers = {one.username: Officer(one.username) for one in inboxes}
        self._inboxes = inboxes
        self._cases: list[tuple[Inbox, UUID]] = [
            (one, case) for one in inboxes for case in list_cases(loader, one, most=100)
        ]
        self._approvers = {one.organisation: one.username for one in inboxes if one.role == "approver"}
        self._decisions = decisions
        self._next_case = cycle(self._shuffled())

    def sign_in(self) -> None:
        """Sign every officer in, and let the web's processes warm up."""
        with noted(f"{len(self._officers)} officers sign in"):
            connection = Connection("127.0.0.1", self._port)
            for officer in self._officers.values():
                officer.sign_in(connection)
            send_eagerly(self._port, self._mixed, most=_WARM_REQUESTS)

    def steady(self, what: tuple[str, ...] = _MIX) -> None:
        """Send at times fixed beforehand and tell the spread of each kind."""
        times = arrivals(rate=RATE, seconds=_STEADY_SECONDS)
        plan = [
            Planned(name := what[at % len(what)], moment, self._request(name, at))
            for at, moment in enumerate(times)
        ]
        before = self._web.cpu()
        done = send_as_planned(self._port, plan)
        used = self._web.cpu().per_request(before, len(done))
        for name in dict.fromkeys(what):
            taken = spread([one.seconds for one in done if one.what == name])
            say(
                "steady",
                what=name,
                clients=CLIENTS,
                requests_per_second=RATE,
                **taken,
                limit_p95_ms=LIMITS_MS[name],
                holds=taken["p95_ms"] < LIMITS_MS[name],
            )
        late = spread([one.late for one in done])["p95_ms"]
        say("steady", what="all", requests=len(done), client_late_p95_ms=late, **used)

    def saturation(self, what: str) -> None:
        """Send as fast as the answers come and tell throughput and CPU a request."""
        before, began = self._web.cpu(), time.perf_counter()
        done = send_eagerly(self._port, lambda at: self._request(what, at), seconds=_EAGER_SECONDS)
        lasted = time.perf_counter() - began
        say(
            "saturation",
            what=what,
            clients=CLIENTS,
            requests_per_second=round(len(done) / lasted, 1),
            **spread([one.seconds for one in done]),
            **self._web.cpu().per_request(before, len(done)),
        )

    def memory(self) -> None:
        """Send ten thousand requests and tell how the web's processes grow."""
        looks: list[list[float]] = []
        for _look in range(_MEMORY_LOOKS):
            send_eagerly(self._port, self._mixed, most=_MEMORY_REQUESTS // _MEMORY_LOOKS)
            looks.append(self._web.uss_mib())
        half, end = looks[_MEMORY_LOOKS // 2 - 1], looks[-1]
        growth = max(after / before - 1 for before, after in zip(half, end, strict=True))
        say(
            "memory",
            requests=_MEMORY_REQUESTS,
            uss_mib_each_thousand=looks,
            uss_mib=end,
            limit_mib=MEMORY_LIMIT_MIB,
            growth_over_last_half=round(growth, 4),
            limit_growth=MEMORY_GROWTH,
            holds=max(end) < MEMORY_LIMIT_MIB and growth < MEMORY_GROWTH,
        )

    def _mixed(self, at: int) -> Request:
        return self._request(("inbox", "case")[at % 2], at)

    def _request(self, what: str, at: int) -> Request:
        match what:
            case "inbox":
                return self._officers[self._inboxes[at % len(self._inboxes)].username].see_inbox
            case "case":
                inbox, case = next(self._next_case)
                officer = self._officers[inbox.username]
                return lambda connection: officer.see_case(connection, case)
            case _:
                return self._grant(next(self._decisions))

    def _grant(self, decision: Decision) -> Request:
        officer = self._officers[self._approvers[decision.organisation]]
        return lambda connection: officer.grant(connection, decision.case, decision.position)

    def _shuffled(self) -> list[tuple[Inbox, UUID]]:
        return sorted(self._cases, key=lambda one: str(one[1])[::-1])

"""The acts behind the pages, called in this process: statements, time and CPU a call."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connection

from bench.figures import quantile, say, spread
from bench.house import House
from bench.machine import cpu_of
from bench.people import People
from bench.work import Decision, list_inboxes
from tongjian import cases
from tongjian.cases import Desk, Ticket
from tongjian.identity import Actor
from tongjian.kit import SystemClock
from tongjian.roles.embedded_postgres import Role
from tongjian.roles.rooms import compose

CALLS, WARM = 200, 20
_TURNS = 6
_PAGE = 30

Call = Callable[[int], object]


class Acts:
    """Calls acts as officers and counts."""

    def __init__(self, house: House, loader: psycopg.Connection, decisions: list[Decision]) -> None:
        house.act_as(Role.APP)
        rooms = compose(settings.TONGJIAN)
        self._house = house
        self._desk: Desk = rooms.cases
        people = People(loader, rooms.identity, SystemClock())
        inboxes = list_inboxes(loader)
        self._officers = [people.in_post(one.organisation, one.role) for one in inboxes]
        self._approvers: dict[UUID, Actor] = {
            one.organisation: people.in_post(one.organisation, "approver")
            for one in inboxes
            if one.role == "approver"
        }
        self._decisions = decisions

    def inbox(self) -> None:
        """Measure the first page of an inbox and its tally."""
        self._measure("list_inbox", self._list_inbox)
        self._measure("tally_inbox", lambda at: cases.tally_inbox(self._desk, self._officer(at)))
        self._compare_rights("list_inbox", self._list_inbox)

    def case(self) -> None:
        """Measure one case with everything on it."""
        self._measure("get_case", self._get_case)
        self._compare_rights("get_case", self._get_case)

    def decision(self) -> None:
        """Measure granting; each call decides another case."""
        self._measure("grant", self._grant)

    def _list_inbox(self, at: int) -> object:
        return cases.list_inbox(self._desk, self._officer(at), size=_PAGE)

    def _get_case(self, at: int) -> object:
        one = self._decisions[at % len(self._decisions)]
        return cases.get_case(self._desk, self._approvers[one.organisation], case=one.case)

    def _grant(self, at: int) -> object:
        one = self._decisions[at]
        ticket = Ticket(key=f"act-{one.case}", position=one.position)
        return cases.grant(
            self._desk, self._approvers[one.organisation], case=one.case, ticket=ticket, opinion="同意"
        )

    def _officer(self, at: int) -> Actor:
        return self._officers[at % len(self._officers)]

    def _measure(self, what: str, call: Call) -> None:
        for at in range(WARM):
            call(at)
        with _counted() as statements:
            before = cpu_of(web=None, database=self._house.postmaster)
            taken = _timed(call, range(WARM, WARM + CALLS))
            after = cpu_of(web=None, database=self._house.postmaster)
        used = after.per_request(before, CALLS)
        say(
            "acts",
            what=what,
            statements=round(len(statements) / CALLS, 1),
            **spread(taken),
            python_cpu_ms=used["client_cpu_ms"],
            postgres_cpu_ms=used["postgres_cpu_ms"],
        )

    def _compare_rights(self, what: str, call: Call) -> None:
        """Call by turns with row-level security and past it: the same query, the same minute."""
        taken: dict[Role, list[float]] = {Role.APP: [], Role.LOADER: []}
        for turn in range(_TURNS):
            role = (Role.APP, Role.LOADER)[turn % 2]
            self._house.act_as(role)
            _timed(call, range(WARM))
            taken[role] += _timed(call, range(CALLS // 2))
        self._house.act_as(Role.APP)
        with_rights, past = (quantile(taken[role], 0.5) for role in (Role.APP, Role.LOADER))
        say(
            "row_level_security",
            what=what,
            p50_on_ms=round(with_rights * 1000, 2),
            p50_off_ms=round(past * 1000, 2),
            ratio=round(with_rights / past, 2),
        )


def _timed(call: Call, numbers: range) -> list[float]:
    taken = []
    for at in numbers:
        began = time.perf_counter()
        call(at)
        taken.append(time.perf_counter() - began)
    return taken


@contextmanager
def _counted() -> Iterator[list[str]]:
    """Collect the statements that Django's connection sends."""
    sent: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401, FBT001
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield sent

"""The acts behind the pages, called in this process: statements, time and CPU a call."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connection

from bench.figures import say, spread
from bench.house import House
from bench.machine import cpu_of
from bench.people import People
from bench.work import Decision, list_decisions, list_inboxes
from tongjian import cases
from tongjian.cases import Desk, Ticket
from tongjian.identity import Actor
from tongjian.kit import SystemClock
from tongjian.roles.embedded_postgres import Role
from tongjian.roles.rooms import compose

_CALLS, _WARM = 200, 20


class Acts:
    """Calls acts as officers and counts."""

    def __init__(self, house: House, loader: psycopg.Connection) -> None:
        house.act_as(Role.APP)
        rooms = compose(settings.TONGJIAN)
        self._house = house
        self._desk: Desk = rooms.cases
        people = People(loader, rooms.identity, SystemClock())
        self._officers: list[Actor] = [
            people.in_post(one.organisation, one.role) for one in list_inboxes(loader)
        ]
        self._approvers: dict[UUID, Actor] = {}
        self._decisions = list_decisions(loader, skip=0)
        for one in self._decisions:
            if one.organisation not in self._approvers:
                self._approvers[one.organisation] = people.in_post(one.organisation, "approver")

    def inbox(self) -> None:
        """Measure the first page of an inbox and its tally."""
        self._measure("list_inbox", lambda at: cases.list_inbox(self._desk, self._officer(at), size=30))
        self._measure("tally_inbox", lambda at: cases.tally_inbox(self._desk, self._officer(at)))

    def case(self) -> None:
        """Measure one case with everything on it."""
        wanted = self._decisions

        def read(at: int) -> object:
            one = wanted[at % len(wanted)]
            return cases.get_case(self._desk, self._approvers[one.organisation], case=one.case)

        self._measure("get_case", read)

    def decision(self) -> None:
        """Measure granting; each call decides another case."""
        wanted = self._decisions[-(_CALLS + _WARM) :]

        def grant(at: int) -> object:
            one: Decision = wanted[at]
            ticket = Ticket(key=f"bench-{one.case}", position=one.position)
            return cases.grant(
                self._desk, self._approvers[one.organisation], case=one.case, ticket=ticket, opinion="同意"
            )

        self._measure("grant", grant)

    def _officer(self, at: int) -> Actor:
        return self._officers[at % len(self._officers)]

    def _measure(self, what: str, call: Callable[[int], object]) -> None:
        for at in range(_WARM):
            call(at)
        with _counted() as statements:
            before, taken = self._cpu(), []
            for at in range(_WARM, _WARM + _CALLS):
                began = time.perf_counter()
                call(at)
                taken.append(time.perf_counter() - began)
            after = self._cpu()
        used = after.per_request(before, _CALLS)
        say(
            "acts",
            what=what,
            statements=round(len(statements) / _CALLS, 1),
            **spread(taken),
            python_cpu_ms=used["client_cpu_ms"],
            postgres_cpu_ms=used["postgres_cpu_ms"],
        )

    def _cpu(self) -> Any:  # noqa: ANN401
        return cpu_of(web=None, database=self._house.postmaster)


@contextmanager
def _counted() -> Iterator[list[str]]:
    """Collect the statements that Django's connection sends."""
    sent: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401, FBT001
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield sent

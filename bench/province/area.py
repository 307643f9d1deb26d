"""The area ``inbox``: inboxes and cases of two hundred officers among a million cases."""

import time
from collections.abc import Callable

import psycopg
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from bench.browser import Officer
from bench.crowd import Planned, Request, arrivals, send_as_planned, send_eagerly
from bench.figures import noted, say, spread
from bench.house import House
from bench.loading import PROVINCE, load, people_of
from bench.province.plans import sequential_scans
from bench.province.requests import Desk, Requests
from bench.web import Web, open_web
from tongjian import cases
from tongjian.calendar import Light
from tongjian.cases import InboxFilter
from tongjian.identity import Actor
from tongjian.kit import SystemClock
from tongjian.roles.embedded_postgres import Role
from tongjian.roles.rooms import compose

CLIENTS, RATE, SECONDS, LIMIT_MS = 16, 40.0, 60.0, 100
_EAGER_SECONDS, _WARM = 15.0, 400

_OFFICERS = """
SELECT a.username, a.person_id, coalesce(sum(w.tasks), 0)
FROM identity_account a JOIN identity_grant g ON g.person = a.person_id
LEFT JOIN (SELECT organisation, role, count(*) AS tasks FROM cases_work GROUP BY 1, 2) w
  ON w.organisation = g.organisation AND w.role = g.role
WHERE a.username LIKE 'bench-%' GROUP BY 1, 2 ORDER BY 3 DESC, 1
"""
_CASES = """
SELECT w.case_id FROM cases_work w
JOIN identity_grant g ON g.organisation = w.organisation AND g.role = w.role
WHERE g.person = %s ORDER BY md5(w.case_id::text) LIMIT 20
"""


def measure_province(house: House) -> None:
    """Load a province, look at the plans, then send the steady load and tell what it costs."""
    load(house, PROVINCE)
    with house.measured() as loader:
        desks = _desks(loader)
        say(
            "inbox", officers=len(desks), most_tasks=desks[0].tasks, median_tasks=desks[len(desks) // 2].tasks
        )
        house.act_as(Role.APP)
        _look_at_plans(loader, desks[0])
    with open_web(house) as web:
        _measure_pages(web, desks)


def _desks(loader: psycopg.Connection) -> list[Desk]:
    found = loader.execute(_OFFICERS.encode()).fetchall()
    return [
        Desk(Officer(name), person, int(tasks), tuple(one for (one,) in loader.execute(_CASES, (person,))))
        for name, person, tasks in found
        if tasks
    ]


def _look_at_plans(loader: psycopg.Connection, busiest: Desk) -> None:
    """Tell which statements of the two pages read a large table from end to end, generic plans forced."""
    rooms = compose(settings.TONGJIAN)
    actor: Actor = people_of(loader, SystemClock()).officer(busiest.officer.username)
    filters = (
        InboxFilter(),
        InboxFilter(text="工业园"),
        InboxFilter(text="没有这样的项目"),
        InboxFilter(stage="1"),
        *(InboxFilter(light=light) for light in Light),
    )

    def read() -> None:
        for narrowed in filters:
            cases.list_inbox(rooms.cases, actor, narrowed=narrowed, size=30)
            cases.tally_inbox(rooms.cases, actor, narrowed=narrowed)
        cases.count_new_work(rooms.cases, actor, since=rooms.clock.now())
        cases.get_case(rooms.cases, actor, case=busiest.cases[0])

    looked, scans = sequential_scans(read, access=actor.access(), begin=rooms.cases.begin)
    say("plans", what="inbox and case", statements=looked, sequential_scans=scans, holds=not scans)


def _measure_pages(web: Web, desks: list[Desk]) -> None:
    port = web.house.settings.listen_port
    with noted(f"{len(desks)} officers enter"):
        for desk in desks:
            client = Client()
            client.force_login(get_user_model().objects.get(username=desk.officer.username))
            desk.officer.enter_with({name: one.value for name, one in client.cookies.items()})
        requests = Requests(desks)
        send_eagerly(port, lambda at: requests.at(at)[1], most=_WARM, clients=CLIENTS)
    _steady(web, requests)
    _saturation(web, "inbox", lambda at: requests.inbox(at)[1])
    _saturation(web, "case", requests.case)


def _steady(web: Web, requests: Requests) -> None:
    port = web.house.settings.listen_port
    plan = []
    for number, moment in enumerate(arrivals(rate=RATE, seconds=SECONDS)):
        name, request = requests.at(number)
        plan.append(Planned(name, moment, request))
    before = web.cpu()
    done = send_as_planned(port, plan, clients=CLIENTS)
    used = web.cpu().per_request(before, len(done))
    for name in dict.fromkeys(one.what for one in plan):
        taken = spread([one.seconds for one in done if one.what == name])
        say(
            "inbox",
            what=name,
            clients=CLIENTS,
            requests_per_second=RATE,
            **taken,
            limit_p95_ms=LIMIT_MS,
            holds=taken["p95_ms"] < LIMIT_MS,
        )
    late = spread([one.late for one in done])["p95_ms"]
    say("inbox", what="all", requests=len(done), client_late_p95_ms=late, **used)


def _saturation(web: Web, what: str, request: Callable[[int], Request]) -> None:
    before, began = web.cpu(), time.perf_counter()
    done = send_eagerly(web.house.settings.listen_port, request, seconds=_EAGER_SECONDS, clients=CLIENTS)
    lasted = time.perf_counter() - began
    say(
        "saturation",
        what=what,
        clients=CLIENTS,
        requests_per_second=round(len(done) / lasted, 1),
        **spread([one.seconds for one in done]),
        **web.cpu().per_request(before, len(done)),
    )

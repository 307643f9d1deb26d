"""The second wall: the same readings with the code's own checks switched off show no foreign row.

Everybody is given every post and every applicant of the city, so that no check and no narrowing of the
code holds anything back; only what the database lets that person see (the true ``AccessContext``) remains.
"""

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from django.test.utils import override_settings

from tests.access.asking import address_of, answer_of, class_of, content_of
from tests.access.city import City
from tests.access.unchecked import UncheckedIdentity
from tests.database import point_django_at
from tongjian.identity import Applicant, ApplicantKind, LiveGrant, Role
from tongjian.roles.access import AccessRow, read_access

pytestmark = pytest.mark.database

ROLES, ROWS = read_access()
READS = tuple(
    row
    for row in ROWS
    if row.method == "GET" and set(row.answers.values()) - {"in"} and "/docs" not in row.place
)
ASKED = tuple(role for role in ROLES if role not in {"visitor", "newcomer"})


@pytest.fixture(scope="module")
def open_city(city: City) -> Iterator[City]:
    """The city with every check of the code switched off."""
    UncheckedIdentity.everything = _everything(city)
    clients, city.clients = city.clients, {}
    with override_settings(COMPOSE_PAGES="tests.access.unchecked.compose_unchecked"):
        yield city
    city.clients = clients


def _everything(city: City) -> tuple[tuple[LiveGrant, ...], tuple[Applicant, ...]]:
    with psycopg.connect(city.walk.database.urls.loader) as loader:
        grants = loader.execute(
            "SELECT DISTINCT o.id, o.name, o.code, g.role FROM identity_grant g"
            " JOIN identity_organisation o ON o.id = g.organisation"
        ).fetchall()
        people = loader.execute(
            "SELECT id, name FROM identity_person WHERE citizen_id IS NOT NULL"
        ).fetchall()
    holder = city.walk.officer("clerk").grants[0]
    posts = tuple(
        replace(holder, organisation=id_, organisation_name=name, code=code, role=Role(role))
        for id_, name, code, role in grants
    )
    companies = (
        Applicant(one[0], ApplicantKind.LEGAL, one[1], one[2]) for one in grants if one[3] == "agent"
    )
    return posts, (*companies, *(Applicant(one[0], ApplicantKind.NATURAL, one[1], "x") for one in people))


def foreign_to(city: City, role: str) -> dict[str, str]:
    """Return what no page may show to a role: by the table itself, whatever is hidden from it."""
    marks: dict[str, str] = {}
    for row in ROWS:
        if row.answers[role] != "hidden" or not (row.object or "{draft}" in row.place):
            continue
        ids = city.scenes[row.object or "thing"].ids
        if "{draft}" in row.place:
            marks |= {ids["draft"]: "draft", ids["called"]: "draft"}
        elif "{case}" in row.place:
            marks |= {ids["case"]: row.object, ids["called"]: row.object}
    if _row("GET", "/projects/{project}").answers[role] == "hidden":
        marks[city.scenes["thing"].ids["project_code"]] = "project"
    return marks


def shown(city: City, row: AccessRow, role: str) -> set[str]:
    """Return which foreign things a reading shows, apart from what its own address says."""
    scene = city.scenes[row.object or "thing"]
    text = content_of(answer_of(city, row, role)).decode()
    text = text.replace(address_of(row, scene.ids), "")
    if "licences" in row.place and _row("GET", "/projects/{project}").answers[role] == "in":
        # a result is seen by who sees its project: it opens the next item to them
        return set()
    # a question names the case it is about by its number; who is asked sees no more of the case
    named = {"consulted"} if "consultation" in row.place else set()
    return {what for mark, what in foreign_to(city, role).items() if mark in text} - named


@pytest.mark.parametrize("row", READS, ids=lambda row: row.name)
def test_the_database_alone_shows_nothing_foreign(open_city: City, row: AccessRow) -> None:
    assert {role: found for role in ASKED if (found := shown(open_city, row, role))} == {}


def test_the_database_alone_hides_foreign_objects(open_city: City) -> None:
    """What the table hides is not there either when nothing but the database looks."""
    objects = (
        "/cases/{case}",
        "/drafts/{draft}",
        "/projects/{project}",
        "/files/{file}",
        "/uploads/{upload}",
    )
    for row in READS:
        if row.place in {*objects, "/applications/{application}"}:
            hidden = {role for role in ASKED if row.answers[role] == "hidden"}
            answers = {role: class_of(answer_of(open_city, row, role)) for role in hidden}
            assert answers == dict.fromkeys(hidden, "hidden"), row.name


def test_nothing_but_the_database_holds_anything_back_here(open_city: City) -> None:
    """With the wall down (the loader's role) everybody sees everything: the tests above can fail."""
    point_django_at(open_city.walk.database.urls.loader)
    try:
        for place in ("/cases", "/drafts", "/overview", "/projects"):
            answer = answer_of(open_city, _row("GET", place), "elsewhere")
            assert answer.status_code == 200, content_of(answer)
        assert "draft" in shown(open_city, _row("GET", "/drafts"), "elsewhere")
        assert "deferred" in shown(open_city, _row("GET", "/cases"), "elsewhere")
        assert "received" in shown(open_city, _row("GET", "inbox"), "elsewhere")
        assert "accepted" in shown(open_city, _row("GET", "staff_case"), "elsewhere")
    finally:
        point_django_at(open_city.walk.database.urls.app)


def _row(method: str, place: str) -> AccessRow:
    return next(row for row in ROWS if (row.method, row.place) == (method, place))

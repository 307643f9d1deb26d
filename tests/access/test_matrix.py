"""Every cell of the table of who may do what, asked of a real city over the real addresses."""

import re

import pytest
from allauth.account.urls import urlpatterns as officer_addresses
from django.urls import URLPattern, reverse

from tests.access.asking import address_of, ask
from tests.access.city import OWNER, City
from tests.access.city import ROLES as KNOWN
from tongjian.roles.access import AccessRow, methods_of_pages, read_access

pytestmark = pytest.mark.database

ROLES, ROWS = read_access()
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_CLOSED = [one for one in officer_addresses if one.name not in methods_of_pages()]


def test_the_city_has_somebody_for_every_role() -> None:
    assert set(ROLES) == {"visitor", *KNOWN}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_everybody_gets_the_answer_the_table_gives(city: City, row: AccessRow) -> None:
    assert {role: ask(city, row, role) for role in ROLES} == row.answers


@pytest.mark.parametrize("place", sorted(methods_of_pages()))
def test_a_page_answers_no_other_method(city: City, place: str) -> None:
    row = next(one for one in ROWS if one.place == place)
    address = address_of(row, city.scenes[row.object or "thing"].ids | {"position": "1"})
    refused = set(METHODS) - methods_of_pages()[place]
    answers = {method: city.client("").generic(method, address).status_code for method in refused}
    assert answers == dict.fromkeys(refused, 405)


@pytest.mark.parametrize("one", _CLOSED, ids=lambda one: one.name)
def test_where_people_would_sign_themselves_up_is_closed(city: City, one: URLPattern) -> None:
    address = reverse(str(one.name), kwargs=dict.fromkeys(one.pattern.regex.groupindex, "a"))
    answers = {
        city.client(who).generic(method, address).status_code for who in ("", OWNER) for method in METHODS
    }
    assert answers == {404}


def test_an_address_of_the_open_api_answers_no_other_method(city: City) -> None:
    places = {row.place: row for row in ROWS if not row.is_page}
    listed = {(row.method, row.place) for row in ROWS}
    answers = {
        (method, place): city.client("")
        .generic(method, address_of(row, _NOTHING | city.scenes["thing"].ids | _CASE))
        .status_code
        for place, row in places.items()
        for method in METHODS
        if (method, place) not in listed
    }
    assert set(answers.values()) == {405}


_NAMED = {name for row in ROWS for name in re.findall(r"{(\w+)}", row.place)}
_NOTHING = dict.fromkeys(_NAMED, "00000000-0000-7000-8000-000000000000")
_CASE = dict.fromkeys(("case", "application"), "00000000-0000-7000-8000-000000000000")

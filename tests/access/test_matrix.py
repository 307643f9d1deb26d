"""Every cell of the table of who may do what, asked of a real city over the real addresses."""

import pytest

from tests.access.asking import address_of, ask
from tests.access.city import ROLES as KNOWN
from tests.access.city import City
from tongjian.roles.access import AccessRow, methods_of_pages, read_access

pytestmark = pytest.mark.database

ROLES, ROWS = read_access()
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


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


def test_an_address_of_the_open_api_answers_no_other_method(city: City) -> None:
    places = {row.place: row for row in ROWS if not row.is_page and row.place not in _SERVED_BY_NINJA}
    listed = {(row.method, row.place) for row in ROWS}
    answers = {
        (method, place): city.client("")
        .generic(method, address_of(row, city.scenes["thing"].ids | _CASE))
        .status_code
        for place, row in places.items()
        for method in METHODS
        if (method, place) not in listed
    }
    assert set(answers.values()) == {405}


_CASE = dict.fromkeys(("case", "application"), "00000000-0000-7000-8000-000000000000")

_SERVED_BY_NINJA = {"/docs", "/openapi.json"}
"""They say the same to every method."""

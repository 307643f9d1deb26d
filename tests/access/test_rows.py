"""The table of who may do what knows every address and method; an address without a row fails here."""

import re

import yaml

from tests.architecture.source import SOURCE
from tongjian.api.building import build_api
from tongjian.portal.urls import urlpatterns as page_addresses
from tongjian.roles.access import methods_of_pages, read_access

ROLES, ROWS = read_access()


def operations() -> set[tuple[str, str]]:
    """Return method and path of everything the open API serves."""
    paths = build_api().get_openapi_schema(path_prefix="/")["paths"]
    return {(method.upper(), path) for path, served in paths.items() for method in served}


def test_every_page_has_a_row() -> None:
    of_officers = {name for name in methods_of_pages() if name.startswith("account_")}
    assert {str(one.name) for one in page_addresses} == methods_of_pages().keys() - of_officers
    assert of_officers == {"account_login", "account_inactive"}


def test_every_operation_of_the_open_api_has_a_row() -> None:
    known = {(row.method, row.place) for row in ROWS if not row.is_page}
    told = {("GET", "/docs"), ("GET", "/openapi.json")}
    assert known - told == operations()


def test_a_row_says_something_of_everybody_and_stands_once() -> None:
    assert all(row.answers.keys() == set(ROLES) for row in ROWS)
    text = (SOURCE / "roles" / "access.yaml").read_text(encoding="utf-8")
    names = [line.partition(":")[0].strip() for line in text.splitlines() if re.match(r"  [A-Z]+ ", line)]
    assert sorted(names) == sorted(row.name for row in ROWS)


def test_the_answers_are_those_the_table_explains() -> None:
    text = (SOURCE / "roles" / "access.yaml").read_text(encoding="utf-8")
    explained = set(re.findall(r"^#   (\w+) ", text, re.MULTILINE))
    assert {answer for row in ROWS for answer in row.answers.values()} == explained
    assert yaml.safe_load(text)["before"].keys() == {"visitor", "newcomer"}

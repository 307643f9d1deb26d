"""The table of who may do what (``access.yaml``), and the methods it lets each page answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed

_PAGES, _OFFICERS_SIGN_IN = "portal:", "account_"
_ALWAYS = frozenset({"HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One address with one method.

    Attributes:
        place: name of a page's address, or path of an address of the open API.
        act: where one address serves several acts, or objects of several kinds: which one.
        object: the state of the object it is asked of; empty for any.
        answers: class of answer by role; every role stands in it.
    """

    method: str
    place: str
    act: str
    object: str
    answers: Mapping[str, str]

    @property
    def name(self) -> str:
        """Return how the row is called."""
        return " ".join(part for part in (self.method, self.place, self.act) if part)

    @property
    def is_page(self) -> bool:
        """Tell whether it is a page's row, not one of the open API."""
        return not self.place.startswith("/")


@dataclass(frozen=True, slots=True)
class BadAccessTable(Exception):
    """The table contradicts itself, or says nothing of somebody."""

    row: str
    role: str


@cache
def read_access() -> tuple[tuple[str, ...], tuple[AccessRow, ...]]:
    """Return the roles, and every row.

    Raises:
        BadAccessTable: a row names a role twice, an unknown one, or not every one.
    """
    table = yaml.safe_load(files("tongjian.roles").joinpath("access.yaml").read_text(encoding="utf-8"))
    roles = tuple(table["roles"])
    groups = {name: members.split() for name, members in table["groups"].items()}
    rows = tuple(
        _row(name, row, roles=roles, groups=groups, before=table["before"])
        for part in ("pages", "api")
        for name, row in table[part].items()
    )
    return roles, rows


def methods_of_pages() -> dict[str, frozenset[str]]:
    """Return the methods each page answers, by the name of its address."""
    methods: dict[str, frozenset[str]] = {}
    for row in read_access()[1]:
        if row.is_page:
            methods[row.place] = methods.get(row.place, _ALWAYS) | {row.method}
    return methods


class AllowedMethods:
    """Answers 405 to every method of a page that the table does not list; stands after sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._methods = methods_of_pages()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Refuse what is not in the table.

        Raises:
            Http404: the page has no row, such as those by which allauth lets people sign themselves up.
        """
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not name.startswith((_PAGES, _OFFICERS_SIGN_IN)):
            return None
        allowed = self._methods.get(name.removeprefix(_PAGES))
        if allowed is None:
            raise Http404
        return None if request.method in allowed else HttpResponseNotAllowed(sorted(allowed))


def _row(
    name: str,
    row: Mapping[str, Any],
    *,
    roles: tuple[str, ...],
    groups: Mapping[str, list[str]],
    before: Mapping[str, str],
) -> AccessRow:
    method, place, *act = name.split()
    answers: dict[str, str] = {}
    for answer, members in row.items():
        if answer in {"of", "rest"}:
            continue
        for role in (one for named in members.split() for one in groups.get(named, [named])):
            if role in answers or role not in roles:
                raise BadAccessTable(name, role)
            answers[role] = answer
    for role in roles:
        if role not in answers:
            answers[role] = before.get(role) or row.get("rest", "")
        if not answers[role]:
            raise BadAccessTable(name, role)
    return AccessRow(method, place, act[0] if act else "", row.get("of", ""), answers)

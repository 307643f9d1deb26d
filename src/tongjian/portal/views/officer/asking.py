"""What an officer's address asks for: texts, ids, the filter of the inbox."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, QueryDict

from tongjian.calendar import Light
from tongjian.cases import InboxFilter

LONGEST = 100
_LIGHTS = {"green": Light.GREEN, "yellow": Light.YELLOW, "red": Light.RED, "paused": Light.GREY}


def typed_text(request: HttpRequest, name: str) -> str:
    """Return what was typed into a search field: trimmed, short, without what a database refuses."""
    return _typed(request.GET, name)


def uuid_or_none(text: str) -> UUID | None:
    """Return an id from an address, or None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def asked_filter(request: HttpRequest, query: QueryDict | None = None) -> InboxFilter:
    """Return what the address asks for; what is no lawful value narrows nothing."""
    asked = request.GET if query is None else query
    after = asked.get("after", "")
    return InboxFilter(
        text=_typed(asked, "q"),
        item=_typed(asked, "item"),
        light=_LIGHTS.get(asked.get("light", "")),
        after=after if _is_key(after) else "",
        stage=_typed(asked, "stage"),
        department=uuid_or_none(asked.get("department", "")),
    )


def query_of(wanted: InboxFilter) -> str:
    """Return the address's part that asks for a filter."""
    lights = {light: name for name, light in _LIGHTS.items()}
    asked = {
        "q": wanted.text,
        "stage": wanted.stage,
        "item": wanted.item,
        "department": str(wanted.department or ""),
        "light": lights[wanted.light] if wanted.light else "",
    }
    return urlencode({name: value for name, value in asked.items() if value})


def _typed(asked: QueryDict, name: str) -> str:
    return asked.get(name, "").replace("\x00", "").strip()[:LONGEST]


def _is_key(text: str) -> bool:
    """Tell whether a text is the key of a page, ``date_task``; anything else begins at the first page."""
    day, _mark, task = text.partition("_")
    try:
        date.fromisoformat(day)
        UUID(task)
    except ValueError:
        return False
    return True

"""What a form carries besides its fields: the key that makes an act happen once, the version it saw."""

from uuid import uuid4

from django.http import HttpRequest

from tongjian.cases import Ticket

_LONGEST_KEY = 100
_MOST_DIGITS = 9


def new_key() -> str:
    """Return a fresh idempotency key for a form about to be shown."""
    return uuid4().hex


def ticket_of(request: HttpRequest, *, position: int | None = None) -> Ticket:
    """Return the ticket of a posted form: its own key, so that a double click acts once."""
    return Ticket(key=posted(request, "key", longest=_LONGEST_KEY) or new_key(), position=position)


def posted(request: HttpRequest, name: str, *, longest: int = 4000) -> str:
    """Return a posted text without NUL, which no database text may hold, cut at a length."""
    return request.POST.get(name, "").replace("\x00", "").strip()[:longest]


def posted_number(request: HttpRequest, name: str) -> int:
    """Return a posted whole number; 0 when there is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0

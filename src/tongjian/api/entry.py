"""Who enters with which token, and what comes with every act."""

import re
from typing import Annotated

from django.http import HttpRequest
from ninja import Schema
from ninja.security import HttpBearer
from pydantic import ConfigDict, Field

from tongjian.api.ports import Rooms
from tongjian.api.validation import IDEMPOTENCY_KEY
from tongjian.cases import Ticket
from tongjian.identity import Actor, TokenUnknown

_LONGEST_SECRET = 200
_DIGITS = re.compile(r"\d+")


class BearerToken(HttpBearer):
    """Lets in whoever brings a token that holds: ``Authorization: Bearer tj_...``.

    Who holds no office has also accepted the personal-data notice and told who he is, as on the pages;
    ``bare`` is for what must be reached before that.
    """

    def __init__(self, *, bare: bool = False) -> None:
        super().__init__()
        self._bare = bare

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """Return whose token it is.

        Raises:
            TokenUnknown, TokenExpired, TokenRevoked: it does not hold.
            NoticeNeeded, ProfileNeeded: the person cannot go on without.
        """
        if not token.isascii() or len(token) > _LONGEST_SECRET:
            raise TokenUnknown
        rooms = _rooms(request)
        actor = rooms.identity.actor_of_token(
            secret=token, address=address_of(request), now=rooms.clock.now()
        )
        if not self._bare and not actor.holds_office:
            rooms.identity.demand_entry(actor)
        return actor


class Asked(Schema):
    """What comes with every act besides its content.

    Attributes:
        key: unique per person and act; the same key asks for the same answer.
        seen: position of the case that the act was made from; another position refuses the act.
    """

    model_config = ConfigDict(populate_by_name=True)

    key: Annotated[str, Field(alias=IDEMPOTENCY_KEY, min_length=1, max_length=100, pattern=r"^[\x21-\x7e]+$")]
    seen: Annotated[str | None, Field(alias="If-Match", pattern=r'^(W/)?"?\d{1,9}"?$')] = None

    def ticket(self) -> Ticket:
        """Return the ticket of the act."""
        position = _DIGITS.search(self.seen) if self.seen else None
        return Ticket(key=self.key, position=int(position.group()) if position else None)


def address_of(request: HttpRequest) -> str:
    """Return the network address the request came from, as the web server saw it."""
    return str(request.META.get("REMOTE_ADDR", ""))


def _rooms(request: HttpRequest) -> Rooms:
    rooms: Rooms = request.rooms  # type: ignore[attr-defined]
    return rooms

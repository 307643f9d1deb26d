"""What the open API stands on: the rooms, handed in by the composition root with each request."""

from typing import Protocol

from django.http import HttpRequest

from tongjian.cases import Desk
from tongjian.catalogue import CatalogueActions
from tongjian.evidence import Files
from tongjian.identity import Actor, Identity
from tongjian.kit import Clock
from tongjian.messages import Deliveries, Messages


class Rooms(Protocol):
    """The entries of the rooms below."""

    @property
    def identity(self) -> Identity:
        """People, organisations, tokens."""
        ...

    @property
    def catalogue(self) -> CatalogueActions:
        """The items."""
        ...

    @property
    def cases(self) -> Desk:
        """What acts and readings of cases stand on."""
        ...

    @property
    def messages(self) -> Messages:
        """What people were told, and their settings."""
        ...

    @property
    def deliveries(self) -> Deliveries:
        """Subscriptions of systems, and sendings that failed."""
        ...

    @property
    def files(self) -> Files:
        """Every file, with its limits."""
        ...

    @property
    def clock(self) -> Clock:
        """The present moment."""
        ...


class OpenRequest(HttpRequest):
    """A request that anyone may make.

    Attributes:
        rooms: the rooms.
    """

    rooms: Rooms


class ApiRequest(OpenRequest):
    """A request that came with a token.

    Attributes:
        auth: whose token it is, with all that holds today.
    """

    auth: Actor

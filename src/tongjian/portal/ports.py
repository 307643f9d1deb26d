"""What the pages stand on: the rooms, handed in by the composition root with each request."""

from dataclasses import dataclass

from django.http import HttpRequest

from tongjian.cases import Desk
from tongjian.catalogue import CatalogueActions
from tongjian.evidence import EvidenceLog, Files
from tongjian.identity import Actor, Identity
from tongjian.kit import Clock, UnitOfWork
from tongjian.messages import Deliveries, Messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """The entries of the rooms below the portal.

    Attributes:
        work: opens a unit of work, for reads of ``files`` and ``evidence`` that open none themselves.
        demo: sample accounts and phone codes may be shown, and the style page is served.
    """

    identity: Identity
    catalogue: CatalogueActions
    cases: Desk
    evidence: EvidenceLog
    messages: Messages
    deliveries: Deliveries
    files: Files
    clock: Clock
    work: UnitOfWork
    demo: bool = False


class PageRequest(HttpRequest):
    """A request as views see it.

    Attributes:
        rooms: the rooms.
        actor: who is signed in, with all that holds today; None for a visitor.
    """

    rooms: Rooms
    actor: Actor | None


class SignedInRequest(PageRequest):
    """A request of someone signed in."""

    actor: Actor

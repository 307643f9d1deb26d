"""A message as it is posted, and as its reader finds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """What is told, written in the transaction of the act that causes it.

    Attributes:
        kind: code of the kind of event.
        holder: whom it is for: a person, a company, a department.
        role: of a department, the post it is for; empty for all who handle cases there.
        case: the case it is about.
        facts: what systems read instead of the text: numbers, states, dates; no personal data.
        shown: people find it in their inbox; what is for systems alone is not shown.
    """

    id: UUID
    kind: str
    holder: UUID
    title: str
    text: str
    at: datetime
    role: str = ""
    case: UUID | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Message:
    """A message as the inbox shows it.

    Attributes:
        holder: who it was sent to; the reader acts for it or holds a post in it.
        read_at: when this reader read it; None while unread.
    """

    id: UUID
    case: UUID | None
    title: str
    text: str
    sent_at: datetime
    read_at: datetime | None
    kind: str = ""
    holder: UUID | None = None

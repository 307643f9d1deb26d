"""What the chapters read of a case: only the fields they look at."""

from datetime import date
from uuid import UUID

import msgspec

from tongjian.roles.demo.shapes import Clock, Clocks, CorrectionPoint, Receipt, Result, Step


class Head(msgspec.Struct, frozen=True):
    """A case as it stands."""

    number: str
    state: int
    department_name: str
    received_on: date
    accepted_on: date | None


class Point(CorrectionPoint, frozen=True):
    """One thing to supplement; ``omitted``: the first notice forgot it."""

    omitted: bool = False


class Paper(msgspec.Struct, frozen=True):
    """A paper of a case."""

    key: str
    name: str


class Document(msgspec.Struct, frozen=True):
    """A document sent out on a case."""

    title: str
    number: str


class Consultation(msgspec.Struct, frozen=True):
    """A department that was asked."""

    id: UUID
    department_name: str
    status: str
    due_on: date | None
    returned: bool
    silent: bool


class ConsultationLine(msgspec.Struct, frozen=True):
    """A consultation as a list shows it."""

    consultation: Consultation
    status_label: str


class ConsultationEntry(msgspec.Struct, frozen=True):
    """A consultation as the case shows it."""

    line: ConsultationLine


class StopSheet(msgspec.Struct, frozen=True):
    """A stop of the clocks with its planned end."""

    planned: Clock
    lawful: bool


class ExtensionStep(msgspec.Struct, frozen=True):
    """A request for an extension, or the ruling on it."""

    step: str
    days: int


class ExtensionSheet(msgspec.Struct, frozen=True):
    """A request with what became of it."""

    request: ExtensionStep
    ruling: ExtensionStep | None


class Hearing(msgspec.Struct, frozen=True):
    """A hearing; ``held_on`` is None while it is open."""

    held_on: date | None


class HearingSheet(msgspec.Struct, frozen=True):
    """The hearing of a case."""

    hearing: Hearing | None


class Procedures(msgspec.Struct, frozen=True):
    """What stopped or lengthened the clocks."""

    pauses: tuple[StopSheet, ...]
    extensions: tuple[ExtensionSheet, ...]
    hearing: HearingSheet


class Deferral(msgspec.Struct, frozen=True):
    """A paper that may come later."""

    key: str
    name: str
    status: str
    due_on: date


class Note(msgspec.Struct, frozen=True):
    """An entry of the credit record."""

    kind: str


class Promises(msgspec.Struct, frozen=True):
    """What a case was promised, and what came of it."""

    deferrals: tuple[Deferral, ...]
    notes: tuple[Note, ...]


class Sheet(msgspec.Struct, frozen=True):
    """Everything the chapters look at."""

    case: Head
    state_label: str
    clocks: Clocks
    steps: tuple[Step, ...]
    materials: tuple[Paper, ...]
    documents: tuple[Document, ...]
    results: tuple[Result, ...]
    correction: tuple[Point, ...]
    consultations: tuple[ConsultationEntry, ...]
    procedures: Procedures
    promises: Promises


class Slot(msgspec.Struct, frozen=True):
    """One paper of a draft; ``latest``: the last day until which it may come later."""

    key: str
    name: str
    required: bool
    reusable: dict[str, object] | None
    latest: date | None


class DraftHead(msgspec.Struct, frozen=True):
    """A draft without its papers."""

    version: int


class Draft(msgspec.Struct, frozen=True):
    """A draft with its papers."""

    draft: DraftHead
    slots: tuple[Slot, ...]


class PledgeText(msgspec.Struct, frozen=True):
    """The words of a pledge."""

    title: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


class PledgeBlock(msgspec.Struct, frozen=True):
    """Why no pledge is offered."""

    case_number: str


class PledgeOffer(msgspec.Struct, frozen=True):
    """What a draft is offered by pledge."""

    item: str
    block: PledgeBlock | None
    text: PledgeText | None


class Message(msgspec.Struct, frozen=True):
    """One was told something."""

    id: UUID
    case: UUID | None
    title: str
    read_at: str | None = None


class Reply(msgspec.Struct, frozen=True):
    """A comprehensive reply."""

    number: str
    interim: bool
    rows: tuple[tuple[str, str], ...]


class BatchAnswer(msgspec.Struct, frozen=True):
    """What became of one case of many; ``code`` names a refusal."""

    case: UUID
    receipt: Receipt | None
    code: str


class Subscription(msgspec.Struct, frozen=True):
    """A subscription."""

    id: UUID


class NewSubscription(msgspec.Struct, frozen=True):
    """A subscription with its secret."""

    subscription: Subscription
    secret: str


class Sending(msgspec.Struct, frozen=True):
    """One sending of an event."""

    id: UUID
    state: str


class Pushed(msgspec.Struct, frozen=True):
    """A page of sendings."""

    rows: tuple[Sending, ...]


class Holdup(msgspec.Struct, frozen=True):
    """Whom a project waits for, for what, and until when."""

    who: str
    what: str
    until: date | None


class Panorama(msgspec.Struct, frozen=True):
    """What a project waits for most."""

    holdup: Holdup | None

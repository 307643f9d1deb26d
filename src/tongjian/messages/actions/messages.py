"""The room's entry: posting, the inbox, the settings of a person."""

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongjian.identity import Actor, Role
from tongjian.kit import Clock, IdSource, Invalid, Page, Problem, UnitOfWork
from tongjian.messages.domain.deliveries import AddressKind
from tongjian.messages.domain.kinds import (
    CONFIRMATION,
    INBOX,
    ONLINE_SERVICE,
    Audience,
    MessageKind,
    kinds_for,
)
from tongjian.messages.domain.messages import Message, Posting
from tongjian.messages.domain.preferences import Mailbox, Preference, channels_for
from tongjian.messages.ports import Channel, Journal, MessageStore, Wishes

_PAGE = 50
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_LONGEST_EMAIL = 254
_APPLICANT = "applicant"
_NO_SUCH_PAGE = Problem("after", "没有这一页")


@dataclass(frozen=True, slots=True)
class Tick:
    """One box of the table of settings.

    Attributes:
        field: name of the box in the form.
        on: whether messages of the kind go out on the channel.
    """

    field: str
    channel: str
    channel_label: str
    on: bool


@dataclass(frozen=True, slots=True)
class SettingsRow:
    """One line of the table of settings: a kind with its boxes."""

    kind: MessageKind
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class MessageSettings:
    """What a person may set, and how it stands.

    Attributes:
        channels: labels of the columns; none where the installation has no channel.
        takes_email: some channel sends to e-mail addresses.
        online_service: the person agreed to be served by papers read here.
    """

    channels: tuple[str, ...]
    rows: tuple[SettingsRow, ...]
    mailbox: Mailbox | None
    takes_email: bool
    online_service: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """Tells people and systems what happens, and shows them what they were told.

    Attributes:
        channels: the ways out that this installation has set up.
        public_url: address under which people find this system.
    """

    store: MessageStore
    wishes: Wishes
    channels: tuple[Channel, ...]
    journal: Journal
    work: UnitOfWork
    clock: Clock
    ids: IdSource
    public_url: str

    def post(
        self,
        *,
        kind: str,
        holder: UUID,
        title: str,
        text: str,
        at: datetime,
        role: str = "",
        case: UUID | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> UUID:
        """Write a message inside the open transaction; what is rolled back was never told."""
        posting = Posting(
            id=self.ids(),
            kind=kind,
            holder=holder,
            role=role,
            case=case,
            title=title,
            text=text,
            facts=facts or {},
            at=at,
        )
        self.store.add(posting)
        return posting.id

    def tell_systems(
        self, *, kind: str, holder: UUID, title: str, at: datetime, case: UUID, facts: Mapping[str, str]
    ) -> None:
        """Write an event for subscribers alone, if there are any, inside the open transaction."""
        self.store.add_if_heard(
            Posting(
                id=self.ids(),
                kind=kind,
                holder=holder,
                case=case,
                title=title,
                text="",
                facts=facts,
                at=at,
                shown=False,
            )
        )

    def list_of(self, actor: Actor, *, after: str = "") -> Page[Message]:
        """Return the actor's messages, newest first.

        Raises:
            Invalid: ``after`` is no place in the list.
        """
        if after:
            _check_place(after)
        with self.work(actor.access()):
            return self.store.list_of(person=actor.person, posts=inboxes_of(actor), after=after, size=_PAGE)

    def count_unread(self, actor: Actor) -> int:
        """Return how many of the newest hundred messages the actor has not read."""
        with self.work(actor.access()):
            return self.store.count_unread(person=actor.person, posts=inboxes_of(actor))

    def read(self, actor: Actor, *, message: UUID) -> Message | None:
        """Mark a message as read by the actor and return it; None where there is none for these eyes."""
        with self.work(actor.access()):
            found = self.store.find(message, person=actor.person)
            if found is None or found.holder not in {holder for holder, _ in inboxes_of(actor)}:
                return None
            self.store.mark_read(message, person=actor.person, at=self.clock.now())
            return found

    def get_settings(self, actor: Actor) -> MessageSettings:
        """Return which messages reach the actor on which channel."""
        with self.work(actor.access()):
            chosen = self.wishes.list_of(actor.person)
            mailbox = self.wishes.mailbox_of(actor.person)
        audience = audience_of(actor)
        rows = tuple(self._row(kind, audience, chosen) for kind in kinds_for(audience))
        ways = self._personal()
        return MessageSettings(
            channels=tuple(one.label for one in ways),
            rows=rows if ways else (),
            mailbox=mailbox,
            takes_email=any(one.sends_to is AddressKind.EMAIL for one in ways),
            online_service=any(one.kind == ONLINE_SERVICE and one.on for one in chosen),
        )

    def save_settings(self, actor: Actor, *, on: frozenset[str], email: str) -> MessageSettings:
        """Keep the boxes ticked (by field name) and the e-mail address; a new address is asked to confirm.

        Raises:
            Invalid: the address is none.
        """
        address = email.strip()
        if address and (_EMAIL.fullmatch(address) is None or len(address) > _LONGEST_EMAIL):
            raise Invalid(problems=(Problem("email", "请输入正确的电子邮箱，例如 name@example.com"),))
        before = self.get_settings(actor)
        changed = tuple(
            Preference(row.kind.code, tick.channel, tick.field in on)
            for row in before.rows
            for tick in row.ticks
            if tick.on != (tick.field in on)
        )
        if before.online_service != (ONLINE_SERVICE in on):
            changed = (*changed, Preference(ONLINE_SERVICE, INBOX, ONLINE_SERVICE in on))
        at = self.clock.now()
        with self.work(actor.access()):
            if changed:
                self.wishes.keep(actor.person, changed)
            self._keep_mailbox(actor, before.mailbox, address, at)
            self.journal.record(actor, act="messages.set", target=actor.person, at=at)
        return self.get_settings(actor)

    def consents_to_online_service(self, actor: Actor) -> bool:
        """Tell whether the actor agreed that reading a paper here counts as being served (网上送达).

        Inside the open transaction.
        """
        chosen = self.wishes.list_of(actor.person)
        return any(one.kind == ONLINE_SERVICE and one.on for one in chosen)

    def confirm_email(self, actor: Actor, *, token: str) -> bool:
        """Confirm the actor's e-mail address by the word sent to it; False when it is not the right one."""
        with self.work(actor.access()):
            return self.wishes.confirm_mailbox(actor.person, digest=_digest(token), at=self.clock.now())

    def _keep_mailbox(self, actor: Actor, known: Mailbox | None, address: str, at: datetime) -> None:
        if address == (known.address if known else ""):
            return
        token = secrets.token_urlsafe(24)
        self.wishes.keep_mailbox(actor.person, address=address, digest=_digest(token), at=at)
        if not address:
            return
        text = f"请打开下面的链接，确认这个邮箱用于接收办件消息：{self.public_url}/messages/confirm/{token}"
        posting = Posting(
            id=self.ids(),
            kind=CONFIRMATION,
            holder=actor.person,
            title="确认电子邮箱",
            text=text,
            at=at,
            shown=False,
        )
        self.store.add(posting)

    def _personal(self) -> tuple[Channel, ...]:
        return tuple(one for one in self.channels if one.sends_to is not AddressKind.URL)

    def _row(self, kind: MessageKind, audience: Audience, chosen: tuple[Preference, ...]) -> SettingsRow:
        on = channels_for(kind.code, audience=audience, chosen=chosen)
        return SettingsRow(
            kind,
            tuple(
                Tick(f"{kind.code}/{way.name}", way.name, way.label, way.name in on)
                for way in self._personal()
            ),
        )


def audience_of(actor: Actor) -> Audience:
    """Return which set of kinds a person may choose from."""
    return Audience.STAFF if actor.holds_office else Audience.APPLICANT


def inboxes_of(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return every (holder, role) whose messages the actor reads; an empty role reads them all."""
    posts = [(grant.organisation, grant.role.value) for grant in actor.grants if grant.role is not Role.AGENT]
    applicants = [(one.id, _APPLICANT) for one in actor.applicants]
    return tuple(dict.fromkeys((*posts, *applicants, (actor.person, _APPLICANT))))


def _check_place(after: str) -> None:
    try:
        UUID(after)
    except ValueError as odd:
        raise Invalid(problems=(_NO_SUCH_PAGE,)) from odd


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode(errors="replace")).digest()

"""E-mail by SMTP, with TLS from the first byte or by STARTTLS, and sign-in."""

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from tongjian.kit import Problem
from tongjian.messages.domain.deliveries import Address, AddressKind, Outgoing
from tongjian.messages.errors import AddressRefused, ChannelDown

URL: Final = "TONGJIAN_SMTP_URL"
FROM: Final = "TONGJIAN_SMTP_FROM"
_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
_PERMANENT = range(500, 600)
_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Smtp:
    """Sends messages as plain-text e-mail.

    Attributes:
        server: ``smtp://user:password@host:port`` (STARTTLS), ``smtps://`` (TLS at once), or
            ``smtp+plain://`` without encryption, for a relay on the same machine.
        sender: address the mail comes from.
        trust: certificates that are trusted; None for those of the machine.
    """

    server: SplitResult = field(repr=False)
    sender: str
    trust: ssl.SSLContext | None = field(default=None, repr=False)
    name: str = "smtp"
    label: str = "电子邮件"
    sends_to: AddressKind = AddressKind.EMAIL

    def check_config(self) -> tuple[Problem, ...]:
        """Return everything wrong with the settings."""
        problems = []
        if self.server.scheme not in _PORTS or not self.server.hostname:
            problems.append(Problem(URL, "应以 smtp://、smtps:// 或 smtp+plain:// 开头，并写明主机"))
        if "@" not in self.sender:
            problems.append(Problem(FROM, "应为发件人的电子邮箱"))
        return tuple(problems)

    def send(self, message: Outgoing, address: Address) -> None:
        """Send one message.

        Raises:
            ChannelDown: the server does not answer, or asks to try later.
            AddressRefused: the server will not take mail for the address.
        """
        try:
            with self._open() as session:
                session.send_message(self._mail(message, address.value))
        except smtplib.SMTPRecipientsRefused as refused:
            code, said = next(iter(refused.recipients.values()))
            raise _fault_of(code, said) from refused
        except smtplib.SMTPResponseException as answered:
            raise ChannelDown(f"SMTP {answered.smtp_code}: {_text(answered.smtp_error)}") from answered
        except (OSError, smtplib.SMTPException) as fault:
            raise ChannelDown(f"SMTP: {fault}") from fault

    def _open(self) -> smtplib.SMTP:
        host, port = self.server.hostname or "", self.server.port or _PORTS[self.server.scheme]
        context = self.trust or ssl.create_default_context()
        if self.server.scheme == "smtps":
            session: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=context)
        else:
            session = smtplib.SMTP(host, port, timeout=_SECONDS)
        try:
            if self.server.scheme == "smtp":
                session.starttls(context=context)
            if self.server.username:
                session.login(unquote(self.server.username), unquote(self.server.password or ""))
        except BaseException:
            session.close()
            raise
        return session

    def _mail(self, message: Outgoing, address: str) -> EmailMessage:
        mail = EmailMessage()
        mail["From"], mail["To"] = self.sender, address
        mail["Subject"] = " ".join(message.title.split())
        mail["Date"] = format_datetime(message.sent_at)
        mail["Message-ID"] = f"<{message.id}@{self.sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(f"{message.text}\n\n查看：{message.url}\n\n本邮件由系统自动发出，请勿回复。\n")
        return mail


def smtp_channel(environment: Mapping[str, str]) -> Smtp | None:
    """Return the channel where ``TONGJIAN_SMTP_URL`` is set."""
    server = environment.get(URL, "")
    return Smtp(urlsplit(server), environment.get(FROM, "")) if server else None


def _fault_of(code: int, said: bytes | str) -> Exception:
    told = f"SMTP {code}: {_text(said)}"
    return AddressRefused(told) if code in _PERMANENT else ChannelDown(told)


def _text(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said

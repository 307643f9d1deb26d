"""The house as the browser tests run it: the pages over the test database, codes kept for reading."""

import os
from dataclasses import dataclass, field

from django.conf import settings

from tongjian.portal.ports import Rooms
from tongjian.roles.rooms import compose


@dataclass
class KeptCodes:
    """A gateway that keeps the code last sent to each phone."""

    sent: dict[str, str] = field(default_factory=dict)

    def send(self, *, phone: str, code: str) -> None:
        self.sent[str(phone)] = code


CODES = KeptCodes()


def compose_kept() -> Rooms:
    os.environ.setdefault("TONGJIAN_SMS_URL", "http://127.0.0.1:9/")
    os.environ.setdefault("TONGJIAN_SMTP_URL", "smtp+plain://127.0.0.1:9")
    return compose(settings.TONGJIAN, gateway=CODES)

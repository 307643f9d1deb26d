"""Sign-in of citizens and agents by a code sent to their phone; no password."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from tongjian.identity.actions.desk import Checks, Desk
from tongjian.identity.domain.codes import Phone
from tongjian.identity.domain.people import Person
from tongjian.identity.domain.phone_codes import PhoneCode, digest_code, digest_text
from tongjian.identity.errors import CodesTooOften, CodeWrong

_DAY = timedelta(days=1)
_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn(Desk):
    """Asks for a phone code, and turns one into a person."""

    def request_phone_code(self, phone: str, address: str) -> None:
        """Send a new six-digit code to a phone; only its keyed digest is kept.

        Raises:
            Invalid: not a mobile number.
            CodesTooOften: the phone or the address asked too often.
            Outage: the gateway did not take the code.
        """
        number = read_phone(phone)
        digest = digest_text(number, self.pepper)
        origin = digest_text(address, self.pepper)
        row = self.ids()
        code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
        with self._as(None):
            self.records.phone_codes.lock(digest)
            now = self.clock.now()
            self._refuse_haste(digest, origin, now)
            self.records.phone_codes.add(
                PhoneCode(row, digest, digest_code(row, code, self.pepper), origin, sent_at=now)
            )
        self.gateway.send(phone=number, code=code)

    def sign_in_by_phone_code(self, phone: str, code: str) -> Person:
        """Return the person of a phone; the first sign-in makes one, with an empty name.

        Raises:
            Invalid: not a mobile number.
            CodeWrong: not the code sent last, or no longer usable.
        """
        number = read_phone(phone)
        if not self._use_code(number, code):
            raise CodeWrong
        return self._find_or_add(number)

    def forget_old_codes(self) -> int:
        """Remove the codes no limit counts any more; return how many. Needs the right to remove them."""
        with self._as(None):
            return self.records.phone_codes.forget(self.clock.now() - _DAY)

    def _refuse_haste(self, digest: bytes, origin: bytes, now: datetime) -> None:
        codes = self.records.phone_codes
        newest = codes.find_newest(digest)
        if newest is not None and now < newest.sent_at + self.limits.pause:
            wait = newest.sent_at + self.limits.pause - now
            raise CodesTooOften(wait_seconds=max(1, int(wait.total_seconds())))
        if (
            codes.count_of_phone(digest, now - _DAY) >= self.limits.per_phone
            or codes.count_of_address(origin, now - _DAY) >= self.limits.per_address
        ):
            raise CodesTooOften(wait_seconds=int(_DAY.total_seconds()))

    def _use_code(self, number: str, code: str) -> bool:
        # The verdict leaves the block as a value: raising inside would roll the counted try back.
        digest = digest_text(number, self.pepper)
        with self._as(None):
            self.records.phone_codes.lock(digest)
            now = self.clock.now()
            newest = self.records.phone_codes.find_newest(digest)
            if newest is None or not newest.is_open(now=now, limits=self.limits):
                return False
            if not newest.matches(code.strip(), self.pepper):
                self.records.phone_codes.record_try(newest.id)
                return False
            self.records.phone_codes.record_use(newest.id, now)
            return True

    def _find_or_add(self, number: str) -> Person:
        people = self.records.people
        fresh = Person(id=self.ids(), name="", phone=number)
        if people.find_id_by_phone(number) is None:
            with self._as(fresh.id):
                people.add(fresh)  # False: the same phone signed in elsewhere just now
        known = people.find_id_by_phone(number) or fresh.id
        with self._as(known):
            people.open_account(person=known, username=f"p-{known}", password_hash=None)
            return self._read_person(known)


def read_phone(phone: str, field: str = "phone") -> str:
    """Return a mobile number as it is kept.

    Raises:
        Invalid: not a mobile number; named at ``field``.
    """
    checks = Checks()
    number = checks.take(field, lambda: Phone(phone.strip()))
    checks.finish()
    return number

"""A citizen lets a relative act in one application."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongjian.identity.actions.sign_in import SignIn, read_phone
from tongjian.identity.domain.people import Mandate
from tongjian.identity.errors import MandateAbsent, MandateToSelf
from tongjian.kit import Invalid, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandates(SignIn):
    """Gives and takes back mandates. That the application is the giver's own, cases has checked."""

    def authorise_relative(
        self, *, giver: UUID, helper_phone: str, application: UUID, to_on: date | None = None
    ) -> Mandate:
        """Let the holder of a phone act in one application from today on (授权委托).

        The relative need not have signed in before. Giving the same again returns what is there.

        Args:
            giver: the citizen who applies.
            helper_phone: the relative's mobile number.
            application: the one application.
            to_on: the first day on which it no longer holds; None until revoked.

        Raises:
            Invalid: not a mobile number, or an end that is not after today.
            MandateToSelf: the phone is the giver's own.
        """
        number = read_phone(helper_phone, "helper_phone")
        today = self._today()
        if to_on is not None and to_on <= today:
            raise Invalid(problems=(Problem(field="to_on", says="截止日期须晚于今天"),))
        helper = self._find_or_add(number).id
        if helper == giver:
            raise MandateToSelf
        wanted = Mandate(self.ids(), giver, helper, application, from_on=today, to_on=to_on)
        with self._as(giver):
            for known in self.records.mandates.list_given(giver):
                if (known.helper, known.application) == (helper, application) and known.is_live(today):
                    return known
            self.records.mandates.add(wanted)
        return wanted

    def revoke_mandate(self, *, giver: UUID, mandate: UUID) -> None:
        """Take a mandate back at once.

        Raises:
            MandateAbsent: it is not one this citizen gave.
        """
        with self._as(giver):
            known = self.records.mandates.find(mandate)
            if known is None or known.giver != giver:
                raise MandateAbsent
            self.records.mandates.end(mandate, on=max(self._today(), known.from_on))

    def list_mandates(self, giver: UUID) -> tuple[Mandate, ...]:
        """Return every mandate a citizen gave, live or ended."""
        with self._as(giver):
            return self.records.mandates.list_given(giver)

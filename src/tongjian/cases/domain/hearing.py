"""Interested parties (利害关系人) and hearing (听证): who was told, what each said, whether it is through.

Source: 行政许可法 Art. 36, 46, 47, 48.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from tongjian.calendar import DueDate, WorkCalendar
from tongjian.cases.domain.party_clocks import (
    HEARING_APPLICATION,
    HEARING_HELD,
    HEARING_NOTICE,
    STATEMENT,
    PartyClocks,
)

HEARING_TASK = "hearing"
"""Kind of the side task that waits for the hearing to be held."""


class HearingStep(StrEnum):
    """What was done about the parties or the hearing."""

    STATED = "stated"
    WAIVED = "waived"
    APPLIED = "applied"
    ORDERED = "ordered"
    """The organ holds one of its own motion (Art. 46)."""
    OPENED = "opened"
    SCHEDULED = "scheduled"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Someone whose weighty interest the decision touches, or the applicant.

    Attributes:
        interest: what the decision does to them, in words.
        contact: how to reach them; hidden from the applicant.
        told_on: day on which they were told of their rights.
    """

    id: UUID
    case: UUID
    name: str
    interest: str
    contact: str
    applicant: bool
    told_on: date
    entry: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingRecord:
    """One step as it is kept.

    Attributes:
        party: whose step; None for the organ's.
        on: the day in China it was done.
        held_on: day the hearing is set for, or was held.
        text: the statement, the reasons, or the minutes.
    """

    id: UUID
    case: UUID
    step: HearingStep
    party: UUID | None
    on: date
    held_on: date | None
    place: str
    chair: str
    text: str
    person: UUID
    person_name: str
    at: datetime
    entry: UUID


@dataclass(frozen=True, slots=True)
class PartySheet:
    """A party with what it said, and until when it may.

    Attributes:
        statement: what it stated; empty when nothing yet.
        state_by: last day to state; apply_by: last day to apply for a hearing.
    """

    party: Party
    statement: str
    stated_on: date | None
    applied_on: date | None
    waived_on: date | None
    state_by: DueDate
    apply_by: DueDate

    def may_state(self, today: date) -> bool:
        """Return whether it may still state and defend."""
        return self.stated_on is None and self.waived_on is None and _runs(self.state_by, today)

    def may_apply(self, today: date) -> bool:
        """Return whether it may still apply for a hearing."""
        return self.applied_on is None and self.waived_on is None and _runs(self.apply_by, today)


@dataclass(frozen=True, slots=True)
class Hearing:
    """A hearing on its way.

    Attributes:
        opened_on: day of the application, or of the organ's own order; the clocks stop from it.
        hold_by: last day to hold it.
        held_on: day it was held; None before.
    """

    opened_on: date
    ordered: bool
    hold_by: DueDate
    scheduled_on: date | None
    place: str
    chair: str
    held_on: date | None
    minutes: str


@dataclass(frozen=True, slots=True)
class HearingSheet:
    """The parties and the hearing of a case; ``hearing`` is None while nobody applied or ordered one."""

    parties: tuple[PartySheet, ...]
    hearing: Hearing | None

    @property
    def under_way(self) -> bool:
        """Return whether a hearing is open."""
        return self.hearing is not None and self.hearing.held_on is None

    def of_applicant(self) -> PartySheet | None:
        """Return the applicant's own sheet; None before it was told."""
        return next((one for one in self.parties if one.party.applicant), None)

    def find(self, party: UUID) -> PartySheet | None:
        """Return a party's sheet."""
        return next((one for one in self.parties if one.party.id == party), None)

    def free_from(self, today: date) -> date | None:
        """Return the first day on which a decision may be taken; today when all are through.

        None while a hearing is open: its end is not known.
        """
        if self.under_way:
            return None
        last = today
        for one in self.parties:
            open_until = [
                clock.on
                for clock, may in (
                    (one.state_by, one.applied_on is None and one.may_state(today)),
                    (one.apply_by, one.may_apply(today)),
                )
                if may and clock.on is not None
            ]
            last = max(last, *(day + timedelta(days=1) for day in open_until), last)
        return last


def fold_hearing(
    parties: Iterable[Party],
    records: Iterable[HearingRecord],
    *,
    clocks: PartyClocks,
    calendar: WorkCalendar,
) -> HearingSheet:
    """Return how parties and hearing stand by everything recorded, in order."""
    kept = tuple(records)
    sheets = tuple(_party(one, kept, clocks=clocks, calendar=calendar) for one in parties)
    return HearingSheet(sheets, _hearing(kept, clocks=clocks, calendar=calendar))


def earliest_hearing(*, clocks: PartyClocks, calendar: WorkCalendar, today: date) -> date:
    """Return the first day for which a hearing may be set today: so many days after the notice."""
    notice = clocks.get(HEARING_NOTICE).due(starts_on=today, calendar=calendar)
    return notice.on or today


def _party(
    party: Party, records: tuple[HearingRecord, ...], *, clocks: PartyClocks, calendar: WorkCalendar
) -> PartySheet:
    mine = {one.step: one for one in records if one.party == party.id}
    stated = mine.get(HearingStep.STATED)
    applied, waived = mine.get(HearingStep.APPLIED), mine.get(HearingStep.WAIVED)
    told_on = party.told_on
    return PartySheet(
        party=party,
        statement=stated.text if stated else "",
        stated_on=stated.on if stated else None,
        applied_on=applied.on if applied else None,
        waived_on=waived.on if waived else None,
        state_by=clocks.get(STATEMENT).due(starts_on=told_on, calendar=calendar),
        apply_by=clocks.get(HEARING_APPLICATION).due(starts_on=told_on, calendar=calendar),
    )


def _hearing(
    records: tuple[HearingRecord, ...], *, clocks: PartyClocks, calendar: WorkCalendar
) -> Hearing | None:
    found: Hearing | None = None
    for one in records:
        match one.step:
            case HearingStep.OPENED | HearingStep.ORDERED:
                hold_by = clocks.get(HEARING_HELD).due(starts_on=one.on, calendar=calendar)
                found = Hearing(one.on, one.step is HearingStep.ORDERED, hold_by, None, "", "", None, "")
            case HearingStep.SCHEDULED if found:
                found = replace(found, scheduled_on=one.held_on, place=one.place, chair=one.chair)
            case HearingStep.HELD if found:
                found = replace(found, held_on=one.held_on, minutes=one.text)
            case _:
                pass
    return found


def _runs(clock: DueDate, today: date) -> bool:
    return clock.on is not None and today <= clock.on

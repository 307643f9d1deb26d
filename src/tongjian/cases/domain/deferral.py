"""A deferred material (容缺后补): a paper that may come later, who promised it, and by when.

Source: 国办发〔2019〕11号; domain rules 5.8.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tongjian.calendar import ClockKind, TimeLimit, WorkCalendar, due


class DeferralStatus(StrEnum):
    """Where an owed paper stands."""

    PROMISED = "promised"
    SUPPLIED = "supplied"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Deferral:
    """One paper of one case that its applicant promised to hand in later.

    Attributes:
        key: of the material, from the catalogue.
        due_on: last day to hand it in.
        promised_by_name: who signed the promise for the applicant.
        supplied_on: day it came in; None while owing, and again when it was found wanting.
        remark: what was wrong with the one that came.
        extended: the date was moved once; a second time is refused.
        reminded_on: day of the last reminder.
    """

    id: UUID
    case: UUID
    key: str
    name: str
    due_on: date
    promised_by: UUID
    promised_by_name: str
    promised_at: datetime
    status: DeferralStatus = DeferralStatus.PROMISED
    supplied_on: date | None = None
    confirmed_on: date | None = None
    remark: str = ""
    extended: bool = False
    reminded_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether the paper is still owing, or not yet found in order."""
        return self.status is not DeferralStatus.CONFIRMED

    def is_overdue(self, today: date) -> bool:
        """Whether the date has passed and nothing came; what waits for its check is not overdue."""
        return self.status is DeferralStatus.PROMISED and today > self.due_on


@dataclass(frozen=True, slots=True, eq=False)
class DeferralTerms:
    """The rules of deferring as data.

    Attributes:
        limit: the longest a paper may stay owing, from the day of the promise.
        extension: how much later the one extension may move the date, from the date it moves.
        remind_before: days before the date on which the applicant is reminded; 0 is the date itself.
        consequence: what follows when the paper never comes, as told to who promises.
        items: longer or shorter limits by item; ``materials`` by key, which go first.
    """

    basis: str
    source: str
    limit: TimeLimit
    extension: TimeLimit
    remind_before: tuple[int, ...]
    consequence: str
    items: Mapping[str, TimeLimit]
    materials: Mapping[str, TimeLimit]

    def limit_of(self, *, key: str, items: Iterable[str]) -> TimeLimit:
        """Return the limit of a paper that some items ask for: the shortest of theirs."""
        if key in self.materials:
            return self.materials[key]
        limits = [self.items.get(item, self.limit) for item in items]
        return min(limits, key=lambda one: one.days) if limits else self.limit


def last_day_of(limit: TimeLimit, *, since: date, calendar: WorkCalendar) -> date:
    """Return the last day of a limit that begins on a day and that nothing stops."""
    found = due(
        limit=limit, starts_on=since, pauses=(), kind=ClockKind.STATUTORY, calendar=calendar, today=since
    )
    return found.latest or found.on or since


def open_deferrals(deferrals: Iterable[Deferral]) -> tuple[Deferral, ...]:
    """Return the papers still owing, the earliest date first."""
    return tuple(sorted((one for one in deferrals if one.is_open), key=lambda one: (one.due_on, one.key)))


def owed_keys(deferrals: Iterable[Deferral]) -> frozenset[str]:
    """Return the keys of the papers still owing: acceptance does not wait for them."""
    return frozenset(one.key for one in deferrals if one.is_open)


def overdue_deferrals(deferrals: Iterable[Deferral], today: date) -> tuple[Deferral, ...]:
    """Return the papers that were promised for an earlier day and did not come."""
    return tuple(one for one in open_deferrals(deferrals) if one.is_overdue(today))


def supply(deferral: Deferral, *, on: date) -> Deferral:
    """Return the deferral with its paper in."""
    return replace(deferral, status=DeferralStatus.SUPPLIED, supplied_on=on, remark="")


def confirm(deferral: Deferral, *, on: date) -> Deferral:
    """Return the deferral with its paper found in order: nothing is owing any more."""
    return replace(deferral, status=DeferralStatus.CONFIRMED, confirmed_on=on)


def find_wanting(deferral: Deferral, *, remark: str) -> Deferral:
    """Return the deferral with its paper found wanting: it is owing again, by the same date."""
    return replace(deferral, status=DeferralStatus.PROMISED, supplied_on=None, remark=remark)


def extend(deferral: Deferral, *, due_on: date) -> Deferral:
    """Return the deferral with its one later date."""
    return replace(deferral, due_on=due_on, extended=True)

"""Durations: of years and months, and of days and time; the two never mix."""

from dataclasses import dataclass
from datetime import timedelta

from tongjian.rules.feel.values.fault import Fault
from tongjian.rules.feel.values.zones import NANOSECONDS_OF_DAY, NANOSECONDS_OF_SECOND

_NANOSECONDS_OF_MICROSECOND = 1000


@dataclass(frozen=True, slots=True)
class YearMonthDuration:
    """A duration of whole months, written ``P1Y2M``.

    Attributes:
        months: in all, negative for a duration into the past.
    """

    months: int

    @property
    def years(self) -> int:
        """Return the whole years, cut towards zero."""
        return self.months // 12 if self.months >= 0 else -(-self.months // 12)

    @property
    def months_of_year(self) -> int:
        """Return the months beyond the whole years, with the sign of the duration."""
        return self.months - 12 * self.years


@dataclass(frozen=True, slots=True)
class DayTimeDuration:
    """A duration of exact length, written ``P1DT2H3M4.5S``; a day is 24 hours.

    Attributes:
        nanoseconds: in all, negative for a duration into the past.
    """

    nanoseconds: int

    @classmethod
    def of(cls, given: timedelta) -> "DayTimeDuration":
        """Return the duration of the standard library's."""
        return cls((given // timedelta(microseconds=1)) * _NANOSECONDS_OF_MICROSECOND)

    def to_timedelta(self) -> timedelta:
        """Return the standard library's duration, nanoseconds cut to microseconds.

        Raises:
            Fault: longer than the standard library tells.
        """
        try:
            return timedelta(microseconds=self.nanoseconds // _NANOSECONDS_OF_MICROSECOND)
        except OverflowError as error:
            raise Fault("时长超出可换算的范围", code="rules.feel.out_of_range") from error

    @property
    def parts(self) -> tuple[int, int, int, int, int]:
        """Return days, hours, minutes, seconds and nanoseconds, each with the duration's sign."""
        sign = -1 if self.nanoseconds < 0 else 1
        days, rest = divmod(abs(self.nanoseconds), NANOSECONDS_OF_DAY)
        seconds, nanoseconds = divmod(rest, NANOSECONDS_OF_SECOND)
        hours, seconds = divmod(seconds, 3600)
        minutes, seconds = divmod(seconds, 60)
        return sign * days, sign * hours, sign * minutes, sign * seconds, sign * nanoseconds

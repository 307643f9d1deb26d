"""The proleptic Gregorian calendar of ISO 8601 for years far beyond those of the standard library."""

EPOCH_YEAR = 1970
_DAYS_OF_ERA = 146_097
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2


def is_leap(year: int) -> bool:
    """Return whether the year has a 29 February; year 0 is 1 BC."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_of_month(year: int, month: int) -> int:
    """Return how many days the month has."""
    return 29 if month == _FEBRUARY and is_leap(year) else _MONTH_LENGTHS[month - 1]


def days_of_civil(year: int, month: int, day: int) -> int:
    """Return the days from 1970-01-01 to the given date, negative before."""
    shifted = year - (month <= _FEBRUARY)
    era, year_of_era = divmod(shifted, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * _DAYS_OF_ERA + day_of_era - 719_468


def civil_of_days(days: int) -> tuple[int, int, int]:
    """Return year, month and day of a number of days from 1970-01-01."""
    era, day_of_era = divmod(days + 719_468, _DAYS_OF_ERA)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    month = (shifted_month + 2) % 12 + 1
    return year_of_era + era * 400 + (month <= _FEBRUARY), month, day


def weekday_of_days(days: int) -> int:
    """Return the day of the week of a number of days from 1970-01-01: 1 is Monday, 7 is Sunday."""
    return (days + 3) % 7 + 1

"""The holidays fixed by regulation, which hold also where no yearly notice is known yet."""

import json
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

_EVE_AND_SECOND_OF_MAY_SINCE = 2025
"""The regulation as amended in November 2024 adds 除夕 and 5 月 2 日."""


@lru_cache(maxsize=256)
def fixed_holidays(year: int) -> frozenset[date]:
    """Return the days off that the regulation itself names for a year.

    Without days moved by a notice. Outside 2014 to 2099 the lunar holidays are not known and left out.

    Source: 全国年节及纪念日放假办法（2024 年修订）第二条.
    """
    amended = year >= _EVE_AND_SECOND_OF_MAY_SINCE
    labour = [(5, 1), (5, 2)] if amended else [(5, 1)]
    days = {date(year, *month_day) for month_day in [(1, 1), *labour, (10, 1), (10, 2), (10, 3)]}
    if listed := _lunar_days().get(year):
        spring, *single = listed
        first = -1 if amended else 0
        days |= {spring + timedelta(days=offset) for offset in range(first, 3)}
        days.update(single)
    return frozenset(days)


@lru_cache(maxsize=1)
def _lunar_days() -> dict[int, tuple[date, ...]]:
    """Return 春节, 清明, 端午 and 中秋 by year."""
    table = json.loads(files("tongjian.calendar").joinpath("lunar_days.json").read_text(encoding="utf-8"))
    return {
        int(year): tuple(date.fromisoformat(f"{year}-{month_day}") for month_day in row)
        for year, row in table["years"].items()
    }

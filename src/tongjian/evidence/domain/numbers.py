"""How numbers of documents and licences are written; counting them is the counters' matter."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongjian.evidence.errors import NumberExhausted, NumberMalformed

_REGION = re.compile(r"\d{6}", re.ASCII)
_LARGEST_OF_A_DAY = 99
_LARGEST_OF_A_YEAR = 9_999_999
_OLD_PLANNING = re.compile(r"(?P<kind>[地建用乡])字第(?P<digits>\d{15})号", re.ASCII)
_NEW_PLANNING = re.compile(
    r"(?P<region>\d{6})(?P<year>\d{4})(?P<business>XS|YG|GG|XG)(?P<serial>\d{7})号?", re.ASCII
)
_OLD_KINDS = {"用": "XS", "地": "YG", "建": "GG", "乡": "XG"}


class PlanningBusiness(StrEnum):
    """Business codes of planning permits since 2024.

    Attributes:
        SITE: 建设项目用地预审与选址意见书.
        LAND: 建设用地规划许可证.
        WORKS: 建设工程规划许可证.
        RURAL: 乡村建设规划许可证.
    """

    SITE = "XS"
    LAND = "YG"
    WORKS = "GG"
    RURAL = "XG"


@dataclass(frozen=True, slots=True)
class PlanningNumber:
    """A planning permit's number taken apart.

    Attributes:
        business: which permit.
        region: six digits; empty where the old form does not tell.
        year: year of issue; None where the old form does not tell.
        serial: the digits that count.
    """

    business: PlanningBusiness
    region: str
    year: int | None
    serial: str


def construction_permit_scope(*, region: str, registered_on: date) -> str:
    """Return the scope within which construction permits of one region and day are counted."""
    return f"{_region(region)}{registered_on:%Y%m%d}"


def construction_permit_number(*, region: str, registered_on: date, serial: int, speciality: str) -> str:
    """Return the 18 digits of a construction permit's number (施工许可证编号).

    Raises:
        NumberExhausted: more than 99 in one region on one day.
        NumberMalformed: the region is not six digits or the speciality not two.

    Source: the rule of 全国建筑市场监管公共服务平台: 区划 6 + 日期 8 + 序号 2 + 专业 2.
    """
    scope = construction_permit_scope(region=region, registered_on=registered_on)
    if re.fullmatch(r"\d{2}", speciality, re.ASCII) is None:
        raise NumberMalformed(number=speciality)
    return f"{scope}{_serial(serial, scope=scope, largest=_LARGEST_OF_A_DAY):02d}{speciality}"


def planning_permit_scope(*, region: str, year: int, business: PlanningBusiness) -> str:
    """Return the scope within which planning permits of one kind, region and year are counted."""
    return f"{_region(region)}{year:04d}{business.value}"


def planning_permit_number(*, region: str, year: int, business: PlanningBusiness, serial: int) -> str:
    """Return a planning permit's number in the form in force since 2024.

    Raises:
        NumberExhausted: the seven digits are used up.
        NumberMalformed: the region is not six digits.
    """
    scope = planning_permit_scope(region=region, year=year, business=business)
    return f"{scope}{_serial(serial, scope=scope, largest=_LARGEST_OF_A_YEAR):07d}号"


def parse_planning_permit_number(number: str) -> PlanningNumber:
    """Take a planning permit's number apart, in the old form (建字第…号) or the new.

    Raises:
        NumberMalformed: it is neither.
    """
    text = re.sub(r"\s", "", number)
    if found := _NEW_PLANNING.fullmatch(text):
        business = PlanningBusiness(found["business"])
        return PlanningNumber(
            business=business, region=found["region"], year=int(found["year"]), serial=found["serial"]
        )
    if found := _OLD_PLANNING.fullmatch(text):
        return PlanningNumber(
            business=PlanningBusiness(_OLD_KINDS[found["kind"]]), region="", year=None, serial=found["digits"]
        )
    raise NumberMalformed(number=number)


def document_scope(*, organ: str, word: str, year: int) -> str:
    """Return the scope within which documents of one organ, word and year are counted."""
    return f"{organ}/{word}/{year:04d}"


def document_number(*, word: str, year: int, serial: int) -> str:
    """Return a document's number as in 济任审〔2026〕12号, with hexagonal brackets and no zeros in front.

    Source: 党政机关公文格式 GB/T 9704-2012, 7.2.5.
    """
    if not word or serial < 1:
        raise NumberMalformed(number=f"{word}{serial}")
    return f"{word}〔{year:04d}〕{serial}号"


def _region(region: str) -> str:
    if _REGION.fullmatch(region) is None:
        raise NumberMalformed(number=region)
    return region


def _serial(serial: int, *, scope: str, largest: int) -> int:
    if serial < 1:
        raise NumberMalformed(number=str(serial))
    if serial > largest:
        raise NumberExhausted(scope=scope, largest=largest)
    return serial

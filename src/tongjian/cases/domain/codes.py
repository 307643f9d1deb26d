"""Codes of regions, projects and construction permits; each checks itself when made."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from tongjian.kit import Invalid, Problem, Refusal

_REGION = re.compile(r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])[0-9]{4}")
_MODERN = re.compile(r"[0-9]{2}(?:0[1-9]|1[0-2])-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9A-Z]{6}")
_LEGACY = re.compile(r"20(?:1[5-9]|20)-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}")
_LOCAL = re.compile(r"ZCSC-[0-9A-Z]+(?:-[0-9A-Z]+)*")
_LONGEST_LOCAL = 40
_PERMIT = re.compile(r"[0-9]{18}")
_SPECIALITY = re.compile(r"[0-9]{2}")
_MOST_PER_DAY = 99


@dataclass(eq=False, kw_only=True)
class InvalidRegionCode(Invalid):
    """No code of an administrative division."""

    code: ClassVar[str] = "cases.invalid_region_code"
    says: ClassVar[str] = "行政区划代码不正确"
    basis: ClassVar[str] = "GB/T 2260"
    advice: ClassVar[str] = "请从列表中选择行政区划"


@dataclass(eq=False, kw_only=True)
class InvalidProjectCode(Invalid):
    """No 投资项目统一代码, in no form ever given."""

    code: ClassVar[str] = "cases.invalid_project_code"
    says: ClassVar[str] = "项目代码不正确"
    basis: ClassVar[str] = "GB/T 40058-2021"
    advice: ClassVar[str] = "请填写投资项目在线审批监管平台赋予的 24 位代码（含连字符），不要自行编造"


@dataclass(eq=False, kw_only=True)
class InvalidPermitNumber(Invalid):
    """No number of a construction permit."""

    code: ClassVar[str] = "cases.invalid_permit_number"
    says: ClassVar[str] = "施工许可证编号不正确"
    advice: ClassVar[str] = "请对照施工许可证上的 18 位编号重新填写"


@dataclass(eq=False, kw_only=True)
class PermitNumbersUsedUp(Refusal):
    """A region has given all the numbers its day has room for."""

    code: ClassVar[str] = "cases.permit_numbers_used_up"
    says: ClassVar[str] = "%(region)s 在 %(on)s 的施工许可证编号已用完（每日最多 99 个）"
    advice: ClassVar[str] = "请于次日登记后发证"
    region: str
    on: str


@dataclass(frozen=True, slots=True)
class RegionCode:
    """行政区划代码: province, city and county, two digits each.

    Only the province is looked up: codes of counties change, and not every city has counties.

    Raises:
        InvalidRegionCode: not six digits, or no such province.

    Source: GB/T 2260.
    """

    value: str

    def __post_init__(self) -> None:
        if not _REGION.fullmatch(self.value):
            says = "应为 6 位数字，前两位为省级行政区划代码"
            raise InvalidRegionCode(problems=(Problem("", says),))

    def __str__(self) -> str:
        return self.value


class ProjectCodeForm(StrEnum):
    """Which rule a project code follows."""

    MODERN = "国家代码"
    LEGACY = "2020 年以前的国家代码"
    LOCAL = "本地预赋码"


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """项目代码, checked for its structure only: the rule of its check character is not published.

    It is given by the investment platform and never made here. A local pre-code stands in until then.

    Raises:
        InvalidProjectCode: none of the known forms.

    Source: GB/T 40058-2021.
    """

    value: str

    def __post_init__(self) -> None:
        if self._form() is None:
            says = "应形如 2406-370811-04-01-123456，或为本地预赋码 ZCSC-…"
            raise InvalidProjectCode(problems=(Problem("", says),))

    def __str__(self) -> str:
        return self.value

    @property
    def form(self) -> ProjectCodeForm:
        """Return which rule the code follows."""
        return self._form() or ProjectCodeForm.LOCAL

    @property
    def region(self) -> str | None:
        """Return the six digits of the region the code names; None for a local pre-code."""
        return None if self.form is ProjectCodeForm.LOCAL else self.value[5:11]

    def _form(self) -> ProjectCodeForm | None:
        if _MODERN.fullmatch(self.value):
            return ProjectCodeForm.MODERN
        if _LEGACY.fullmatch(self.value):
            return ProjectCodeForm.LEGACY
        if len(self.value) <= _LONGEST_LOCAL and _LOCAL.fullmatch(self.value):
            return ProjectCodeForm.LOCAL
        return None


@dataclass(frozen=True, slots=True)
class ConstructionPermitNumber:
    """施工许可证编号: region 6, date 8, number of the day 2, speciality (专业分类) 2.

    Raises:
        InvalidPermitNumber: a part is wrong; all wrong parts are named.
    """

    value: str

    def __post_init__(self) -> None:
        if not _PERMIT.fullmatch(self.value):
            raise InvalidPermitNumber(problems=(Problem("", "应为 18 位数字"),))
        problems = []
        if not _REGION.fullmatch(self.value[:6]):
            problems.append(Problem("", "前 6 位不是行政区划代码"))
        if not _is_date(self.value[6:14]):
            problems.append(Problem("", "第 7 至 14 位不是真实存在的日期"))
        if self.sequence == 0:
            problems.append(Problem("", "第 15、16 位（当日序号）从 01 开始"))
        if problems:
            raise InvalidPermitNumber(problems=tuple(problems))

    def __str__(self) -> str:
        return self.value

    @classmethod
    def compose(cls, *, region: RegionCode, on: date, sequence: int, speciality: str) -> Self:
        """Return the number of a permit.

        Args:
            region: of the organ that gives the permit.
            on: day of registration.
            sequence: place among the permits of that region and day, from 1.
            speciality: two digits of the 专业分类, such as 01 房屋建筑.

        Raises:
            PermitNumbersUsedUp: the sequence is beyond 99.
            InvalidPermitNumber: the sequence is below 1, or the speciality not two digits.
        """
        if sequence > _MOST_PER_DAY:
            raise PermitNumbersUsedUp(region=region.value, on=on.isoformat())
        problems = []
        if sequence < 1:
            problems.append(Problem("sequence", "当日序号从 1 开始"))
        if not _SPECIALITY.fullmatch(speciality):
            problems.append(Problem("speciality", "专业分类应为 2 位数字"))
        if problems:
            raise InvalidPermitNumber(problems=tuple(problems))
        return cls(f"{region}{on:%Y%m%d}{sequence:02d}{speciality}")

    @property
    def region(self) -> RegionCode:
        """Return the region of the organ that gave the permit."""
        return RegionCode(self.value[:6])

    @property
    def registered_on(self) -> date:
        """Return the day of registration."""
        return date.fromisoformat(self.value[6:14])

    @property
    def sequence(self) -> int:
        """Return the place among the permits of that region and day, from 1."""
        return int(self.value[14:16])

    @property
    def speciality(self) -> str:
        """Return the two digits of the 专业分类."""
        return self.value[16:]


def _is_date(digits: str) -> bool:
    try:
        date.fromisoformat(digits)
    except ValueError:
        return False
    return True

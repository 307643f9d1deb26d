"""Codes of regions and projects; each checks itself when made."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from tongjian.kit import Invalid, Problem

_REGION = re.compile(r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])[0-9]{4}")
_MODERN = re.compile(r"[0-9]{2}(?:0[1-9]|1[0-2])-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9A-Z]{6}")
_LEGACY = re.compile(r"20(?:1[5-9]|20)-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}")
_LOCAL = re.compile(r"ZCSC-[0-9A-Z]+(?:-[0-9A-Z]+)*")
_LONGEST_LOCAL = 40


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

"""Codes of persons and organisations; each checks itself when made, so that a wrong one cannot exist."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from stdnum.cn import uscc

from tongjian.identity.domain.masking import mask_citizen_id, mask_phone
from tongjian.kit import Invalid, Problem

_CREDIT_CODE = re.compile(r"[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}")
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_INNER_CHECKS = "0123456789X"
_CITIZEN_ID = re.compile(r"[0-9]{17}[0-9X]")
_CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_CHECKS = "10X98765432"
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71")
_RESIDENCE_PERMITS = frozenset({"81", "82", "83"})
_PHONE = re.compile(r"1[3-9][0-9]{9}")


@dataclass(eq=False, kw_only=True)
class InvalidCreditCode(Invalid):
    """No 统一社会信用代码; the problems name the checks that failed."""

    code: ClassVar[str] = "identity.invalid_credit_code"
    says: ClassVar[str] = "统一社会信用代码不正确"
    basis: ClassVar[str] = "GB 32100-2015"
    advice: ClassVar[str] = "请对照营业执照或登记证书上的 18 位代码重新填写"


@dataclass(eq=False, kw_only=True)
class InvalidCitizenId(Invalid):
    """No number of an identity card; the problems name the checks that failed, never the number."""

    code: ClassVar[str] = "identity.invalid_citizen_id"
    says: ClassVar[str] = "身份证件号码不正确"
    basis: ClassVar[str] = "GB 11643-1999"
    advice: ClassVar[str] = "请对照证件上的 18 位号码重新填写"


@dataclass(eq=False, kw_only=True)
class InvalidPhone(Invalid):
    """No mobile number of mainland China."""

    code: ClassVar[str] = "identity.invalid_phone"
    says: ClassVar[str] = "手机号码不正确"
    advice: ClassVar[str] = "请填写 11 位中国大陆手机号码"


@dataclass(frozen=True, slots=True)
class CreditCode:
    """统一社会信用代码: 18 characters with two check characters, the last and, within, the ninth of nine.

    Raises:
        InvalidCreditCode: wrong characters, or either check fails; both are named.

    Source: GB 32100-2015; GB 11714-1997 for characters 9 to 17.
    """

    value: str

    def __post_init__(self) -> None:
        if not _CREDIT_CODE.fullmatch(self.value):
            says = "应为 18 位，由数字和大写字母组成（不含 I、O、S、V、Z），第 3 至 8 位为数字"
            raise InvalidCreditCode(problems=(Problem("", says),))
        problems = []
        if self.value[16] != _inner_check(self.value[8:16]):
            problems.append(Problem("", "第 17 位（组织机构代码的校验码）不正确"))
        if self.value[17] != uscc.calc_check_digit(self.value[:17]):
            problems.append(Problem("", "第 18 位（校验码）不正确"))
        if problems:
            raise InvalidCreditCode(problems=tuple(problems))

    def __str__(self) -> str:
        return self.value

    @property
    def organisation_code(self) -> str:
        """Return the 组织机构代码: characters 9 to 17."""
        return self.value[8:17]

    @property
    def region(self) -> str:
        """Return the six digits of GB/T 2260 where the body is registered."""
        return self.value[2:8]


class CitizenIdKind(StrEnum):
    """Which card an 18-digit number stands on."""

    RESIDENT = "居民身份证"
    RESIDENCE_PERMIT = "港澳台居民居住证"
    FOREIGN_PERMANENT_RESIDENT = "外国人永久居留身份证"


@dataclass(frozen=True, slots=True, repr=False)
class CitizenId:
    """公民身份号码, or the number of a card built the same way. Its repr is masked; ``str`` is not.

    Raises:
        InvalidCitizenId: wrong characters, an unknown province, no such birth date, or a wrong check
            digit; all are named.

    Source: GB 11643-1999.
    """

    value: str

    def __post_init__(self) -> None:
        if not _CITIZEN_ID.fullmatch(self.value):
            raise InvalidCitizenId(problems=(Problem("", "应为 18 位数字，末位可以是大写 X"),))
        problems = []
        if not self._is_province_known():
            problems.append(Problem("", "前两位不是省级行政区划代码"))
        if _date_or_none(self.value[6:14]) is None:
            problems.append(Problem("", "第 7 至 14 位不是真实存在的出生日期"))
        if self.value[17] != _citizen_check(self.value[:17]):
            problems.append(Problem("", "第 18 位（校验码）不正确"))
        if problems:
            raise InvalidCitizenId(problems=tuple(problems))

    def __str__(self) -> str:
        return self.value

    def __repr__(self) -> str:
        return f"CitizenId({self.mask()})"

    @property
    def born_on(self) -> date:
        """Return the birth date."""
        return date.fromisoformat(self.value[6:14])

    @property
    def kind(self) -> CitizenIdKind:
        """Return which card the number stands on."""
        if self.value.startswith("9"):
            return CitizenIdKind.FOREIGN_PERMANENT_RESIDENT
        if self.value[:2] in _RESIDENCE_PERMITS:
            return CitizenIdKind.RESIDENCE_PERMIT
        return CitizenIdKind.RESIDENT

    def mask(self) -> str:
        """Return the number with birth date and sequence hidden."""
        return mask_citizen_id(self.value)

    def check_not_future(self, today: date) -> None:
        """Refuse a birth date after today.

        Raises:
            InvalidCitizenId: born after today.
        """
        if self.born_on > today:
            raise InvalidCitizenId(problems=(Problem("", "出生日期晚于今天"),))

    def _is_province_known(self) -> bool:
        # The card of a foreign permanent resident puts a 9 before the province that gave it.
        province = self.value[1:3] if self.value.startswith("9") else self.value[:2]
        return _PROVINCE.fullmatch(province) is not None or province in _RESIDENCE_PERMITS


@dataclass(frozen=True, slots=True, repr=False)
class Phone:
    """A mobile number of mainland China, 11 digits. Its repr is masked; ``str`` is not.

    Raises:
        InvalidPhone: anything else.
    """

    value: str

    def __post_init__(self) -> None:
        if not _PHONE.fullmatch(self.value):
            raise InvalidPhone(problems=(Problem("", "应为 1 开头的 11 位手机号码"),))

    def __str__(self) -> str:
        return self.value

    def __repr__(self) -> str:
        return f"Phone({self.masked})"

    @property
    def masked(self) -> str:
        """Return the number with its middle hidden."""
        return mask_phone(self.value)


def _inner_check(body: str) -> str:
    total = sum(weight * int(char, 36) for weight, char in zip(_INNER_WEIGHTS, body, strict=True))
    return _INNER_CHECKS[-total % 11]


def _citizen_check(body: str) -> str:
    total = sum(weight * int(char) for weight, char in zip(_CITIZEN_WEIGHTS, body, strict=True))
    return _CITIZEN_CHECKS[total % 11]


def _date_or_none(digits: str) -> date | None:
    try:
        return date.fromisoformat(digits)
    except ValueError:
        return None

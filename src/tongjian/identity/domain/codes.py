"""Codes of people and bodies that check themselves: 统一社会信用代码, 公民身份号码, mobile number."""

import re
from dataclasses import dataclass
from datetime import date

from tongjian.kit import Invalid, Problem

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}", re.ASCII)
_CITIZEN = re.compile(r"[1-9][0-9]{16}[0-9X]", re.ASCII)
_PHONE = re.compile(r"1[3-9][0-9]{9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A 统一社会信用代码 with both its check digits.

    Raises:
        Invalid: not of the form, or one of the check digits is wrong.

    Source: GB 32100-2015; the inner digit GB 11714-1997.
    """

    text: str

    def __post_init__(self) -> None:
        if (
            not _CREDIT.fullmatch(self.text)
            or self.text[16] != _body_check(self.text[8:16])
            or self.text[17] != _credit_check(self.text[:17])
        ):
            raise _invalid("credit_code", "统一社会信用代码不正确，请按营业执照核对18位代码")

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class CitizenId:
    """A 公民身份号码 with its check digit and a date of birth that exists.

    Raises:
        Invalid: not of the form, no such day, or the check digit is wrong.

    Source: GB 11643-1999.
    """

    text: str

    def __post_init__(self) -> None:
        if (
            not _CITIZEN.fullmatch(self.text)
            or not _is_day(self.text[6:14])
            or self.text[17] != _citizen_check(self.text[:17])
        ):
            raise _invalid("citizen_id", "身份证号码不正确，请按身份证核对18位号码")

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Phone:
    """A mobile number of the mainland, eleven digits.

    Raises:
        Invalid: not such a number.
    """

    text: str

    def __post_init__(self) -> None:
        if not _PHONE.fullmatch(self.text):
            raise _invalid("phone", "手机号码不正确，请填写11位手机号码")

    def __str__(self) -> str:
        return self.text


def _invalid(field: str, says: str) -> Invalid:
    return Invalid(problems=(Problem(field=field, says=says),))


def _credit_check(digits: str) -> str:
    total = sum(_CREDIT_ALPHABET.index(d) * w for d, w in zip(digits, _CREDIT_WEIGHTS, strict=True))
    return _CREDIT_ALPHABET[-total % 31]


def _body_check(digits: str) -> str:
    total = sum(int(d, 36) * w for d, w in zip(digits, _BODY_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def _citizen_check(digits: str) -> str:
    total = sum(int(d) * w for d, w in zip(digits, _CITIZEN_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True

"""电子证照标识: the identifier an electronic licence carries for life, with its check character."""

import re
from dataclasses import dataclass
from typing import ClassVar, Self

from stdnum.iso7064 import mod_37_36

from tongjian.kit import Invalid, Problem

_ROOT = "1.2.156.3005.2"
_CREDIT_CODE = "[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}"
_PARTS = (
    ("type_code", re.compile(rf"{_CREDIT_CODE}[0-9A-Z]{{3}}"), "证照类型代码应为 21 位"),
    (
        "issuer",
        re.compile(rf"{_CREDIT_CODE}|[0-9]{{6}}"),
        "颁发机构代码应为 18 位统一社会信用代码或 6 位行政区划代码",
    ),
    ("serial", re.compile(r"[0-9A-Z]{1,32}"), "流水号应为数字和大写字母"),
    ("version", re.compile(r"[0-9]{3}"), "版本号应为 3 位数字"),
)


@dataclass(eq=False, kw_only=True)
class InvalidLicenceIdentifier(Invalid):
    """No identifier of an electronic licence; the problems name the parts or the check that failed."""

    code: ClassVar[str] = "evidence.invalid_licence_identifier"
    says: ClassVar[str] = "电子证照标识不正确"
    basis: ClassVar[str] = "GB/T 36904-2018"
    advice: ClassVar[str] = "请扫描证照上的二维码，或对照证照文件重新填写"


@dataclass(frozen=True, slots=True)
class LicenceIdentifier:
    """电子证照标识 without its check character, which follows from the rest.

    Attributes:
        type_code: 证照类型代码: the code of the body that defined the type, and three characters.
        issuer: 颁发机构代码: a credit code; licences of whole regions carry six digits instead.
        serial: 流水号, as the issuer counts.
        version: three digits, from 001; a changed licence gets the next, and the one before lapses.

    Raises:
        InvalidLicenceIdentifier: parts of the wrong form; all are named.

    Source: GB/T 36904-2018.
    """

    type_code: str
    issuer: str
    serial: str
    version: str = "001"

    def __post_init__(self) -> None:
        problems = tuple(
            Problem(name, says)
            for (name, form, says), part in zip(_PARTS, self._parts, strict=True)
            if not form.fullmatch(part)
        )
        if problems:
            raise InvalidLicenceIdentifier(problems=problems)

    def __str__(self) -> str:
        return self.compose()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an identifier as printed.

        Raises:
            InvalidLicenceIdentifier: wrong root, wrong number of parts, a part of the wrong form, or a
                check character that does not fit.
        """
        parts = text.removeprefix(f"{_ROOT}.").split(".")
        if not text.startswith(f"{_ROOT}.") or len(parts) != len(_PARTS) + 1:
            says = "应以 1.2.156.3005.2 开头，后接用点分隔的 5 段"
            raise InvalidLicenceIdentifier(problems=(Problem("", says),))
        type_code, issuer, serial, version, check = parts
        found = cls(type_code, issuer, serial, version)
        if check != found.check_character:
            raise InvalidLicenceIdentifier(problems=(Problem("", "末位校验码不正确"),))
        return found

    def compose(self) -> str:
        """Return the identifier as printed, with its check character."""
        return ".".join((_ROOT, *self._parts, self.check_character))

    @property
    def check_character(self) -> str:
        """Return the check character by ISO 7064 MOD 37,36 over the four parts without dots."""
        return str(mod_37_36.calc_check_digit("".join(self._parts)))

    def next_version(self) -> Self:
        """Return the identifier of the changed licence.

        Raises:
            InvalidLicenceIdentifier: version 999 has no next.
        """
        return type(self)(self.type_code, self.issuer, self.serial, f"{int(self.version) + 1:03d}")

    @property
    def _parts(self) -> tuple[str, str, str, str]:
        return self.type_code, self.issuer, self.serial, self.version

"""What the calendar refuses."""

from dataclasses import dataclass
from typing import ClassVar

from tongjian.kit import Invalid


@dataclass(eq=False, kw_only=True)
class InvalidCalendarYear(Invalid):
    """The days given cannot be those of one yearly notice."""

    code: ClassVar[str] = "calendar.invalid_year"
    says: ClassVar[str] = "节假日安排数据有需要修改的地方"
    basis: ClassVar[str] = "全国年节及纪念日放假办法"
    advice: ClassVar[str] = "请对照国务院办公厅的放假通知逐日核对"


@dataclass(eq=False, kw_only=True)
class InvalidTimeLimit(Invalid):
    """A limit or an extension with an impossible number of days."""

    code: ClassVar[str] = "calendar.invalid_limit"
    says: ClassVar[str] = "时限天数不正确"


@dataclass(eq=False, kw_only=True)
class InvalidPause(Invalid):
    """A pause that ends before it begins."""

    code: ClassVar[str] = "calendar.invalid_pause"
    says: ClassVar[str] = "特别程序的起止日期不正确"


@dataclass(eq=False, kw_only=True)
class InvalidHistory(Invalid):
    """Lines that do not tell the history of a clock; each is named by its number."""

    code: ClassVar[str] = "calendar.invalid_history"
    says: ClassVar[str] = "计算内容有读不懂的地方"
    advice: ClassVar[str] = "请按每行一项改正后重新计算"

"""Extension (延长审批): once, in time, within a cap, by the head; it lengthens the limit and is no pause.

Source: 行政许可法 Art. 42.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from tongjian.calendar import Extension
from tongjian.kit import Invalid, Problem

EXTENSION = "extension"
"""Kind of the side task that waits for the ruling."""


class RuledBy(StrEnum):
    """Whose head rules."""

    ORGAN = "organ"
    GOVERNMENT = "government"


class ExtensionStep(StrEnum):
    """What was done about an extension."""

    REQUESTED = "requested"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(eq=False, kw_only=True)
class ExtensionCapsUnsound(Invalid):
    """The data on extensions contradicts itself; nothing of it was taken."""

    code: ClassVar[str] = "cases.extension_caps_unsound"
    says: ClassVar[str] = "延长审批上限的数据有需要修改的地方"
    basis: ClassVar[str] = "《中华人民共和国行政许可法》第四十二条"
    advice: ClassVar[str] = "请按提示逐条修改后重新载入"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionCap:
    """How far a limit may be lengthened, and by whom.

    Attributes:
        items: codes of the items it is for; empty for the general rule.
        most: days in the unit of the limit; 0 where the law allows none.
        basis: the article; source: where the row comes from.
    """

    code: str
    name: str
    items: tuple[str, ...]
    most: int
    ruled_by: RuledBy
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class ExtensionCaps:
    """The caps in force.

    Raises:
        ExtensionCapsUnsound: every contradiction at once.
    """

    caps: tuple[ExtensionCap, ...]

    def __post_init__(self) -> None:
        problems = tuple(_problems(self.caps))
        if problems:
            raise ExtensionCapsUnsound(problems=problems)

    def of_item(self, code: str) -> ExtensionCap:
        """Return the cap of an item: its own, or the general one."""
        own = (one for one in self.caps if code in one.items)
        return next(own, next(one for one in self.caps if not one.items))


def _problems(caps: tuple[ExtensionCap, ...]) -> Iterable[Problem]:
    if sum(not one.items for one in caps) != 1:
        yield Problem("caps", "一般规定（不写 items）应当有且只有一条")
    named = [item for one in caps for item in one.items]
    for item in sorted({one for one in named if named.count(one) > 1}):
        yield Problem("caps", "事项 %(item)s 出现在几条规定里", (("item", item),))
    for one in caps:
        if one.most < 0:
            yield Problem(one.code, "最多延长的天数不能小于零")
        if not one.basis or not one.source:
            yield Problem(one.code, "没有写明依据或者出处")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRecord:
    """One step of an extension as it is kept: the request, or the ruling on it.

    Attributes:
        id: its own.
        request: id of the request; of itself for a request.
        days: asked for or granted, in the unit of the statutory limit.
        on: the day in China.
        entry: the evidence-log entry written with it.
    """

    id: UUID
    case: UUID
    request: UUID
    step: ExtensionStep
    days: int
    reason: str
    person: UUID
    person_name: str
    on: date
    at: datetime
    entry: UUID


@dataclass(frozen=True, slots=True)
class ExtensionSheet:
    """A request with what became of it; ``ruling`` is None while nobody ruled."""

    request: ExtensionRecord
    ruling: ExtensionRecord | None

    @property
    def granted(self) -> bool:
        """Return whether it lengthens the limit."""
        return self.ruling is not None and self.ruling.step is ExtensionStep.GRANTED

    def as_extension(self) -> Extension | None:
        """Return the extension as the legal clock knows it; None unless granted."""
        if self.ruling is None or not self.granted:
            return None
        return Extension(self.ruling.days, self.ruling.on)


def sheets_of(records: Iterable[ExtensionRecord]) -> tuple[ExtensionSheet, ...]:
    """Return the requests of a case with their rulings, in order."""
    kept = tuple(records)
    rulings = {one.request: one for one in kept if one.step is not ExtensionStep.REQUESTED}
    requests = (one for one in kept if one.step is ExtensionStep.REQUESTED)
    return tuple(ExtensionSheet(one, rulings.get(one.id)) for one in requests)

"""What is refused about extensions (延长审批)."""

from dataclasses import dataclass
from typing import ClassVar

from tongjian.kit import Conflict, Forbidden, Refusal

_BASIS = "《中华人民共和国行政许可法》第四十二条"


@dataclass(eq=False, kw_only=True)
class NothingToExtend(Refusal):
    """The case has no statutory limit that an extension could lengthen."""

    code: ClassVar[str] = "cases.nothing_to_extend"
    says: ClassVar[str] = "“%(item_name)s”不能延长审批：%(why)s"
    basis: ClassVar[str] = _BASIS
    advice: ClassVar[str] = "请在期限内作出决定"
    item_name: str
    why: str


@dataclass(eq=False, kw_only=True)
class AlreadyExtended(Conflict):
    """A limit is lengthened once."""

    code: ClassVar[str] = "cases.already_extended"
    says: ClassVar[str] = "办件 %(number)s 已经批准延长过一次，不能再次延长"
    basis: ClassVar[str] = _BASIS
    advice: ClassVar[str] = "请在延长后的期限内作出决定"
    number: str


@dataclass(eq=False, kw_only=True)
class ExtensionPending(Conflict):
    """A request waits for its ruling."""

    code: ClassVar[str] = "cases.extension_pending"
    says: ClassVar[str] = "办件 %(number)s 的延长申请正在等待负责人批准"
    basis: ClassVar[str] = _BASIS
    advice: ClassVar[str] = "请等待负责人批准或者不批准后再提出"
    number: str


@dataclass(eq=False, kw_only=True)
class ExtensionTooLate(Conflict):
    """The statutory date has passed: what is late cannot be made timely."""

    code: ClassVar[str] = "cases.extension_too_late"
    says: ClassVar[str] = "法定期限已于 %(due_on)s 届满，不能再延长"
    basis: ClassVar[str] = _BASIS
    advice: ClassVar[str] = "延长应当在法定期限届满当日或者之前批准；请尽快作出决定"
    due_on: str


@dataclass(eq=False, kw_only=True)
class SamePersonAsksAndRules(Forbidden):
    """Who asks for an extension does not rule on it."""

    code: ClassVar[str] = "cases.same_person_extends"
    says: ClassVar[str] = "延长申请由您提出，不能再由您批准"
    basis: ClassVar[str] = _BASIS
    advice: ClassVar[str] = "请由%(who)s批准"
    who: str

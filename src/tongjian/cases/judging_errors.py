"""What is refused while a case is judged at the desk."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from tongjian.kit import Conflict


@dataclass(eq=False, kw_only=True)
class StaleOpinion(Conflict):
    """The same person saved the draft of this opinion elsewhere since the page was shown."""

    code: ClassVar[str] = "cases.stale_opinion"
    says: ClassVar[str] = "您在别处保存过这份意见（第 %(version)s 版），本次修改没有保存"
    advice: ClassVar[str] = "本页已换成最新内容；您刚才填写的内容列在上方，可复制后再保存"
    case: UUID
    version: int

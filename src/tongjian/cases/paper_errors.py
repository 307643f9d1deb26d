"""What is refused about papers and their templates."""

from dataclasses import dataclass
from typing import ClassVar

from tongjian.kit import Invalid


@dataclass(eq=False, kw_only=True)
class PaperTemplatesUnsound(Invalid):
    """The templates of papers cannot be used as they are written; every fault is named."""

    code: ClassVar[str] = "cases.paper_templates_unsound"
    says: ClassVar[str] = "文书模板有需要修改的地方"


@dataclass(eq=False, kw_only=True)
class PaperIncomplete(Invalid):
    """A paper lacks something it must say, so it is not issued."""

    code: ClassVar[str] = "cases.paper_incomplete"
    says: ClassVar[str] = "文书缺少必须写明的内容"
    advice: ClassVar[str] = "请补充后再出具文书"

"""What the inbox refuses."""

from dataclasses import dataclass
from typing import ClassVar

from tongjian.kit import Refusal


@dataclass(eq=False, kw_only=True)
class NotInBatch(Refusal):
    """What has to be judged is judged case by case."""

    code: ClassVar[str] = "cases.not_in_batch"
    says: ClassVar[str] = "“%(act_label)s”需要逐件判断，不能批量办理"
    basis: ClassVar[str] = "《行政许可法》第三十四条、第三十八条"
    advice: ClassVar[str] = "请逐件打开办理；可批量办理的只有“开始办理”和“制作结果文书”"
    act_label: str

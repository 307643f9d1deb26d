"""What is refused about acceptance, correction notices and the papers they rest on."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from tongjian.kit import Conflict, Refusal


@dataclass(eq=False, kw_only=True)
class PapersUnjudged(Refusal):
    """Nothing is accepted or sent back while a paper has not been looked at."""

    code: ClassVar[str] = "cases.papers_unjudged"
    says: ClassVar[str] = "还有材料没有核对：%(papers)s"
    basis: ClassVar[str] = (
        "《行政许可法》第三十二条第一款第（四）、（五）项（一次告知全部内容，材料齐全才受理）"
    )
    advice: ClassVar[str] = "请逐份核对；确认其余材料都符合要求的，请勾选“其余材料均符合要求”"
    papers: str


@dataclass(eq=False, kw_only=True)
class PapersToCorrect(Refusal):
    """A case is not accepted while a paper it needs was found wanting."""

    code: ClassVar[str] = "cases.papers_to_correct"
    says: ClassVar[str] = "下列材料需要补正，不能受理：%(papers)s"
    basis: ClassVar[str] = "《行政许可法》第三十二条第一款第（四）、（五）项"
    advice: ClassVar[str] = "请一次性告知补正；已经符合要求的，请改正核对结论；事项允许容缺的，可以容缺受理"
    papers: str


@dataclass(eq=False, kw_only=True)
class PaperLocked(Conflict):
    """A paper found in order when a notice went out is not asked for again, and not replaced."""

    code: ClassVar[str] = "cases.paper_locked"
    says: ClassVar[str] = "“%(paper)s”在上次告知前已经核对通过，不能再要求更换"
    basis: ClassVar[str] = "《行政许可法》第三十二条第一款第（四）项（应当一次告知全部内容）"
    advice: ClassVar[str] = "确属首次告知时遗漏的，由本地区监督人员说明理由、允许补充告知后再提出"
    paper: str


@dataclass(eq=False, kw_only=True)
class DeemedAccepted(Conflict):
    """Five working days have passed in silence: the case is accepted, and nothing of the counter moves it."""

    code: ClassVar[str] = "cases.deemed_accepted"
    says: ClassVar[str] = (
        "收到材料后五个工作日内没有告知，自%(received_on)s收到之日起已经视为受理，不能再“%(act_label)s”"
    )
    basis: ClassVar[str] = "《行政许可法》第三十二条第一款第（四）项"
    advice: ClassVar[str] = (
        "办件已经转入审查，由承办部门办理；不符合条件的，审查后依法作出不予许可的书面决定（第三十八条第二款）"
    )
    received_on: str
    act_label: str
    case: UUID


@dataclass(eq=False, kw_only=True)
class NoNoticeYet(Conflict):
    """Before the first notice every point may be told; nobody's leave is needed."""

    code: ClassVar[str] = "cases.no_notice_yet"
    says: ClassVar[str] = "该办件现在没有需要允许补充告知的内容"
    basis: ClassVar[str] = "《行政许可法》第三十二条第一款第（四）项"
    advice: ClassVar[str] = "只有已经告知过补正、尚未受理的办件，才需要监督人员允许补充告知"

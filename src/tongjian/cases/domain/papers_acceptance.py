"""The papers of acceptance that say more than their form: the correction notice, acceptance by silence."""

from collections.abc import Mapping

from tongjian.cases.domain.case import Case, CorrectionPoint
from tongjian.cases.domain.kinds import PERMIT
from tongjian.cases.domain.paper_verdicts import NewPoint
from tongjian.cases.domain.papers import Paper, PaperKind

_LAW = "《中华人民共和国行政许可法》第三十二条第一款第（四）项"


def correction_notice(
    case: Case, points: tuple[CorrectionPoint, ...], *, leaves: Mapping[str, NewPoint]
) -> Paper:
    """Return the one-time notice of everything to supplement.

    A point that the first notice forgot is told as the organ's own omission, with who allowed it and why.

    Args:
        case: the case.
        points: everything to supplement.
        leaves: supervisors' leaves by key of the point.

    Source: 行政许可法 Art. 32 (1) 4.
    """
    told = (
        f"你（单位）提出的“{case.frozen.item_name}”申请，经核对需要补正，"
        "现将需要补正的全部内容一次性告知如下。没有列出的材料已经核对通过，不需要重新提交。"
    )
    omitted = [(point, leaves[point.key]) for point in points if point.omitted and point.key in leaves]
    return Paper(
        kind=PaperKind.CORRECTION,
        title="补正材料一次性告知书",
        word="补",
        paragraphs=(told, *(_omission(point, leave) for point, leave in omitted)),
        rows=tuple((point.name, f"{place_words(point)}{point.remark}") for point in points),
        basis=_basis(case),
    )


def deemed_notice(case: Case) -> Paper:
    """Return the notice that silence has accepted an application; the limit runs from the day of receipt.

    Source: 行政许可法 Art. 32 (1) 4.
    """
    limit = case.frozen.promised or case.frozen.statutory
    days = f"办理时限{limit.days}个{limit.unit.value}，自该日起计算。" if limit else ""
    return Paper(
        kind=PaperKind.DEEMED,
        title="受理通知书（视为受理）",
        word="受",
        paragraphs=(
            f"本机关于{case.received_on.isoformat()}收到你（单位）提出的“{case.frozen.item_name}”申请材料，"
            "五个工作日内没有告知需要补正的内容。依照法律规定，该申请自收到申请材料之日起视为受理。" + days,
        ),
        rows=(("办件编号", case.number), ("申请人", case.applicant_name)),
        basis=_basis(case),
    )


def place_words(point: CorrectionPoint) -> str:
    """Return in words where in the paper a remark belongs; empty for the paper as a whole."""
    return f"第{point.page}页：" if point.page else ""


def _basis(case: Case) -> str:
    return _LAW if case.frozen.kind == PERMIT else f"参照{_LAW}"


def _omission(point: CorrectionPoint, leave: NewPoint) -> str:
    who = f"{leave.organisation_name}{leave.person_name}".strip()
    return (
        f"其中“{point.name}”一项应当在首次告知时一并提出，因本机关疏漏没有告知，经{who}核实同意补充告知，"
        f"理由：{leave.reason}。由此给你（单位）带来不便，谨致歉意。"
    )

"""The papers of acceptance that say more than their form: the correction notice, acceptance by silence."""

from collections.abc import Mapping

from tongjian.cases.domain.case import Case, CorrectionPoint
from tongjian.cases.domain.paper_templates import Filling
from tongjian.cases.domain.paper_verdicts import NewPoint
from tongjian.cases.domain.papers import Paper, PaperKind, paper_of


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
    omitted = [(point, leaves[point.key]) for point in points if point.omitted and point.key in leaves]
    fields: dict[str, Filling] = {
        "omissions": tuple(_omission(point, leave) for point, leave in omitted),
        "points": tuple((point.name, f"{place_words(point)}{point.remark}") for point in points),
    }
    return paper_of(case, PaperKind.CORRECTION, fields)


def deemed_notice(case: Case) -> Paper:
    """Return the notice that silence has accepted an application; the limit runs from the day of receipt.

    Source: 行政许可法 Art. 32 (1) 4.
    """
    limit = case.frozen.promised or case.frozen.statutory
    fields: dict[str, Filling] = {
        "received_on": case.received_on,
        "days": limit.days if limit else None,
        "unit": limit.unit.value if limit else None,
    }
    return paper_of(case, PaperKind.DEEMED, fields)


def place_words(point: CorrectionPoint) -> str:
    """Return in words where in the paper a remark belongs; empty for the paper as a whole."""
    return f"第{point.page}页：" if point.page else ""


def _omission(point: CorrectionPoint, leave: NewPoint) -> str:
    who = f"{leave.organisation_name}{leave.person_name}".strip()
    return (
        f"其中“{point.name}”一项应当在首次告知时一并提出，因本机关疏漏没有告知，经{who}核实同意补充告知，"
        f"理由：{leave.reason}。由此给你（单位）带来不便，谨致歉意。"
    )

"""The papers of an extension: the applicant is told the reasons. Source: 行政许可法 Art. 42."""

from tongjian.cases.domain.case import Case
from tongjian.cases.domain.paper_templates import Filling
from tongjian.cases.domain.papers import Paper, PaperKind, paper_of


def extension_notice(case: Case, *, days: int, reason: str, basis: str) -> Paper:
    """Return the notice of a granted extension; it states numbers of days, never a provisional date."""
    limit = case.frozen.statutory
    fields: dict[str, Filling] = {
        "days": days,
        "unit": limit.unit.value if limit else "工作日",
        "before": limit.days if limit else None,
        "after": limit.days + days if limit else None,
        "reason": reason,
        "article": basis,
    }
    return paper_of(case, PaperKind.EXTENSION, fields)

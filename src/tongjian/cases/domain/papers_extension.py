"""The papers of an extension: the applicant is told the reasons. Source: 行政许可法 Art. 42."""

from tongjian.cases.domain.case import Case
from tongjian.cases.domain.kinds import PERMIT
from tongjian.cases.domain.papers import Paper, PaperKind


def extension_notice(case: Case, *, days: int, reason: str, basis: str) -> Paper:
    """Return the notice of a granted extension; it states numbers of days, never a provisional date."""
    limit = case.frozen.statutory
    unit = limit.unit.value if limit else "工作日"
    whole = f"法定办理期限由{limit.days}{unit}延长至{limit.days + days}{unit}。" if limit else ""
    return Paper(
        kind=PaperKind.EXTENSION,
        title="延长办理期限告知书",
        word="延",
        paragraphs=(
            (
                f"你（单位）申请的“{case.frozen.item_name}”，经负责人批准，办理期限延长{days}{unit}。{whole}"
                "延长只有一次。"
            ),
            f"延长的理由：{reason}",
        ),
        rows=(("办件编号", case.number), ("申请人", case.applicant_name)),
        basis=basis if case.frozen.kind == PERMIT else f"参照{basis}",
    )

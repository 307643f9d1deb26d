"""The papers of deferred materials and pledges, and the decision that revokes."""

from datetime import date

from tongjian.cases.domain.case import Case
from tongjian.cases.domain.kinds import remedy_of
from tongjian.cases.domain.papers import Paper, PaperKind
from tongjian.cases.domain.pledge import Pledge


def pledge_paper(case: Case, pledge: Pledge) -> Paper:
    """Return the signed pledge as a paper of the case, to the letter.

    Source: 国办发〔2020〕42号.
    """
    paragraphs = tuple(f"【{heading}】{'；'.join(lines)}" for heading, lines in pledge.text.parts)
    signature = f"{pledge.signed_by_name}（{pledge.capacity}）{pledge.signed_at:%Y-%m-%d}"
    return Paper(
        kind=PaperKind.PLEDGE,
        title=pledge.text.title,
        word="诺",
        paragraphs=paragraphs,
        rows=(("办件编号", case.number), ("签署", signature), ("文本摘要", pledge.sha256[:32])),
        basis="国办发〔2020〕42号",
    )


def check_order(case: Case, findings: str, rectify_by: date) -> Paper:
    """Return the order to put right what the check of a pledge found."""
    return Paper(
        kind=PaperKind.PLEDGE_RECTIFICATION,
        title="承诺核查整改通知书",
        word="核",
        paragraphs=(
            f"经核查，“{case.frozen.item_name}”的承诺有下列不符：{findings}",
            f"请在 {rectify_by} 前整改。逾期不整改或者整改后仍不符合条件的，依法撤销决定。",
        ),
        rows=(("办件编号", case.number), ("申请人", case.applicant_name)),
        basis="国办发〔2020〕42号（加强事中事后监管）",
    )


def revocation(case: Case, reason: str, *, consequence: str, review_organ: str) -> Paper:
    """Return the decision to revoke. Source: 行政许可法 Art. 69."""
    told = (f"承诺时已经告知的后果：{consequence}",) if consequence else ()
    return Paper(
        kind=PaperKind.REVOCATION,
        title="撤销决定书",
        word="撤",
        paragraphs=(
            f"本机关对“{case.frozen.item_name}”作出的决定，因下列原因予以撤销：{reason}",
            *told,
            "撤销后，结果文书不再有效。",
        ),
        rows=(("办件编号", case.number), ("申请人", case.applicant_name)),
        basis="《中华人民共和国行政许可法》第六十九条",
        remedy=remedy_of(case.frozen.kind, review_organ=review_organ),
    )

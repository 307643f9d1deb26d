"""The papers of deferred materials and pledges, and the decision that revokes."""

from datetime import date

from tongjian.cases.domain.case import Case
from tongjian.cases.domain.kinds import remedy_of
from tongjian.cases.domain.paper_templates import Filling
from tongjian.cases.domain.papers import Paper, PaperKind, paper_of
from tongjian.cases.domain.pledge import Pledge


def pledge_paper(case: Case, pledge: Pledge) -> Paper:
    """Return the signed pledge as a paper of the case, to the letter.

    Source: 国办发〔2020〕42号.
    """
    signature = f"{pledge.signed_by_name}（{pledge.capacity}）{pledge.signed_at:%Y-%m-%d}"
    fields: dict[str, Filling] = {
        "heading": pledge.text.title,
        "parts": tuple(f"【{heading}】{'；'.join(lines)}" for heading, lines in pledge.text.parts),
        "signature": signature,
        "digest": pledge.sha256[:32],
    }
    return paper_of(case, PaperKind.PLEDGE, fields)


def check_order(case: Case, findings: str, rectify_by: date) -> Paper:
    """Return the order to put right what the check of a pledge found."""
    fields: dict[str, Filling] = {"findings": findings, "rectify_by": rectify_by}
    return paper_of(case, PaperKind.PLEDGE_RECTIFICATION, fields)


def revocation(case: Case, reason: str, *, consequence: str, review_organ: str) -> Paper:
    """Return the decision to revoke. Source: 行政许可法 Art. 69."""
    remedy = remedy_of(case.frozen.kind, review_organ=review_organ)
    fields: dict[str, Filling] = {"reason": reason, "consequence": consequence}
    return paper_of(case, PaperKind.REVOCATION, fields, remedy=remedy)

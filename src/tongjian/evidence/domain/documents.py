"""What is said on the documents that are issued; how it looks is the templates' matter."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled line of a table, as 建设规模 and 12000 平方米."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class LicenceDocument:
    """The result of a permit, confirmation or registration: a licence, an approval, a certificate.

    Attributes:
        title: as 建筑工程施工许可证.
        number: number of the licence.
        holder: who holds it.
        project: name of the project; empty when applied for alone.
        lines: contents of the licence, in order.
        issued_by: the issuing organ's full name.
        issued_on: date of issue.
        valid_from: first day of validity; None when not stated.
        valid_until: last day of validity; None for no end.
        verification_url: address that the QR code leads to.
        statement: the sentence above the table, with the legal basis.
        notes: small print below.
        licence_code: 电子证照标识; empty when none.
        holder_label: what the holder is called, as 建设单位.
    """

    title: str
    number: str
    holder: str
    project: str
    lines: tuple[Line, ...]
    issued_by: str
    issued_on: date
    verification_url: str
    valid_from: date | None = None
    valid_until: date | None = None
    statement: str = ""
    notes: tuple[str, ...] = ()
    licence_code: str = ""
    holder_label: str = "持证主体"


@dataclass(frozen=True, slots=True)
class DecisionDocument:
    """The decision that grants or refuses.

    Attributes:
        title: as 准予行政许可决定书.
        number: as 济任审〔2026〕12号.
        addressee: to whom.
        paragraphs: what was applied for and what is decided.
        reasons: why; must be given when it refuses.
        basis: the legal provisions.
        remedy: how to ask for reconsideration or sue, with organ and time limit; empty where none.
        issued_by: the organ.
        issued_on: date of the decision.
        verification_url: address for the QR code; empty for none.
    """

    title: str
    number: str
    addressee: str
    paragraphs: tuple[str, ...]
    issued_by: str
    issued_on: date
    reasons: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    remedy: str = ""
    verification_url: str = ""


@dataclass(frozen=True, slots=True)
class NoticeDocument:
    """A notice of the process: acceptance, correction, refusal to accept, pause, delivery.

    Attributes:
        title: as 受理通知书, 补正材料通知书, 不予受理决定书, 特别程序告知书, 送达回证.
        number: number of the document.
        addressee: to whom.
        paragraphs: the text.
        issued_by: the organ.
        issued_on: date.
        lines: a table of labelled facts.
        points: numbered points, as the materials to correct.
        basis: the legal provisions.
        remedy: how to appeal; empty where none.
        contact: whom to ask, and how.
        signature_slip: ask for the recipient's signature and date below, as on a delivery receipt.
    """

    title: str
    number: str
    addressee: str
    paragraphs: tuple[str, ...]
    issued_by: str
    issued_on: date
    lines: tuple[Line, ...] = ()
    points: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    remedy: str = ""
    contact: str = ""
    signature_slip: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptDocument:
    """The receipt of a filing (备案): received and complete, no approval.

    Attributes:
        title: as 备案回执.
        number: filing number.
        filer: who filed.
        project: what for.
        lines: what was filed.
        issued_by: the organ.
        issued_on: date.
        verification_url: address for the QR code; empty for none.
        statement: the sentence above the table.
    """

    title: str
    number: str
    filer: str
    project: str
    lines: tuple[Line, ...]
    issued_by: str
    issued_on: date
    verification_url: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class OpinionDocument:
    """An opinion of an organ, as in consultation, joint review or acceptance.

    Attributes:
        title: as 审查意见书.
        number: number of the document.
        addressee: to whom.
        subject: what it is about.
        conclusion: as 同意, 同意并附条件.
        paragraphs: the opinion.
        conditions: numbered conditions.
        issued_by: the organ.
        issued_on: date.
        verification_url: address for the QR code; empty for none.
    """

    title: str
    number: str
    addressee: str
    subject: str
    conclusion: str
    paragraphs: tuple[str, ...]
    issued_by: str
    issued_on: date
    conditions: tuple[str, ...] = ()
    verification_url: str = ""


Document = LicenceDocument | DecisionDocument | NoticeDocument | ReceiptDocument | OpinionDocument
"""Everything that can be set as a PDF."""

"""What the pages of a case show of its promises: owed papers, the pledge with its checks, credit notes."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongjian.cases import CaseSheet, CheckVerdict, CreditNote, DeferralStatus, Pledge
from tongjian.portal.parts import Cell, StateTag, Table, Tone

_STANDINGS = {
    DeferralStatus.PROMISED: (gettext_noop("待补交"), Tone.WARN),
    DeferralStatus.SUPPLIED: (gettext_noop("已补交，待核对"), Tone.ACTIVE),
    DeferralStatus.CONFIRMED: (gettext_noop("已补齐"), Tone.GOOD),
}
_CHECKS = {
    CheckVerdict.KEPT: (gettext_noop("承诺属实"), Tone.GOOD),
    CheckVerdict.RECTIFY: (gettext_noop("限期整改"), Tone.WARN),
    CheckVerdict.FALSE: (gettext_noop("承诺不实"), Tone.BAD),
}


@dataclass(frozen=True, slots=True)
class ShownPromises:
    """The promises of a case, ready to be drawn.

    Attributes:
        parts: heading and lines of the signed pledge; empty without one.
        signed: who signed it, as whom and when.
    """

    deferrals: Table
    consequence: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    signed: str
    checks: Table
    notes: tuple[CreditNote, ...]

    @property
    def any(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.deferrals.rows or self.parts or self.notes)


def promises_shown(sheet: CaseSheet) -> ShownPromises:
    """Return the promises of a case as its pages show them."""
    promises = sheet.promises
    pledge = promises.pledge
    return ShownPromises(
        deferrals=_deferrals(sheet),
        consequence=promises.consequence,
        parts=pledge.text.parts if pledge else (),
        signed=f"{pledge.signed_by_name}（{_(pledge.capacity)}） {pledge.signed_at:%Y-%m-%d}"
        if pledge
        else "",
        checks=_checks(sheet),
        notes=promises.notes,
    )


def _signature(pledge: Pledge) -> str:
    return f"{pledge.signed_by_name}（{_(pledge.capacity)}） {pledge.signed_at:%Y-%m-%d}"


def _deferrals(sheet: CaseSheet) -> Table:
    rows = []
    for one in sheet.promises.deferrals:
        words, tone = _STANDINGS[one.status]
        rows.append(
            (
                Cell(_(one.name), main=True, sub=one.remark),
                Cell(one.due_on, unbroken=True),
                Cell(StateTag(_(words), tone)),
                Cell(one.promised_by_name, unbroken=True),
            )
        )
    return Table(_("容缺材料"), (_("材料"), _("承诺补齐"), _("情况"), _("承诺人")), tuple(rows))


def _checks(sheet: CaseSheet) -> Table:
    rows = []
    for one in sheet.promises.checks:
        words, tone = _CHECKS[one.verdict]
        rows.append(
            (
                Cell(StateTag(_(words), tone)),
                Cell(one.findings, main=True),
                Cell(one.rectify_by or "—", unbroken=True),
                Cell(one.checked_by_name, unbroken=True),
                Cell(one.checked_at, unbroken=True),
            )
        )
    columns = (_("结论"), _("核查情况"), _("整改期限"), _("核查人"), _("时间"))
    return Table(_("承诺核查"), columns, tuple(rows))

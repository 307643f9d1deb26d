"""How long a project took, as a page shows it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tongjian.cases import StageMeasures
from tongjian.portal.parts import Cell, StateTag, Table, Tone


def measures_table(rows: Iterable[StageMeasures]) -> Table:
    """Return the measures of a project, a row for each stage and one for the whole."""
    shown = tuple(
        (
            Cell(_(one.name), main=True),
            Cell(_days(one.measures.span), number=True),
            Cell(_days(one.measures.approval), number=True),
            Cell(_days(one.measures.special), number=True),
            Cell(_days(one.measures.applicant), number=True),
            Cell(_days(one.measures.longest), number=True),
            Cell(_limit(one)),
        )
        for one in rows
    )
    columns = (
        _("阶段"),
        _("跨度用时"),
        _("审批用时"),
        _("特别程序用时"),
        _("建设单位用时"),
        _("最长事项用时合计"),
        _("阶段时限"),
    )
    return Table(_("用时"), columns, shown, roomy=True)


def _days(count: int) -> str:
    return _("%(days)s 天") % {"days": count}


def _limit(one: StageMeasures) -> StateTag | str:
    if one.limit is None:
        return "—"
    said = _("%(days)s 个工作日") % {"days": one.limit}
    return StateTag(_("%(limit)s，已超过") % {"limit": said}, Tone.BAD) if one.is_over else said

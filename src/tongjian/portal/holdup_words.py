"""Who holds a project up, said in the reader's language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tongjian.cases import Holdup


@dataclass(frozen=True, slots=True)
class HoldupView:
    """The sentence, by which right one waits, and what the reader can do about it.

    Attributes:
        mine: the project waits for the reader.
        href: the case concerned; empty where there is none.
    """

    sentence: str
    right: str
    advice: str
    mine: bool
    overdue: bool
    case: str


def holdup_view(what: Holdup) -> HoldupView:
    """Return what a project waits for; the parts stand in ``cases/domain/holdups.py``."""
    told = {"item": what.item, "who": _(what.who), "what": _(what.what)}
    said = (_("“%(item)s”在等%(who)s%(what)s") if what.item else _("项目在等%(who)s%(what)s")) % told
    since = _("，从 %(on)s 起") % {"on": what.since.isoformat()} if what.since else ""
    until = _("，最迟 %(on)s") % {"on": what.until.isoformat()} if what.until else ""
    late = _("，已经逾期") if what.overdue else ""
    facts = {name: _(fact) if fact else "" for name, fact in what.facts}
    return HoldupView(
        sentence=f"{said}{since}{until}{late}{_('。')}",
        right=_(what.right) % facts if what.right else "",
        advice=_(what.advice),
        mine=what.is_readers,
        overdue=what.overdue,
        case="" if what.case is None else str(what.case),
    )

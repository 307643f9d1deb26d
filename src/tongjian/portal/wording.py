"""Words for values of the catalogue, said the same on every page."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from tongjian.calendar import TimeUnit
from tongjian.cases import Wait
from tongjian.catalogue import KindOfAct, StatedLimit

KINDS_OF_ACT = {
    KindOfAct.PERMIT: gettext_noop("行政许可"),
    KindOfAct.CONFIRMATION: gettext_noop("行政确认"),
    KindOfAct.FILING: gettext_noop("备案"),
    KindOfAct.INTERNAL: gettext_noop("政府内部协作"),
    KindOfAct.SERVICE: gettext_noop("公用服务或中介服务"),
    KindOfAct.INSPECTION: gettext_noop("行政检查"),
}


def kind_name(kind: KindOfAct) -> str:
    """Return what a kind of act is called."""
    return _(KINDS_OF_ACT[kind])


def limit_text(stated: StatedLimit, *, short: bool = False) -> str:
    """Return a time limit in words, never converted between units; ``short`` leaves its conditions out."""
    if stated.limit is None:
        return (not short and stated.note) or _("未规定")
    days = stated.limit.days
    if days == 0:
        said = _("当日办结")
    elif stated.limit.unit is TimeUnit.WORKING_DAYS:
        said = ngettext("%(days)s个工作日", "%(days)s个工作日", days) % {"days": days}
    else:
        said = ngettext("%(days)s日", "%(days)s日", days) % {"days": days}
    return f"{said}（{stated.note}）" if stated.note and not short else said


def wait_in_words(what: Wait) -> str:
    """Return in the reader's language what an item waits for.

    The sentences stand in ``cases/domain/waiting.py``; their translations are in this room's English.
    """
    return _(what.says) % {"names": "；".join(what.names)}

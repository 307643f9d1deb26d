"""The public check of a licence: valid, invalid or unknown."""

from dataclasses import dataclass
from typing import assert_never

from django.http import HttpResponse
from django.utils.translation import gettext as _

from tongjian.cases import ResultStatus, Verification
from tongjian.cases import verify as verify_result
from tongjian.portal.answers import show
from tongjian.portal.parts import Fact, Tone
from tongjian.portal.ports import PageRequest
from tongjian.portal.refusals import page
from tongjian.portal.templatetags.tongjian import day

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check says."""

    tone: Tone
    title: str
    text: str


@page
def verify(request: PageRequest, code: str = "") -> HttpResponse:
    """Check a code or a number; whoever holds a licence may show it to anyone.

    The QR code on a licence leads here with the code in the path.
    """
    code = (code or request.GET.get("code", "")).replace("\x00", "").strip()[:_LONGEST]
    if not code:
        return show(request, "portal/visitor/verify.html", {"code": code})
    found = verify_result(request.rooms.cases, code)
    context = {"code": code, "outcome": _outcome(found), "facts": _facts(found)}
    return show(request, "portal/visitor/verify.html", context)


def _outcome(found: Verification) -> Outcome:
    match found.status:
        case ResultStatus.VALID:
            return Outcome(
                Tone.GOOD, _("有效"), _("本系统签发，目前有效。请核对以下内容与所出示的证照是否一致。")
            )
        case ResultStatus.INVALID:
            return Outcome(Tone.BAD, _("无效"), _(found.why) if found.why else _("该证照已失效或被撤销。"))
        case ResultStatus.UNKNOWN:
            return Outcome(
                Tone.WARN,
                _("查不到"),
                _("没有查到这个核验码或编号。请核对后重试；查不到不等于证照一定是假的，可向发证机关核实。"),
            )
    assert_never(found.status)


def _facts(found: Verification) -> list[Fact]:
    if found.status is ResultStatus.UNKNOWN:
        return []
    return [
        Fact(_("名称"), found.title),
        Fact(_("编号"), found.number),
        Fact(_("持有人"), found.holder_name),
        Fact(_("发证机关"), found.organ),
        Fact(_("发证日期"), day(found.issued_on)),
        Fact(_("有效期至"), day(found.valid_until) if found.valid_until else _("长期")),
    ]

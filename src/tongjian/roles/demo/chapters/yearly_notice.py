"""The State Council's notice for the coming year: dates that were provisional are worked out anew."""

from datetime import date, timedelta

from tongjian.calendar import fixed_holidays, shipped_years
from tongjian.roles.demo.chapters.sheets import Message
from tongjian.roles.demo.chapters.stage import Stage

_PLAIN = "P-04"
_ASKED_ON = (12, 28)
"""A Monday, so late that a date must reach into the next year."""


def import_notice(stage: Stage) -> None:
    """Accept without the notice, import a made-up one, and see the date fixed and told."""
    coming = shipped_years()[-1].year + 1
    stage.go_to(max(stage.today, date(coming - 1, *_ASKED_ON)))
    case = stage.accepted(stage.register("跨年期限演示厂房"), _PLAIN)
    before = stage.sheet(case).clocks.promised
    stage.check(before.provisional, "届满日暂定")
    administrator = stage.scene.people.named("sysadmin")
    administrator.act("/working-days", _notice(coming))
    after = stage.sheet(case).clocks.promised
    stage.check(not after.provisional and after.on != before.on, "届满日重新计算并确定")
    told = stage.agent.read("/messages", tuple[Message, ...])
    found = next((one for one in told if one.case == case and "重新计算" in one.title), None)
    stage.check(found is not None, "申请人已收到通知")
    stage.opine(case)
    stage.grant(case)
    stage.finish(case)
    stage.show(
        f"导入{coming}年放假通知（虚构）",
        case,
        f"承诺届满日由暂定 {before.on}（最迟 {before.latest}）重新计算为 {after.on}",
        f"系统消息告知申请人：{found.title if found else ''}",
    )


def _notice(year: int) -> dict[str, str | int]:
    off = {*fixed_holidays(year), *(date(year, 1, 2) + timedelta(days=more) for more in range(6))}
    return {
        "year": year,
        "source": f"国务院办公厅关于{year}年部分节假日安排的通知（虚构）",
        "effective_on": date(year - 1, 11, 20).isoformat(),
        "text": "\n".join(f"{day} 休" for day in sorted(off)),
    }

"""Keeping filters of the inbox under names: a convenience of one person, no act on any case."""

from dataclasses import replace

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.inbox import readable
from tongjian.cases.actions.texts import check_texts
from tongjian.cases.domain.readings import InboxFilter, SavedFilter
from tongjian.identity import Actor
from tongjian.kit import Invalid, Problem

_LONGEST_NAME = 20
_MOST = 20
_LONGEST_TEXT = 100


def list_filters(desk: Desk, actor: Actor) -> tuple[SavedFilter, ...]:
    """Return the filters the actor keeps, by name."""
    with desk.begin(actor.access()):
        return desk.filters.list_filters(actor.person)


def save_filter(desk: Desk, actor: Actor, *, name: str, wanted: InboxFilter) -> SavedFilter:
    """Keep a filter of the inbox under a name; one of the same name is replaced.

    Raises:
        Invalid: no name, too long, nothing narrowed, or more than twenty kept.
    """
    check_texts({"name": name})
    kept = SavedFilter(name.strip(), replace(readable(wanted), after=""))
    with desk.begin(actor.access()):
        others = [one.name for one in desk.filters.list_filters(actor.person) if one.name != kept.name]
        problems = _problems(kept, others)
        if problems:
            raise Invalid(problems=problems)
        desk.filters.save_filter(actor.person, kept=kept, at=desk.now())
    return kept


def drop_filter(desk: Desk, actor: Actor, *, name: str) -> None:
    """Forget a kept filter."""
    check_texts({"name": name})
    with desk.begin(actor.access()):
        desk.filters.drop_filter(actor.person, name)


def _problems(kept: SavedFilter, others: list[str]) -> tuple[Problem, ...]:
    checks = (
        (not kept.name, "name", "请为这组筛选条件起一个名称"),
        (len(kept.name) > _LONGEST_NAME, "name", "名称最多 20 个字"),
        (len(kept.wanted.text) > _LONGEST_TEXT, "text", "查找的文字最多 100 个字"),
        (kept.wanted == InboxFilter(), "", "请先选择筛选条件，再保存"),
        (len(others) >= _MOST, "", "最多保存 20 组筛选条件，请先删除不用的"),
    )
    return tuple(Problem(field, says) for is_wrong, field, says in checks if is_wrong)

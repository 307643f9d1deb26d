"""How long a stage takes on promised limits, and where that exceeds the stage limit."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from tongjian.catalogue.domain.applicability import applicability, applicable_items, prerequisites_of
from tongjian.catalogue.domain.catalogue import Catalogue, ProjectType
from tongjian.catalogue.domain.items import Item, ItemCode, KindOfAct, Verdict
from tongjian.rules import Facts


@dataclass(frozen=True, slots=True)
class CriticalPath:
    """The chain of items that decides how long a stage takes.

    Attributes:
        days: working days on promised limits; services and items without a promise count nothing.
        path: the items of the chain, first to last.
    """

    days: int
    path: tuple[ItemCode, ...] = ()


@dataclass(frozen=True, slots=True)
class LimitConflict:
    """The promised limits of a stage do not fit into its limit. Reported, never adjusted.

    Attributes:
        limit: limit of the stage in working days.
        certain: it holds for every project of the type; otherwise only where certain items apply.
    """

    project_type: str
    stage: str
    limit: int
    critical: CriticalPath
    certain: bool

    def text(self) -> str:
        """Return the Chinese sentence of the warning."""
        chain = " → ".join(self.critical.path)
        when = "必然" if self.certain else "在部分情形下"
        return (
            f"{self.project_type} 第 {self.stage} 阶段：承诺时限的关键路径{when}为 "
            f"{self.critical.days} 个工作日（{chain}），超过阶段时限 {self.limit} 个工作日"
        )


_Choose = Callable[[Iterable[CriticalPath]], CriticalPath]


def critical_path(catalogue: Catalogue, *, project_type: str, stage: str, facts: Facts) -> CriticalPath:
    """Return the longest chain of items of one stage for a project, on promised limits.

    Only items that surely apply count. Of alternatives the quickest counts, since any one is enough.

    Raises:
        UnknownEntry: the catalogue has no such project type.
    """
    items = applicable_items(catalogue, project_type=project_type, facts=facts)
    return _longest(catalogue, stage=stage, codes=items, choose=_quickest)


def find_limit_conflicts(catalogue: Catalogue) -> tuple[LimitConflict, ...]:
    """Return, per project type and stage, where the promised critical path exceeds the stage limit."""
    return tuple(
        conflict
        for project_type in catalogue.project_types
        for stage, limit in project_type.stage_limits
        if (conflict := _conflict(catalogue, project_type, stage=stage, limit=limit))
    )


def _conflict(
    catalogue: Catalogue, project_type: ProjectType, *, stage: str, limit: int
) -> LimitConflict | None:
    judged = applicability(catalogue, project_type=project_type.id, facts={})
    sure = {one.item.code for one in judged if one.verdict is Verdict.APPLIES}
    possible = {one.item.code for one in judged if one.verdict is not Verdict.DROPPED}
    least = _longest(catalogue, stage=stage, codes=sure, choose=_quickest)
    if least.days > limit:
        return LimitConflict(project_type.id, stage, limit, least, certain=True)
    most = _longest(catalogue, stage=stage, codes=possible, choose=_slowest)
    if most.days > limit:
        return LimitConflict(project_type.id, stage, limit, most, certain=False)
    return None


def _longest(
    catalogue: Catalogue, *, stage: str, codes: Collection[ItemCode], choose: _Choose
) -> CriticalPath:
    within = {item.code: item for item in catalogue.items_of(stage) if item.code in codes}
    done: dict[ItemCode, CriticalPath] = {}

    def finish(code: ItemCode) -> CriticalPath:
        if code not in done:
            item = within[code]
            terms = prerequisites_of(item, within)
            before = _slowest([choose(map(finish, term)) for term in terms] or [CriticalPath(0)])
            done[code] = CriticalPath(before.days + _days(item), (*before.path, code))
        return done[code]

    return _slowest([finish(code) for code in within] or [CriticalPath(0)])


def _days(item: Item) -> int:
    promised = item.limits.promised.limit
    return 0 if promised is None or item.kind is KindOfAct.SERVICE else promised.days


def _quickest(paths: Iterable[CriticalPath]) -> CriticalPath:
    return min(paths, key=lambda path: path.days)


def _slowest(paths: Iterable[CriticalPath]) -> CriticalPath:
    return max(paths, key=lambda path: path.days)

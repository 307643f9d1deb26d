"""The rules of deferred materials and pledges as data, correctable without a programmer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

import yaml

from tongjian.calendar import TimeLimit, TimeUnit
from tongjian.cases.domain.deferral import DeferralTerms
from tongjian.cases.domain.pledge import CreditKind, PledgeTerms
from tongjian.kit import Invalid, Problem


@dataclass(eq=False, kw_only=True)
class PromiseRulesUnsound(Invalid):
    """The data on deferring and pledging is incomplete; nothing of it was taken."""

    code: ClassVar[str] = "cases.promise_rules_unsound"
    says: ClassVar[str] = "容缺受理和告知承诺的配置有需要修改的地方"
    advice: ClassVar[str] = "请按提示逐条修改后重新载入"


@dataclass(frozen=True, slots=True, eq=False)
class PromiseRules:
    """What is in force on promises; ``source`` is the rule that credit notes of pledges rest on."""

    deferral: DeferralTerms
    pledges: Mapping[str, PledgeTerms]
    source: str


@cache
def shipped_promise_rules() -> PromiseRules:
    """Return the rules that ship with the product."""
    folder = files("tongjian.cases") / "data" / "promises"
    return read_promise_rules((folder / "deferral.yaml").read_bytes(), (folder / "pledge.yaml").read_bytes())


def read_promise_rules(deferral: bytes, pledge: bytes) -> PromiseRules:
    """Return the rules two YAML files hold.

    Raises:
        PromiseRulesUnsound: everything wrong with them at once.
    """
    late, told = yaml.safe_load(deferral), yaml.safe_load(pledge)
    problems = (*_deferral_problems(late), *_pledge_problems(told))
    if problems:
        raise PromiseRulesUnsound(problems=problems)
    return PromiseRules(
        deferral=_deferral(late),
        pledges={one["item"]: _pledge(one, told) for one in told["items"]},
        source=told["source"],
    )


def _deferral(raw: Mapping[str, Any]) -> DeferralTerms:
    return DeferralTerms(
        basis=raw["basis"],
        source=raw["source"],
        limit=_limit(raw["limit"]),
        extension=_limit(raw["extension"]),
        remind_before=tuple(raw["remind_before"]),
        consequence=raw["consequence"],
        items={one["item"]: _limit(one["limit"]) for one in raw["items"]},
        materials={one["key"]: _limit(one["limit"]) for one in raw["materials"]},
    )


def _pledge(raw: Mapping[str, Any], shared: Mapping[str, Any]) -> PledgeTerms:
    return PledgeTerms(
        item=raw["item"],
        basis=raw["basis"],
        source=raw["source"],
        conditions=tuple(raw["conditions"]),
        duties=tuple(raw.get("duties") or shared["duties"]),
        consequences=tuple(raw.get("consequences") or shared["consequences"]),
        check_limit=_limit(raw.get("check") or shared["check"]),
        rectify_limit=_limit(raw.get("rectify") or shared["rectify"]),
        blocks=frozenset(CreditKind(one) for one in shared["blocks"]),
    )


def _limit(raw: Mapping[str, Any]) -> TimeLimit:
    return TimeLimit(raw["days"], TimeUnit(raw["unit"]))


def _deferral_problems(raw: Mapping[str, Any]) -> Iterable[Problem]:
    rows = [*raw["items"], *raw["materials"]]
    yield from _unfounded(raw, "deferral", ("basis", "source", "consequence"))
    for at, row in enumerate(rows):
        yield from _unfounded(row, f"deferral.{at}", ("source",))
    for row in (raw, *rows):
        if row["limit"]["days"] < 1:
            yield Problem("deferral.limit", "补齐期限至少 1 天")


def _pledge_problems(raw: Mapping[str, Any]) -> Iterable[Problem]:
    yield from _unfounded(raw, "pledge", ("source", "duties", "consequences"))
    for row in raw["items"]:
        yield from _unfounded(row, f"pledge.{row['item']}", ("basis", "source", "conditions"))
    for name in ("check", "rectify"):
        yield from _unfounded(raw[name], f"pledge.{name}", ("source",))


def _unfounded(row: Mapping[str, Any], where: str, names: tuple[str, ...]) -> Iterable[Problem]:
    for name in names:
        if not row.get(name):
            yield Problem(f"{where}.{name}", "请填写；出处凭记忆的写 own knowledge")

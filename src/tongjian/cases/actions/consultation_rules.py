"""The rules of consultation as data: its kinds, where the law demands agreement, and whom to propose.

All of it can be corrected without a programmer; what is read is checked as a whole first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

import yaml

from tongjian.calendar import TimeLimit, TimeUnit
from tongjian.cases.domain.consultation import AnswerKind, ConsultationType, Silence, Unreasoned
from tongjian.kit import Invalid, Problem
from tongjian.rules import Fact, Facts, FeelValue, Model, Run, read_model

EVERY_ITEM = "*"
_DECISION = "proposals"


@dataclass(eq=False, kw_only=True)
class ConsultationRulesUnsound(Invalid):
    """The data on consultation contradicts itself or the law; nothing of it was taken."""

    code: ClassVar[str] = "cases.consultation_rules_unsound"
    says: ClassVar[str] = "征求意见的配置有需要修改的地方"
    advice: ClassVar[str] = "请按提示逐条修改后重新载入"


@dataclass(frozen=True, slots=True)
class ExpressAgreement:
    """Where the law demands a department's express agreement: silence never stands for it.

    Attributes:
        item: code of the item decided; ``*`` for every item.
        department: catalogue code of the department.
    """

    item: str
    department: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A department worth asking, by what the project has declared; the reviewer confirms it.

    Attributes:
        type: code of the kind of consultation.
        question: a first wording of the question.
    """

    department: str
    type: str
    question: str
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class ConsultationRules:
    """What is in force on consultations."""

    types: Mapping[str, ConsultationType]
    express: tuple[ExpressAgreement, ...]
    proposals: Model

    def express_for(self, *, item: str, department: str) -> ExpressAgreement | None:
        """Return the rule that demands a department's express agreement on an item, if there is one."""
        return next(
            (one for one in self.express if one.department == department and one.item in {EVERY_ITEM, item}),
            None,
        )

    def propose(self, facts: Facts) -> tuple[Proposal, ...]:
        """Return whom to consult by the facts a project has declared; an undeclared one proposes nobody."""
        known = self.proposals.inputs()
        inputs = {name: _feel(facts[name]) for name in known if name in facts}
        found = self.proposals.evaluate_decision(_DECISION, dict.fromkeys(known) | inputs, run=Run())
        return tuple(_proposal(row) for row in found) if isinstance(found, (list, tuple)) else ()


def _feel(fact: Fact) -> FeelValue:
    return Decimal(fact) if isinstance(fact, int) and not isinstance(fact, bool) else fact


def _proposal(row: object) -> Proposal:
    names = ("department", "type", "question", "source")
    values = [str(row.get(name) or "") for name in names] if isinstance(row, Mapping) else [""] * len(names)
    return Proposal(*values)


@cache
def shipped_consultation_rules() -> ConsultationRules:
    """Return the rules that ship with the product."""
    folder = files("tongjian.cases") / "data" / "consultation"
    return read_consultation_rules(
        (folder / "types.yaml").read_bytes(), (folder / "proposals.dmn").read_bytes()
    )


def read_consultation_rules(types: bytes, proposals: bytes) -> ConsultationRules:
    """Return the rules two files hold: kinds and express agreements as YAML, the proposals as DMN.

    Raises:
        ConsultationRulesUnsound: everything wrong with them at once.
        ModelRefused: the decision table is none.
    """
    raw = yaml.safe_load(types)
    problems = [
        *(one for at, row in enumerate(raw["types"]) for one in _type_problems(row, f"types.{at}")),
        *(one for at, row in enumerate(raw["express"]) for one in _unfounded(row, f"express.{at}")),
    ]
    if problems:
        raise ConsultationRulesUnsound(problems=tuple(problems))
    rules = ConsultationRules(
        types={row["code"]: _type(row) for row in raw["types"]},
        express=tuple(
            ExpressAgreement(str(row["item"]), row["department"], row["basis"], row["source"])
            for row in raw["express"]
        ),
        proposals=read_model(proposals),
    )
    unlawful = tuple(_proposal_problems(rules))
    if unlawful:
        raise ConsultationRulesUnsound(problems=unlawful)
    return rules


def _type(row: Mapping[str, Any]) -> ConsultationType:
    return ConsultationType(
        code=row["code"],
        name=row["name"],
        basis=row["basis"],
        source=row["source"],
        silence=Silence(row["silence"]),
        unreasoned=Unreasoned(row["unreasoned"]),
        positive=row["positive"],
        limit=_limit(row["limit"]),
        forwarded=_limit(row["forwarded"]) if row["forwarded"] else None,
        answers=tuple(AnswerKind(one) for one in row["answers"]),
    )


def _limit(row: Mapping[str, Any]) -> TimeLimit:
    return TimeLimit(row["days"], TimeUnit(row["unit"]))


def _unfounded(row: Mapping[str, Any], where: str) -> Iterable[Problem]:
    for name, says in (("basis", "请写明法律依据"), ("source", "请写明出处；凭记忆的写 own knowledge")):
        if not str(row.get(name) or "").strip():
            yield Problem(f"{where}.{name}", says)


def _type_problems(row: Mapping[str, Any], where: str) -> Iterable[Problem]:
    yield from _unfounded(row, where)
    if row["positive"] and row["silence"] == Silence.CONSENT.value:
        yield Problem(f"{where}.silence", "法律要求明确同意的，不能设置“逾期视为同意”")
    if row["positive"] and row["unreasoned"] != Unreasoned.REFUSED.value:
        yield Problem(f"{where}.unreasoned", "法律要求明确同意的，不说明理由的意见不能视为同意")
    if row["silence"] != Silence.CONSENT.value and row["unreasoned"] != Unreasoned.REFUSED.value:
        yield Problem(f"{where}.unreasoned", "沉默不视为同意的，不说明理由的意见也不能视为同意")
    if row["limit"]["days"] < 1:
        yield Problem(f"{where}.limit", "答复时限至少 1 天")
    if bool(row["forwarded"]) != (AnswerKind.FORWARDED.value in row["answers"]):
        yield Problem(f"{where}.forwarded", "可以答复“需转报上级”的，应当同时写明转报的时限")
    if not {AnswerKind.AGREE.value, AnswerKind.DISAGREE.value} <= set(row["answers"]):
        yield Problem(f"{where}.answers", "答复种类至少包括同意和不同意")


def _proposal_problems(rules: ConsultationRules) -> Iterable[Problem]:
    for one in _every_proposal(rules):
        found = rules.types.get(one.type)
        demanded = rules.express_for(item=EVERY_ITEM, department=one.department)
        if found is None:
            yield Problem(f"proposals.{one.department}", f"没有种类“{one.type}”")
        elif demanded is not None and found.silence is Silence.CONSENT:
            yield Problem(f"proposals.{one.department}", f"{demanded.basis}，不能用“{found.name}”")
        if not one.source:
            yield Problem(f"proposals.{one.department}", "请写明出处；凭记忆的写 own knowledge")


def _every_proposal(rules: ConsultationRules) -> tuple[Proposal, ...]:
    """Return what the table proposes to a project that has everything."""
    return rules.propose(dict.fromkeys(rules.proposals.inputs(), True)) + rules.propose(
        dict.fromkeys(rules.proposals.inputs(), 10**9)
    )

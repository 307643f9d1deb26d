"""Refusals of rules: texts that cannot be read, and evaluations that would never end."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from tongjian.kit import Invalid, Refusal


@dataclass(eq=False, kw_only=True)
class MalformedExpression(Refusal):
    """The text is not FEEL.

    Attributes:
        line: of the place where reading stopped, counted from 1.
        column: by code points, counted from 1.
        what: the Chinese sentence.
        near: the text at that place, cut short.
    """

    code: ClassVar[str] = "rules.malformed_expression"
    says: ClassVar[str] = "表达式第%(line)s行第%(column)s列写法不正确：%(what)s（%(near)s）"
    advice: ClassVar[str] = "请按 FEEL 的写法修改；名称应与输入数据的名称完全一致"
    line: int
    column: int
    what: str
    near: str = ""


@dataclass(eq=False, kw_only=True)
class BudgetExceeded(Refusal):
    """One evaluation would take more than it was given; no part of an answer comes out of it.

    Attributes:
        limit: what ran out.
        allowed: how much of it there was.
    """

    code: ClassVar[str] = "rules.budget_exceeded"
    says: ClassVar[str] = "规则运算超出限度（%(limit)s，上限%(allowed)s），已停止"
    advice: ClassVar[str] = "请检查规则中的循环、递归和过长的列表"
    limit: Literal["steps", "depth", "size", "seconds"]
    allowed: float


@dataclass(eq=False, kw_only=True)
class ModelRefused(Invalid):
    """A decision model has problems; all of them are named at once."""

    code: ClassVar[str] = "rules.model_refused"
    says: ClassVar[str] = "决策模型有需要修改的地方"

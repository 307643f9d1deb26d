"""The roots of the three kinds of error: refusals, outages, and (uncaught) bugs."""

from dataclasses import dataclass, fields
from typing import Any, ClassVar


@dataclass(eq=False, kw_only=True)
class Refusal(Exception):
    """The rules say no. Subclasses carry the facts as fields and a permanent ``code``.

    The three texts are Chinese templates with ``%(field)s`` places, translated at the edge:
    what is wrong, which rule says so, what to do next.
    """

    code: ClassVar[str] = "kit.refusal"
    says: ClassVar[str] = "系统不能执行该操作"
    basis: ClassVar[str] = ""
    advice: ClassVar[str] = ""

    def facts(self) -> dict[str, Any]:
        """Return the facts of the refusal by field name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        return f"{self.code}: {self.says % self.facts()}"


@dataclass(eq=False, kw_only=True)
class Absent(Refusal):
    """The thing asked for does not exist, or the asker may not know that it does (404)."""

    code: ClassVar[str] = "kit.absent"
    says: ClassVar[str] = "没有找到所请求的内容"
    advice: ClassVar[str] = "请检查链接，或返回列表重新选择"


@dataclass(eq=False, kw_only=True)
class Forbidden(Refusal):
    """The asker is known but may not do this (403)."""

    code: ClassVar[str] = "kit.forbidden"
    says: ClassVar[str] = "您没有执行该操作的权限"
    advice: ClassVar[str] = "如需办理，请联系本单位管理员授权"


@dataclass(eq=False, kw_only=True)
class Conflict(Refusal):
    """The thing has moved on since the asker last saw it (409)."""

    code: ClassVar[str] = "kit.conflict"
    says: ClassVar[str] = "内容已被更新，本次操作没有执行"
    advice: ClassVar[str] = "请查看最新状态后再操作"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one field of an input.

    Attributes:
        field: path of the field, dots between levels; empty for the whole.
        says: Chinese template with ``%(name)s`` places for ``facts``.
        facts: what fills the places.
    """

    field: str
    says: str
    facts: tuple[tuple[str, str], ...] = ()

    def text(self) -> str:
        """Return the Chinese sentence."""
        return self.says % dict(self.facts) if self.facts else self.says


@dataclass(eq=False, kw_only=True)
class Invalid(Refusal):
    """An input has problems; all of them are named at once (422)."""

    code: ClassVar[str] = "kit.invalid"
    says: ClassVar[str] = "填写的内容有需要修改的地方"
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        return f"{self.code}: " + "；".join(f"{p.field}: {p.text()}" for p in self.problems)


class Outage(Exception):
    """Someone else failed to answer; the work is retried and then shown to a person."""

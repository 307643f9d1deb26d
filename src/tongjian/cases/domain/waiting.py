"""What an item of a project waits for: a code and the names concerned, put into words at the edge."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

YOU = "您"
"""Stands for the reader where a project waits for its applicant."""


@dataclass(frozen=True, slots=True)
class Wait:
    """What has to happen before an item goes on.

    Attributes:
        code: permanent, for programs.
        says: the sentence in Chinese, ``%(names)s`` where the names stand; it is also the key of its
            translation.
        names: of those who must act, or of what is missing.
    """

    code: str
    says: str
    names: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the sentence in Chinese."""
        return self.says % {"names": "；".join(self.names)}


def for_answers() -> Wait:
    """Return the wait for facts of the project that are still undeclared."""
    return Wait("answers", "请先回答项目情形问题")


def for_tasks(names: tuple[str, ...]) -> Wait:
    """Return the wait for those who hold the open tasks of its case."""
    return Wait("tasks", "等待%(names)s", names)


def for_prerequisites(names: tuple[str, ...]) -> Wait:
    """Return the wait for results that must be there first."""
    return Wait("prerequisites", "需先取得：%(names)s", names)


def for_outside_system(name: str) -> Wait:
    """Return the wait for what is applied for and decided in another system."""
    return Wait("outside", "请到%(names)s办理", (name,))


def for_holder(name: str) -> Wait:
    """Return the wait for the organisation that begins the item itself."""
    return Wait("holder", "由%(names)s发起", (name,))


def for_applicant() -> Wait:
    """Return the wait for the applicant: nothing else stands in the way."""
    return Wait("applicant", "可以申报")


@dataclass(frozen=True, slots=True)
class Holdup:
    """What a project waits for now, in words that can be translated one by one.

    Attributes:
        code: permanent, for programs.
        who: for whom it waits; ``您`` when it is the reader.
        what: what they have to do.
        item: name of the item; empty when no item is concerned.
        since: since when; None where that is not known.
        until: the last day for it; None where nothing sets one.
        right: the rule by which one waits, places for ``facts``; empty where there is none.
        advice: what the applicant can do.
        overdue: the last day has passed.
        case: the case concerned.
    """

    code: str
    who: str
    what: str
    item: str
    since: date | None
    until: date | None
    right: str
    facts: tuple[tuple[str, str], ...]
    advice: str
    overdue: bool
    case: UUID | None

    @property
    def is_readers(self) -> bool:
        """Whether it waits for the reader."""
        return self.who == YOU

    def __str__(self) -> str:
        """Return the sentence in Chinese."""
        named = f"“{self.item}”" if self.item else "项目"
        since = f"，从{self.since:%Y-%m-%d}起" if self.since else ""
        right = f"；{self.right % dict(self.facts)}" if self.right else ""
        until = f"，最迟{self.until:%Y-%m-%d}" if self.until else ""
        late = "，已经逾期" if self.overdue else ""
        return f"{named}在等{self.who}{self.what}{since}{right}{until}{late}。{self.advice}"

"""What an item of a project waits for: a code and the names concerned, put into words at the edge."""

from dataclasses import dataclass


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

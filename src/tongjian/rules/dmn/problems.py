"""Problems of a model: all of them together, each with its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tongjian.kit import Problem
from tongjian.rules.dmn.expressions import Place
from tongjian.rules.errors import ModelRefused

MAX_PROBLEMS = 200
"""More are not collected: nobody reads them, and a hostile file could make millions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelProblem(Problem):
    """One thing wrong with one element of a model.

    Attributes:
        element: the element's id, or that of the nearest one around it that has an id.
        tag: the element's name in the file.
        line: line in the file, counted from 1.
        row: rule of a decision table, counted from 1.
        column: clause of a decision table, inputs first, counted from 1.
    """

    element: str
    tag: str
    line: int
    row: int | None = None
    column: int | None = None


@dataclass(slots=True)
class Problems:
    """Collects problems while a model is read, and refuses the model with all of them."""

    found: list[ModelProblem] = field(default_factory=list)

    def add(
        self, at: Place, says: str, *, row: int | None = None, column: int | None = None, **facts: object
    ) -> None:
        """Note a problem; ``says`` is a Chinese template with places for ``facts``."""
        problem = ModelProblem(
            field=_path(at, row, column),
            says=says,
            facts=tuple((name, str(value)[:200]) for name, value in facts.items()),
            element=at.id,
            tag=at.tag,
            line=at.line,
            row=row,
            column=column,
        )
        if len(self.found) < MAX_PROBLEMS and problem not in self.found:
            self.found.append(problem)

    def refuse(self) -> None:
        """Refuse the model if anything was found.

        Raises:
            ModelRefused: at least one problem.
        """
        if self.found:
            raise ModelRefused(problems=tuple(self.found))


def repeated(names: Iterable[str]) -> Iterator[int]:
    """Give the positions of names that stood before."""
    seen: set[str] = set()
    for position, name in enumerate(names):
        if name in seen:
            yield position
        seen.add(name)


def _path(at: Place, row: int | None, column: int | None) -> str:
    path = at.id or at.tag
    if row is not None:
        path += f".{row}"
    if column is not None:
        path += f".{column}"
    return path

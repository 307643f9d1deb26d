"""The source tree as the architecture tests see it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "tongjian"
ROOMS = tuple(sorted(folder.name for folder in SOURCE.iterdir() if (folder / "__init__.py").exists()))

type_of_function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One file of Python.

    Attributes:
        path: from the root of the project.
        lines: number of lines.
        tree: parsed.
    """

    path: Path
    lines: int
    tree: ast.Module

    def functions(self) -> Iterator[type_of_function]:
        """Every function and method, also nested ones."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def at(self, node: ast.stmt | ast.expr) -> str:
        """Name a place for a message."""
        return f"{self.path}:{node.lineno}"


@cache
def modules() -> tuple[Module, ...]:
    """Every file of the product but migrations."""
    found = []
    for file in sorted(SOURCE.rglob("*.py")):
        if "migrations" in file.parts:
            continue
        text = file.read_text(encoding="utf-8")
        found.append(Module(file.relative_to(ROOT), text.count("\n"), ast.parse(text)))
    return tuple(found)


def body_lines(function: type_of_function) -> int:
    """Return the number of lines of a function, its docstring not counted."""
    length = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    ):
        length -= (first.end_lineno or first.lineno) - first.lineno + 1
    return length

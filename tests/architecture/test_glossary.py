"""One legal term, one English word: the glossary and the code name the same things."""

import ast
import re
from functools import cache

from tests.architecture.source import ROOT, Module, modules

ROW = re.compile(r"^\|(?P<cells>.+)\|\s*$")
REFUSALS = {"Refusal", "Absent", "Forbidden", "Conflict", "Invalid", "ValueError", "Exception"}
PURE_ROOMS = {"calendar", "rules"}


@cache
def glossary() -> tuple[tuple[str, ...], ...]:
    """The rows of every table of the glossary, cell by cell, heads and rules left out."""
    rows = []
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines():
        found = ROW.match(line)
        if found and not set(line) <= set("|-: "):
            rows.append(tuple(cell.strip() for cell in found["cells"].split("|")))
    return tuple(row for row in rows if row[0] != "中文")


def identifiers() -> set[str]:
    return {name for row in glossary() for name in re.findall(r"`(\w+)`", row[2])}


def test_every_row_has_its_five_columns_and_an_identifier() -> None:
    assert len(glossary()) > 60
    assert [row for row in glossary() if len(row) != 5 or not re.search(r"`\w+`", row[2])] == []


def test_every_identifier_of_the_glossary_stands_in_the_code() -> None:
    defined = {name for module in modules() for name in defined_names(module)}
    assert identifiers() - defined == set()


def test_every_public_class_of_the_domain_stands_in_the_glossary() -> None:
    missing = {
        f"{module.path}: {node.name}"
        for module in modules()
        if "domain" in module.path.parts
        or (module.path.parts[2] in PURE_ROOMS and "store" not in module.path.parts)
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not refuses(node)
        if node.name not in identifiers()
    }
    assert not missing, "\n".join(sorted(missing))


def test_no_identifier_is_explained_twice_in_the_same_room() -> None:
    seen = [(row[0], row[2]) for row in glossary()]
    assert sorted(set(seen)) == sorted(seen)


def refuses(node: ast.ClassDef) -> bool:
    """Refusals are named by the sentence they say; they need no word of their own."""
    bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
    return bool(bases & REFUSALS) or any(base.endswith(("Error", "Refusal")) for base in bases)


def defined_names(module: Module) -> set[str]:
    names = set()
    for node in ast.walk(module.tree):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                names.add(name)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
            case _:
                pass
    return names

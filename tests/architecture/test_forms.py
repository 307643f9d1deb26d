import ast
from collections.abc import Iterator
from functools import cache

from tests.architecture.source import SOURCE, Module, modules, type_of_function

NO_EDGE = {"utils", "helpers", "common", "base", "core", "manager", "misc", "service"}
INSTANTS = {"now", "today", "utcnow", "new_id", "uuid4", "uuid1", "urandom", "time_ns"}
SIGNED_BY_THE_DESIGN = {"decide"}
"""``decide(process, state, command)`` is the engine's one signature, as everywhere in the literature."""


def test_no_file_or_folder_bears_a_name_without_an_edge() -> None:
    named = [str(m.path) for m in modules() if NO_EDGE & {part.removesuffix(".py") for part in m.path.parts}]
    assert named == []


def test_nothing_is_imported_for_type_checkers_alone() -> None:
    found = [m.at(node) for m in modules() for node in ast.walk(m.tree) if named(node) == "TYPE_CHECKING"]
    assert not found, "\n".join(found)


def test_imports_stand_at_the_top() -> None:
    found = [
        m.at(node)
        for m in modules()
        for function in m.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not found, "\n".join(found)


def test_the_domain_asks_neither_clock_nor_chance() -> None:
    pure = [m for m in modules() if "domain" in m.path.parts or m.path.parts[2] in {"rules", "calendar"}]
    found = [
        m.at(node)
        for m in pure
        for node in ast.walk(m.tree)
        if isinstance(node, ast.Call) and named(node.func) in INSTANTS
    ]
    assert pure
    assert not found, "\n".join(found)


def test_what_a_room_exports_takes_no_more_than_two_parameters_by_position() -> None:
    found = [
        f"{m.at(function)} {function.name}"
        for m in modules()
        for function in exported_functions(m)
        if positional(function) > 2 and function.name not in SIGNED_BY_THE_DESIGN
    ]
    assert not found, "\n".join(found)


def test_no_signal_and_no_generic_foreign_key_joins_rooms() -> None:
    forbidden = ("django.dispatch", "django.db.models.signals", "django.contrib.contenttypes.fields")
    found = [
        m.at(node)
        for m in modules()
        for node in ast.walk(m.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(forbidden)
    ]
    assert not found, "\n".join(found)


def named(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
            return name
        case _:
            return ""


def exported_functions(module: Module) -> Iterator[ast.FunctionDef]:
    """The functions, and the public methods of the classes, that the room's entry names."""
    names = exports(module.path.parts[2])
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in names:
            yield node
        if isinstance(node, ast.ClassDef) and node.name in names:
            yield from (n for n in node.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_"))


@cache
def exports(room: str) -> frozenset[str]:
    entry = SOURCE / room / "__init__.py"
    if not entry.exists():
        return frozenset()
    for node in ast.parse(entry.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and named(node.targets[0]) == "__all__":
            return frozenset(ast.literal_eval(node.value))
    return frozenset()


def positional(function: type_of_function) -> int:
    names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    own = [name for name in names if name not in {"self", "cls", "request"}]
    return len(own)

"""Context functions. Source: DMN 1.5, 10.3.4.10."""

from collections.abc import Mapping
from typing import Final

from tongjian.rules.feel.builtins.signatures import Overload, anything, define, entries, members, text
from tongjian.rules.feel.values import Fault, Value
from tongjian.rules.running import Run

_Context = Mapping[str, Value]


def _get_value(_run: Run, context: _Context, key: str) -> Value:
    if key not in context:
        raise Fault("没有名为“%(name)s”的条目", code="rules.feel.no_such_entry", name=key)
    return context[key]


def _get_entries(run: Run, context: _Context) -> Value:
    run.grow(len(context))
    return tuple({"key": key, "value": value} for key, value in context.items())


def _context(run: Run, given: tuple[Value, ...]) -> Value:
    run.grow(len(given))
    made: dict[str, Value] = {}
    for entry in given:
        if not isinstance(entry, Mapping) or not {"key", "value"} <= entry.keys():
            raise Fault("每个条目应有 key 和 value", code="rules.feel.wrong_argument")
        key = entry["key"]
        if not isinstance(key, str):
            raise Fault("条目的 key 应为文本", code="rules.feel.wrong_argument")
        if key in made:
            raise Fault("条目“%(name)s”重复", code="rules.feel.entry_twice", name=key)
        made[key] = entry["value"]
    return made


def _put(run: Run, context: _Context, key: str, value: Value) -> Value:
    run.grow(len(context) + 1)
    return {**context, key: value}


def _put_deep(run: Run, context: _Context, keys: tuple[Value, ...], value: Value) -> Value:
    """Put a value at the end of a path; every entry on the way must be a context already."""
    path: list[tuple[_Context, str]] = []
    present: Value = context
    for key in keys:
        if not isinstance(key, str) or not isinstance(present, Mapping):
            raise Fault("路径上应都是上下文的条目名", code="rules.feel.wrong_argument")
        path.append((present, key))
        present = present.get(key)
    if not path:
        raise Fault("路径不能为空", code="rules.feel.empty_list")
    made = value
    for outer, key in reversed(path):
        made = _put(run, outer, key, made)
    return made


def _merge(run: Run, given: tuple[Value, ...]) -> Value:
    made: dict[str, Value] = {}
    for one in given:
        if not isinstance(one, Mapping):
            raise Fault("只有上下文可以合并", code="rules.feel.wrong_argument")
        run.charge(len(one))
        made.update(one)
    run.grow(len(made))
    return made


CONTEXTS: Final = (
    define("get value", Overload((entries("m"), text("key")), _get_value)),
    define("get entries", Overload((entries("m"),), _get_entries)),
    define("context", Overload((members("entries"),), _context)),
    define(
        "context put",
        Overload((entries("context"), text("key"), anything("value")), _put),
        Overload((entries("context"), members("keys"), anything("value")), _put_deep),
    ),
    define("context merge", Overload((members("contexts"),), _merge)),
)
"""The functions of this section."""

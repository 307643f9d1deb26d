"""From files to one document: safe YAML and JSON, merged, canonical, known by its hash."""

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import rfc8785
import yaml

from tongjian.catalogue.errors import MalformedCatalogue
from tongjian.kit import Problem

_MAX_FILE_CHARACTERS = 2_000_000
_MAX_DEPTH = 40
_FORMS = "forms"

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class CatalogueDocument:
    """The whole source of an edition.

    Attributes:
        text: canonical JSON (RFC 8785).
        hash: SHA-256 of the text, in hex.
    """

    text: str
    hash: str


class _PlainLoader(yaml.CSafeLoader):
    """Safe YAML with nothing implicit but text, numbers, yes/no and nothing."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":merge"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def merge_documents(texts: Mapping[str, str]) -> CatalogueDocument:
    """Read catalogue files, text by file name, into one document.

    A ``.json`` file is a form. In ``.yaml`` files lists of the same name are joined; any other entry
    may stand in one file only.

    Raises:
        MalformedCatalogue: hostile or broken text, an entry given twice.
    """
    problems: list[Problem] = []
    merged: dict[str, Json] = {_FORMS: []}
    for name in sorted(texts):
        data = _read(name, texts[name], problems)
        if name.endswith(".json"):
            data = {_FORMS: [data]}
        if isinstance(data, dict):
            _join(merged, data, name, problems)
        elif not problems:
            problems.append(Problem(name, "文件最外层应为对象"))
    if problems:
        raise MalformedCatalogue(problems=tuple(problems))
    text = _canonical(merged)
    return CatalogueDocument(text, hashlib.sha256(text.encode()).hexdigest())


def document_from(text: str) -> CatalogueDocument:
    """Return the document of a canonical JSON text that was kept."""
    return CatalogueDocument(text, hashlib.sha256(text.encode()).hexdigest())


def _canonical(merged: dict[str, Json]) -> str:
    try:
        return rfc8785.dumps(merged).decode()
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as cause:
        problem = Problem("", "内容含有不能规范化的数字或字符")
        raise MalformedCatalogue(problems=(problem,)) from cause


def _read(name: str, text: str, problems: list[Problem]) -> Json:
    if len(text) > _MAX_FILE_CHARACTERS:
        problems.append(Problem(name, "文件超过允许的大小"))
        return None
    try:
        data: Json = _read_json(text) if name.endswith(".json") else _read_yaml(text)
    except (yaml.YAMLError, ValueError, RecursionError) as cause:
        detail = " ".join(str(cause).split())[:300]
        problems.append(Problem(name, "文件不能解析：%(detail)s", (("detail", detail),)))
        return None
    return data


def _read_json(text: str) -> Json:
    data: Json = json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_no_constant)
    _check_depth(data)
    return data


def _without_repeats(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("同一对象中有重复的键")
    return found


def _no_constant(name: str) -> Json:
    raise ValueError(name)


def _check_depth(data: Json, depth: int = 0) -> None:
    if depth > _MAX_DEPTH:
        raise ValueError("嵌套过深")
    values: Iterator[Json] = iter(())
    if isinstance(data, dict):
        values = iter(data.values())
    elif isinstance(data, list):
        values = iter(data)
    for value in values:
        _check_depth(value, depth + 1)


def _read_yaml(text: str) -> Json:
    depth = 0
    for event in yaml.parse(text, Loader=_PlainLoader):
        if isinstance(event, yaml.AliasEvent):
            raise ValueError("不允许使用别名引用")  # noqa: TRY004 - not a wrong type: an alias can be a bomb
        if getattr(event, "tag", None) is not None:
            raise ValueError("不允许使用类型标签")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise ValueError("嵌套过深")
    loader = _PlainLoader(text)
    try:
        node = loader.get_single_node()
        return None if node is None else _plain(node, loader)
    finally:
        loader.dispose()


def _plain(node: yaml.Node, loader: _PlainLoader) -> Json:
    if isinstance(node, yaml.MappingNode):
        return _without_repeats([(_key(key), _plain(value, loader)) for key, value in node.value])
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value, loader) for value in node.value]
    value = loader.construct_object(node)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("数字不是有限的")
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise ValueError("不允许的数据类型")


def _key(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise ValueError("键应为文字")  # noqa: TRY004 - the text is at fault, not a caller
    return str(node.value)


def _join(merged: dict[str, Json], data: dict[str, Json], name: str, problems: list[Problem]) -> None:
    for key, value in data.items():
        present = merged.get(key)
        if isinstance(present, list) and isinstance(value, list):
            present.extend(value)
        elif key in merged:
            problems.append(Problem(f"{name}:{key}", "该部分在多个文件中重复出现"))
        else:
            merged[key] = value

"""Reading a model together with those it imports.

Source: DMN 1.5, 6.3.3 (import).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tongjian.rules.dmn.building import Builder
from tongjian.rules.dmn.elements import Definitions, DrgElement, Import
from tongjian.rules.dmn.model import Model, register_of
from tongjian.rules.dmn.nodes import Key, Node
from tongjian.rules.dmn.problems import Problems
from tongjian.rules.dmn.reading import read_definitions
from tongjian.rules.dmn.reading.vocabulary import MODEL_NAMESPACES
from tongjian.rules.dmn.requirements import Requirements
from tongjian.rules.dmn.types import TypeTable
from tongjian.rules.errors import ModelRefused

_DEEPEST = 20


def read_model(xml: bytes, *, others: Iterable[bytes] = ()) -> Model:
    """Return the model in a DMN file.

    Args:
        xml: the file.
        others: files that it may import, by their namespaces.

    Raises:
        ModelRefused: anything is wrong with it; all problems are named at once.
    """
    model = read_draft(xml, others=others)
    if model.problems:
        raise ModelRefused(problems=model.problems)
    return model


def read_draft(xml: bytes, *, others: Iterable[bytes] = ()) -> Model:
    """Return a model that may have problems, as an editor holds it; what is wrong gives null.

    Raises:
        ModelRefused: the file is not XML that is read here, or not DMN 1.2 to 1.5.
    """
    definitions, problems = read_definitions(xml)
    return _Library(_by_namespace(others)).build(definitions, problems, 0)


def _by_namespace(files: Iterable[bytes]) -> dict[str, tuple[Definitions, Problems]]:
    found: dict[str, tuple[Definitions, Problems]] = {}
    for file in files:
        try:
            definitions, problems = read_definitions(file)
        except ModelRefused:
            continue  # missed only where something imports it, and then by name
        found.setdefault(definitions.namespace, (definitions, problems))
    return found


@dataclass(slots=True)
class _Library:
    """The models at hand, by namespace, and those already built."""

    files: Mapping[str, tuple[Definitions, Problems]]
    built: dict[str, Model] = field(default_factory=dict)
    building: list[str] = field(default_factory=list)

    def build(self, definitions: Definitions, problems: Problems, depth: int) -> Model:
        """Build a model after those it imports."""
        self.building.append(definitions.namespace)
        imported = self._imported(definitions, problems, depth)
        self.building.pop()
        types = TypeTable(
            definitions.item_definitions, {name: model.types for name, model in imported.items()}, problems
        )
        foreign: dict[Key, DrgElement] = {}
        nodes: dict[Key, Node] = {}
        for model in imported.values():
            nodes.update(model.nodes)
            namespace = model.definitions.namespace
            foreign.update({(namespace, one.at.id): one for one in model.definitions.elements})
        joined = self._joined(definitions)
        foreign.update(joined)
        requirements = Requirements(definitions, foreign, {key[1]: key for key in reversed(joined)}, problems)
        requirements.check()
        prefixes = {model.definitions.namespace: name for name, model in imported.items()}
        builder = Builder(requirements, types, prefixes, nodes)
        builder.build()
        register = register_of(nodes, definitions.namespace)
        return Model(definitions, nodes, register, types, tuple(problems.found), tuple(builder.tables))

    def _joined(self, definitions: Definitions) -> dict[Key, DrgElement]:
        """The elements that imports without a name make the model's own; the nearest one of a name counts."""
        joined: dict[Key, DrgElement] = {}
        taken = {element.name for element in definitions.elements}
        seen = {definitions.namespace}
        waiting = [definitions]
        while waiting:
            for one in waiting.pop(0).imports:
                model = self.built.get(one.namespace)
                if one.name or model is None or one.namespace in seen:
                    continue
                seen.add(one.namespace)
                fresh = [element for element in model.definitions.elements if element.name not in taken]
                joined.update({(one.namespace, element.at.id): element for element in fresh})
                taken.update(element.name for element in fresh)
                waiting.append(model.definitions)
        return joined

    def _imported(self, definitions: Definitions, problems: Problems, depth: int) -> dict[str, Model]:
        """The models that a model imports, by the names it gives them."""
        imported: dict[str, Model] = {}
        for one in definitions.imports:
            model = self._import(one, problems, depth)
            if model is None:
                continue
            if one.name in imported:
                problems.add(one.at, "引入的名称重复：%(name)s", name=one.name)
            imported[one.name] = model
        return imported

    def _import(self, one: Import, problems: Problems, depth: int) -> Model | None:
        if one.import_type not in MODEL_NAMESPACES:
            problems.add(one.at, "不支持引入这种文件：%(type)s", type=one.import_type)
            return None
        if one.namespace in self.building or depth >= _DEEPEST:
            problems.add(one.at, "模型循环引入：%(namespace)s", namespace=one.namespace)
            return None
        if one.namespace not in self.files:
            problems.add(one.at, "没有找到引入的模型：%(namespace)s", namespace=one.namespace)
            return None
        if one.namespace not in self.built:
            definitions, found = self.files[one.namespace]
            self.built[one.namespace] = self.build(definitions, found, depth + 1)
        model = self.built[one.namespace]
        if model.problems:
            problems.add(
                one.at,
                "引入的模型有 %(count)s 处问题，例如 %(first)s",
                count=len(model.problems),
                first=model.problems[0].text(),
            )
        return model

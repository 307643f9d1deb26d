"""The types a model may name: those of FEEL, its own item definitions, those of the models it imports.

Source: DMN 1.5, 7.3.2; 10.3.2.2.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from tongjian.rules.dmn.elements import ItemDefinition
from tongjian.rules.dmn.expressions import InformationItem, LiteralExpression, Place
from tongjian.rules.dmn.problems import Problems, repeated
from tongjian.rules.dmn.types.item_type import (
    ANYTHING,
    ItemType,
    collection_of,
    constrained,
    function_of,
    plain_type,
    structure_of,
)
from tongjian.rules.errors import MalformedExpression
from tongjian.rules.feel import UnaryTests, compile_unary_tests
from tongjian.rules.feel.names import NONE
from tongjian.rules.feel.values import Value
from tongjian.rules.feel.values.shapes import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_AND_TIME,
    DAY_TIME_DURATION,
    NULL,
    NUMBER,
    STRING,
    TIME,
    YEAR_MONTH_DURATION,
    ContextType,
    ListType,
    RangeType,
    Type,
)
from tongjian.rules.running import Run

_BUILT_IN: Final[dict[str, Type]] = {
    "Any": ANY,
    "Null": NULL,
    "number": NUMBER,
    "string": STRING,
    "boolean": BOOLEAN,
    "date": DATE,
    "time": TIME,
    "date and time": DATE_AND_TIME,
    "dateTime": DATE_AND_TIME,
    "days and time duration": DAY_TIME_DURATION,
    "day and time duration": DAY_TIME_DURATION,
    "dayTimeDuration": DAY_TIME_DURATION,
    "years and months duration": YEAR_MONTH_DURATION,
    "year and month duration": YEAR_MONTH_DURATION,
    "yearMonthDuration": YEAR_MONTH_DURATION,
    "list": ListType(ANY),
    "range": RangeType(ANY),
    "context": ContextType({}),
}
_NOT_RESERVED: Final = frozenset({"list", "range", "context"})
_DEEPEST: Final = 40
_HEAVIEST: Final = 10_000


class TypeTable:
    """The types of one model by name; each is made when it is first asked for.

    Attributes:
        shapes: those of the declared types, for ``instance of``.
    """

    def __init__(
        self,
        definitions: tuple[ItemDefinition, ...],
        imported: "Mapping[str, TypeTable]",
        problems: Problems,
    ) -> None:
        self._definitions = {one.name: one for one in definitions}
        self._imported = imported
        self._problems = problems
        self._made: dict[str, ItemType] = {
            name: plain_type(name, kind)
            for name, kind in _BUILT_IN.items()
            if name not in self._definitions or name not in _NOT_RESERVED
        }
        self._making: list[str] = []
        for position in repeated(one.name for one in definitions):
            again = definitions[position]
            problems.add(again.at, "类型名称重复：%(name)s", name=again.name)
        for one in definitions:
            self.named(one.name, one.at)
        found = {name: self.find(name) for name in self.names()}
        self.shapes: Mapping[str, Type] = {
            name: kind.shape for name, kind in found.items() if kind is not None
        }

    def names(self) -> tuple[str, ...]:
        """Return the names of the model's own types and those of its imports."""
        imported = (
            f"{prefix}.{name}" if prefix else name
            for prefix, table in self._imported.items()
            for name in table.names()
        )
        return (*self._definitions, *imported)

    def find(self, name: str) -> ItemType | None:
        """Return the type of this name; None where there is none."""
        if name in self._definitions and name not in self._made:
            return self._make_defined(self._definitions[name])
        if name in self._made:
            return self._made[name]
        for prefix, table in self._imported.items():
            inner = name if not prefix else name.removeprefix(f"{prefix}.")
            if (not prefix or inner != name) and (found := table.find(inner)) is not None:
                return found
        return None

    def named(self, name: str | None, at: Place) -> ItemType:
        """Return the type of this name, that of anything where none is given; an unknown one is noted."""
        if name is None:
            return ANYTHING
        found = self.find(name)
        if found is None:
            self._problems.add(at, "没有名为 %(type)s 的类型", type=name)
            return ANYTHING
        return found

    def of(self, item: InformationItem) -> ItemType:
        """Return the type declared for a variable, parameter or column."""
        return self.named(item.type_ref, item.at)

    def _make_defined(self, definition: ItemDefinition) -> ItemType:
        name = definition.name
        if name in self._making:
            return self._again(definition)
        if len(self._making) > _DEEPEST:
            self._problems.add(definition.at, "类型 %(name)s 引用层数过多", name=name)
            return ANYTHING
        self._making.append(name)
        made = self._make(definition, name)
        self._making.pop()
        if made.weight > _HEAVIEST:
            self._problems.add(definition.at, "类型 %(name)s 由过多的类型组成", name=name)
            made = ANYTHING
        self._made[name] = made
        return made

    def _again(self, definition: ItemDefinition) -> ItemType:
        """A type inside itself: allowed through a structure, not as a mere other name."""
        name = definition.name
        start = self._making.index(name)
        if not any(self._definitions[one].components for one in self._making[start:]):
            self._problems.add(definition.at, "类型 %(name)s 循环引用自身", name=name)
            return ANYTHING

        def accepts(value: Value, run: Run) -> bool:
            return self._made[name].accepts(value, run)

        return ItemType(name, ANY, accepts)

    def _make(self, definition: ItemDefinition, name: str) -> ItemType:
        made = self._shape(definition, name)
        if definition.allowed_values is not None:
            tests = self._tests(definition.allowed_values)
            made = made if tests is None else constrained(made, tests, whole=False)
        if definition.is_collection:
            made = collection_of(name, made)
        if definition.type_constraint is not None:
            tests = self._tests(definition.type_constraint)
            made = made if tests is None else constrained(made, tests, whole=True)
        return made

    def _shape(self, definition: ItemDefinition, name: str) -> ItemType:
        if definition.components:
            parts = {one.name: self._make(one, one.name) for one in definition.components}
            return structure_of(name, parts)
        if definition.function is not None:
            function = definition.function
            parameters = tuple((one.name, self.of(one)) for one in function.parameters)
            return function_of(name, parameters, self.named(function.output_type_ref, definition.at))
        inner = self.named(definition.type_ref, definition.at)
        return replace(inner, name=name)

    def _tests(self, written: LiteralExpression) -> UnaryTests | None:
        try:
            return compile_unary_tests(written.text, names=NONE)
        except MalformedExpression as malformed:
            self._problems.add(written.at, "取值范围写法不正确：%(why)s", why=malformed.what)
            return None

"""Turning syntax into closures: where names live, how faults become diagnostics."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from tongjian.rules.feel.names import Names
from tongjian.rules.feel.syntax import Place, Syntax
from tongjian.rules.feel.values import Fault, Function, Value
from tongjian.rules.feel.values.shapes import Type
from tongjian.rules.running import Budget, Run, Span

Frame: TypeAlias = list[Any]
"""What names stand for while an expression is computed: the variables handed in, then the local ones."""

Node: TypeAlias = Callable[[Frame, Run], Value]
"""A compiled piece of an expression. Never raises a Fault."""

_NULL: Final[bool | None] = None
_CHARACTERS_OF_STEP: Final = 16
_SCRATCH: Final = Budget(steps=1_000, size=10_000)


class Compiler:
    """Compiles one text: knows its names, and gives each local one a slot of the frame.

    Attributes:
        text: what is compiled.
        names: of the variables that are handed in.
        built_in: functions by name.
        types: the model's types by name.
        slots: how many places a frame needs.
    """

    def __init__(
        self,
        text: str,
        *,
        names: Names,
        built_in: Mapping[str, Function],
        types: Mapping[str, Type],
        parts: "Mapping[type, Part]",
    ) -> None:
        self.text = text
        self.names = names
        self.built_in = built_in
        self.types = types
        self.slots = 1
        self._parts = parts
        self._scopes: list[tuple[str | None, int]] = []

    def node(self, syntax: Syntax) -> Node:
        """Return the compiled form of a piece of syntax."""
        return self._parts[type(syntax)](self, syntax)

    def span(self, place: Place) -> Span:
        """Return the piece of the text at a place."""
        return Span(self.text, *place)

    def bind(self, name: str | None) -> int:
        """Open a scope with one name, or with the entries of whatever is being filtered; give its slot."""
        slot = self.slots
        self.slots += 1
        self._scopes.append((name, slot))
        return slot

    def unbind(self, count: int = 1) -> None:
        """Close the scopes opened last."""
        del self._scopes[len(self._scopes) - count :]

    def places_of(self, name: str) -> tuple[tuple[int, ...], int | None]:
        """Return where to look for a name.

        First come the slots of the filtered members whose entries hide it, innermost first; then its
        own slot, None where it is not local.
        """
        members: list[int] = []
        for bound, slot in reversed(self._scopes):
            if bound is None:
                members.append(slot)
            elif bound == name:
                return tuple(members), slot
        return tuple(members), None

    def is_free(self, name: str) -> bool:
        """Return whether nothing local, filtered or handed in hides a name."""
        return self.places_of(name) == ((), None) and name not in self.names.known

    def folded(self, node: Node) -> Node:
        """Return a node that is already computed, where that gives no diagnostic."""
        run = Run(_SCRATCH)
        value = node([{}], run)
        return node if run.diagnostics else fixed(value)


Part = Callable[[Compiler, Any], Node]
"""Compiles one kind of syntax."""


def fixed(value: Value) -> Node:
    """Return the node of a value that is known already."""

    def node(_frame: Frame, _run: Run) -> Value:
        return value

    return node


def cost_of(syntax: Syntax) -> int:
    """Return the steps that computing a piece once is taken to cost, by the length of its text."""
    start, end = syntax.place
    return 1 + (end - start) // _CHARACTERS_OF_STEP


def noted(run: Run, fault: Fault, span: Span) -> bool | None:
    """Record a fault, and return the null it is answered by."""
    run.report(fault.code, fault.text(), span=span)
    return _NULL


def told(run: Run, code: str, says: str, span: Span) -> bool | None:
    """Record why there is no value, and return the null there is instead."""
    run.report(code, says, span=span)
    return _NULL

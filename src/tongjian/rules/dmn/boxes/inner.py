"""The names inside what a box gives, as far as they are known before evaluation."""

from tongjian.rules.dmn.expressions import (
    BoxedList,
    Conditional,
    Context,
    DecisionTable,
    Expression,
    Filter,
    Iterator,
    Relation,
)
from tongjian.rules.dmn.scope import Scope
from tongjian.rules.feel.names import Names


def inner_names(box: Expression | None, scope: Scope) -> Names | None:
    """Return the entry names of the contexts, or lists of contexts, that a box gives; None if unknown."""
    if box is None:
        return None
    declared = scope.types.find(box.type_ref) if box.type_ref else None
    if declared is not None and declared.names is not None:
        return declared.names
    return _written(box, scope)


def _written(box: Expression, scope: Scope) -> Names | None:
    match box:
        case Context(entries=entries) if entries and entries[-1].variable is None:
            return inner_names(entries[-1].value, scope)
        case Context(entries=entries):
            named = [(one.variable, one.value) for one in entries if one.variable]
            return Names({item.name: entry_names(value, item.type_ref, scope) for item, value in named})
        case Relation(columns=columns):
            return Names([column.name for column in columns])
        case DecisionTable(outputs=outputs) if len(outputs) > 1:
            return Names([output.name for output in outputs])
        case _:
            return inner_names(_same_shape(box), scope)


def _same_shape(box: Expression) -> Expression | None:
    """A part whose contexts have the names of the whole."""
    match box:
        case BoxedList(elements=elements) if elements:
            return elements[0]
        case Conditional(then=part) | Filter(items=part) | Iterator(kind="for", body=part):
            return part
        case _:
            return None


def entry_names(value: Expression | None, type_ref: str | None, scope: Scope) -> Names | None:
    """Return the names inside an entry, by its declared type or else by its box."""
    declared = scope.types.find(type_ref) if type_ref else None
    return declared.names if declared is not None else inner_names(value, scope)

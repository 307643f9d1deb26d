"""What is known of the names inside the value of an expression, before it is computed."""

from tongjian.rules.feel.names import Names
from tongjian.rules.feel.parsing.reader import Reader
from tongjian.rules.feel.syntax import (
    Conditional,
    Entries,
    Filter,
    Listing,
    Named,
    Path,
    Syntax,
)

_DEEPEST = 12


def names_of(reader: Reader, syntax: Syntax, depth: int = 0) -> Names | None:
    """Return the names inside the context, or the list of contexts, that the expression gives.

    None where nothing is known: then names are taken by words. What is nested deeper is not looked
    at: looking costs as much as all that lies inside.
    """
    if depth > _DEEPEST:
        return None
    match syntax:
        case Named(name=name):
            return reader.within(name)
        case Path(subject=subject, name=name):
            inside = names_of(reader, subject, depth + 1)
            return inside.within(name) if inside else None
        case Entries(entries=entries):
            return Names({name: names_of(reader, value, depth + 1) for name, value in entries})
        case _:
            return _together([names_of(reader, part, depth + 1) for part in _alike(syntax)])


def _alike(syntax: Syntax) -> tuple[Syntax, ...]:
    """Return the parts whose values have the same names inside as the whole."""
    match syntax:
        case Filter(subject=subject):
            return (subject,)
        case Listing(items=items):
            return items
        case Conditional(consequent=consequent, alternative=alternative):
            return consequent, alternative
        case _:
            return ()


def _together(found: list[Names | None]) -> Names | None:
    known = [names for names in found if names is not None]
    if not known:
        return None
    return Names({name: inside for names in known for name, inside in names.known.items()})

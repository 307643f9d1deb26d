"""Names in scope: which there are, what their contexts hold, and the longest one that stands at a place."""

from bisect import insort
from collections.abc import Iterable, Mapping
from typing import Final

from tongjian.rules.feel.tokens import PIECE, pieces, plain


class Index:
    """Names found by their first piece, the longest first."""

    __slots__ = ("_by_first",)

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Make a name known."""
        made = pieces(name)
        if made:
            same = self._by_first.setdefault(made[0], [])
            insort(same, (made, name), key=_longest_first)

    def match(self, text: str, at: int) -> tuple[str, int] | None:
        """Return the longest name that stands at the place, and where it ends."""
        found = PIECE.match(text, at)
        candidates = self._by_first.get(found[1]) if found else None
        if not candidates or not found:
            return None
        ends = [(found[1], found.end())]
        for made, name in candidates:
            while len(ends) < len(made) and (found := PIECE.match(text, ends[-1][1])):
                ends.append((found[1], found.end()))
            if len(ends) >= len(made) and all(ends[i][0] == piece for i, piece in enumerate(made)):
                return name, ends[len(made) - 1][1]
        return None


class Names:
    """Names an expression may use, each with the names inside it where it is a context or a list of them.

    Never changed once made; equal by what they hold.

    Attributes:
        known: the names, in the spelling by which variables are handed in, with the names inside.
        index: finds them in a text.
        inner: finds every name that is known to be inside another, at any depth.
    """

    __slots__ = ("_key", "index", "inner", "known")

    def __init__(self, known: "Mapping[str, Names | None] | Iterable[str]" = ()) -> None:
        entries = known.items() if isinstance(known, Mapping) else ((name, None) for name in known)
        self.known: dict[str, Names | None] = dict(entries)
        self._key = frozenset(self.known.items())
        self.index = Index(self.known)
        self.inner = Index(_inner(self.known))

    def including(self, more: "Mapping[str, Names | None]") -> "Names":
        """Return these names and more; of two with the same spelling the later counts."""
        return Names({**self.known, **more})

    def within(self, name: str) -> "Names | None":
        """Return the names inside a name; None where nothing is known of them."""
        return self.known.get(name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Names) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        return f"Names({self.known!r})"


def same_name(one: str, other: str) -> bool:
    """Return whether two spellings are the same name but for space."""
    return plain(one) == plain(other)


def _longest_first(entry: tuple[tuple[str, ...], str]) -> int:
    return -len(entry[0])


def _inner(known: "Mapping[str, Names | None]") -> set[str]:
    found: set[str] = set()
    for names in known.values():
        if names is not None:
            found.update(names.known)
            found.update(_inner(names.known))
    return found


NONE: Final = Names()
"""No names at all."""

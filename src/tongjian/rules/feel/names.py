"""Names in scope: which there are, what their contexts hold, and the longest one that stands at a place."""

from collections.abc import Iterable, Mapping
from typing import Final

from tongjian.rules.feel.tokens import BEGINNING, PIECE, pieces, plain


class Index:
    """Names as a tree of their pieces, so that the longest one at a place is found in one walk."""

    __slots__ = ("_root",)

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._root = _Branch()
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Make a name known; one that begins like an operator, number or text is left out."""
        if not BEGINNING.match(name.lstrip()):
            return
        branch = self._root
        for piece in pieces(name):
            branch = branch.longer.setdefault(piece, _Branch())
        branch.name = name

    def match(self, text: str, at: int) -> tuple[str, int] | None:
        """Return the longest name that stands at the place, and where it ends."""
        best = None
        branch = self._root
        while (found := PIECE.match(text, at)) and found[1] in branch.longer:
            branch, at = branch.longer[found[1]], found.end()
            if branch.name is not None:
                best = branch.name, at
        return best


class _Branch:
    """The names that begin with the same pieces.

    Attributes:
        name: that ends here, if one does.
        longer: the branches by the next piece.
    """

    __slots__ = ("longer", "name")

    def __init__(self) -> None:
        self.name: str | None = None
        self.longer: dict[str, _Branch] = {}


class Names:
    """Names an expression may use, each with the names inside it where it is a context or a list of them.

    Never changed once made; equal by what they hold.

    Attributes:
        known: the names, in the spelling by which variables are handed in, with the names inside.
        index: finds them in a text.
        inside: every name that is known to be inside another, at any depth.
        inner: finds those.
    """

    __slots__ = ("_key", "index", "inner", "inside", "known")

    def __init__(self, known: "Mapping[str, Names | None] | Iterable[str]" = ()) -> None:
        entries = known.items() if isinstance(known, Mapping) else ((name, None) for name in known)
        self.known: dict[str, Names | None] = dict(entries)
        self._key = frozenset(self.known.items())
        self.index = Index(self.known)
        # each level adds up those below, once: a structure may hold another in many places
        self.inside: frozenset[str] = frozenset(
            name
            for names in set(self.known.values())
            if names is not None
            for name in (*names.known, *names.inside)
        )
        self.inner = Index(self.inside)

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


NONE: Final = Names()
"""No names at all."""

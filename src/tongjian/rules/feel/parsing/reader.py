"""Reading tokens by the names in scope, which change while a text is read."""

from collections.abc import Mapping
from typing import Final

from tongjian.rules.errors import MalformedExpression
from tongjian.rules.feel.names import Index, Names
from tongjian.rules.feel.syntax import Place
from tongjian.rules.feel.tokens import (
    KEYWORDS,
    MARK,
    NEXT_WORD,
    NUMBER,
    PIECE,
    SPACE,
    TEXT,
    WORD,
    Token,
    plain,
    unescape,
)
from tongjian.rules.running import Span

LONGEST: Final = 50_000
"""Characters of the longest expression that is read at all."""

_WRONG: Final = {'"': "文字没有结束的引号", **dict.fromkeys("“”‘’'", "文字应在半角双引号之内")}
_NO_NAME: Final = frozenset('"(){}[],:;<>=@')
_PROPERTIES: Final = Index(
    (
        *("year", "month", "day", "weekday", "hour", "minute", "second", "time offset", "timezone"),
        *("years", "months", "days", "hours", "minutes", "seconds"),
        *("start", "end", "start included", "end included"),
    )
)


class Reader:
    """A text being read, the place reached, and the names that may stand there.

    Attributes:
        text: what is read.
        reached: the end of the last token taken.
    """

    def __init__(self, text: str, names: Names, built_in: Index) -> None:
        if len(text) > LONGEST:
            raise MalformedExpression(line=1, column=1, what=f"表达式超过{LONGEST}字", near=text[:20])
        self.text = text
        self.reached = 0
        self._outer = names
        self._indexes = [built_in, names.index]
        self._inner: list[dict[str, Names | None]] = [{}, names.known]
        self._next: Token | None = None

    def peek(self) -> Token:
        """Return the next token without taking it."""
        if self._next is None:
            self._next = self._read()
        return self._next

    def behind(self) -> Token:
        """Return the token behind the next one, as it would be read now."""
        ahead = self.peek()
        reached, self.reached = self.reached, ahead.end
        try:
            return self._read()
        finally:
            self.reached = reached

    def take(self) -> Token:
        """Take the next token."""
        token = self.peek()
        self.reached = token.end
        self._next = None
        return token

    def at(self, *texts: str) -> bool:
        """Return whether one of these marks or keywords comes next."""
        token = self.peek()
        return token.kind in {"mark", "keyword"} and token.text in texts

    def accept(self, text: str) -> bool:
        """Take a mark or keyword if it comes next."""
        found = self.at(text)
        if found:
            self.take()
        return found

    def expect(self, text: str) -> Token:
        """Take a mark or keyword that must come next."""
        if not self.at(text):
            raise self.refusal(f"此处应为“{text}”")
        return self.take()

    def refusal(self, what: str, at: int | None = None) -> MalformedExpression:
        """Return the refusal of the text at a place, by default the next token's."""
        start = self.peek().start if at is None else at
        span = Span(self.text, start, start + 20)
        return MalformedExpression(
            line=span.line, column=span.column, what=what, near=span.text or "表达式结尾"
        )

    def since(self, start: int) -> Place:
        """Return the place from a start to the last token taken."""
        return start, self.reached

    def push(self, known: Mapping[str, Names | None] | Names) -> None:
        """Bring more names into scope."""
        if isinstance(known, Names):
            self._indexes.append(known.index)
            self._inner.append(known.known)
        else:
            self._indexes.append(Index(known))
            self._inner.append(dict(known))
        self._next = None

    def extend(self, name: str, inside: Names | None) -> None:
        """Bring one more name into the innermost scope, which was pushed as a mapping."""
        self._indexes[-1].add(name)
        self._inner[-1][name] = inside
        self._next = None

    def push_any(self) -> None:
        """Bring every name into scope that is known to be inside some other."""
        self._indexes.append(self._outer.inner)
        self._inner.append({})
        self._next = None

    def pop(self) -> None:
        """Take the names out of scope that were brought in last."""
        self._indexes.pop()
        self._inner.pop()
        self._next = None

    def within(self, name: str) -> Names | None:
        """Return what is known to be inside a name in scope."""
        for known in reversed(self._inner):
            if name in known:
                return known[name]
        return None

    def entry(self, names: Names | None) -> str:
        """Take the name of an entry, by what is known of the context it stands in."""
        start = self._skip(self.reached)
        self._next = None
        found = names.index.match(self.text, start) if names else None
        if found:
            self.reached = found[1]
            return found[0]
        word = WORD.match(self.text, start)
        if not word:
            raise self.refusal("此处应为名称", start)
        known = [index.match(self.text, start) for index in (_PROPERTIES, self._outer.inner)]
        name, end = max((one for one in known if one), key=_end_of, default=(word[0], word.end()))
        more = self._words(end)
        self.reached = more
        return name if more == end else plain(self.text[start:more])

    def binding(self, *stops: str) -> str:
        """Take a new name, which ends before one of the stops."""
        found = self._binding(stops)
        if found is None:
            raise self.refusal("此处应为名称")
        return found

    def argument_name(self) -> str | None:
        """Take the name of an argument with its colon, if one comes next."""
        reached = self.reached
        found = self._binding((":",))
        if found is None or self.text[self._skip(self.reached)] != ":":
            self.reached = reached
            self._next = None
            return None
        self.expect(":")
        return found

    def type_name(self, known: Index) -> tuple[str, Place]:
        """Take the name of a type."""
        start = self._skip(self.reached)
        self._next = None
        found = known.match(self.text, start)
        if not found:
            word = WORD.match(self.text, start)
            if not word:
                raise self.refusal("此处应为类型", start)
            end = word.end()
            while (dot := MARK.match(self.text, end)) and dot[0] == ".":
                further = WORD.match(self.text, dot.end())
                if not further:
                    break
                end = further.end()
            end = self._words(end)
            found = plain(self.text[start:end]), end
        self.reached = found[1]
        return found[0], (start, found[1])

    def _binding(self, stops: tuple[str, ...]) -> str | None:
        start = end = self._skip(self.reached)
        if not WORD.match(self.text, start):
            return None
        while (found := PIECE.match(self.text, end)) and found[1] not in stops:
            if found[1] in _NO_NAME:
                return None
            end = found.end()
        if not found or end == start:
            return None
        self.reached = end
        self._next = None
        return plain(self.text[start:end])

    def _skip(self, at: int) -> int:
        found = SPACE.match(self.text, at)
        return found.end() if found else at

    def _words(self, end: int) -> int:
        """Return where a name of words ends that nobody has declared."""
        while (further := NEXT_WORD.match(self.text, end)) and further[1] not in KEYWORDS:
            end = further.end()
        return end

    def _read(self) -> Token:
        start = self._skip(self.reached)
        if start >= len(self.text):
            return Token("end", "", start, start)
        mark = MARK.match(self.text, start)
        number = NUMBER.match(self.text, start)
        if mark and not number:
            if mark[0] == "/" and self.text.startswith("/*", start):
                raise self.refusal("注释没有结束", start)
            return Token("mark", mark[0], start, mark.end())
        name = self._known(start)
        word = WORD.match(self.text, start)
        keyword = word and word[0] in KEYWORDS and name and word.end() == name[1]
        if name and not keyword and not (number and number.end() >= name[1]):
            return Token("name", name[0], start, name[1])
        if number:
            return Token("number", number[0], start, number.end())
        return self._text_or_word(start)

    def _text_or_word(self, start: int) -> Token:
        word = WORD.match(self.text, start)
        if word and word[0] in KEYWORDS:
            return Token("keyword", word[0], start, word.end())
        if word:
            end = self._words(word.end())
            return Token("name", plain(self.text[start:end]), start, end, known=False)
        text = TEXT.match(self.text, start)
        if text:
            said = unescape(text[1])
            if said is None:
                raise self.refusal("文字中有不存在的字符", start)
            return Token("text", said, start, text.end())
        raise self.refusal(_WRONG.get(self.text[start], "不认识的字符"), start)

    def _known(self, start: int) -> tuple[str, int] | None:
        best = None
        for index in reversed(self._indexes):
            found = index.match(self.text, start)
            if found and (best is None or found[1] > best[1]):
                best = found
        return best


def _end_of(found: tuple[str, int]) -> int:
    return found[1]

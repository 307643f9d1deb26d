"""Templates of papers: what each kind says, with the fields it needs; written as data, checked when read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongjian.cases.paper_errors import PaperIncomplete
from tongjian.kit import Problem

_PLACE = re.compile(r"\{([a-z_]+)\}")
_OPTION = re.compile(r"\[([^\[\]]*)\]")
_STRAY = re.compile(r"[\[\]{}]")

Filling = str | int | date | tuple[str, ...] | tuple[tuple[str, str], ...] | None
"""What a field may hold, by its type; None and empty where an optional field is left out."""


class FieldType(StrEnum):
    """What a field of a template holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TEXTS = "texts"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is filled in.

    Attributes:
        says: what it is, for whoever edits the template.
        source: where it comes from: the case, the form of an act, the catalogue.
        optional: it may be empty; what stands around it in [ ] is then left out.
    """

    name: str
    type: FieldType
    says: str
    source: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line of the table of a paper; without a label, all lines of a field of rows."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PaperTemplate:
    """What one kind of paper says.

    Attributes:
        code: the kind of paper.
        version: rises with every change; a paper keeps the version it was made with.
        word: the word of its number, as in 受〔2026〕1号.
        paragraphs: sentences with places {field}; a place alone in a paragraph may hold several.
        basis: the article it rests on; empty where the act brings its own.
        by_analogy: kinds of act other than permits follow the article by analogy (参照).
        remedy: it says how to ask for reconsideration or sue; of a permit it must.
        source: the norm that demands the paper.
    """

    code: str
    version: int
    title: str
    word: str
    fields: tuple[Field, ...]
    paragraphs: tuple[str, ...]
    rows: tuple[PaperLine, ...]
    basis: str
    by_analogy: bool
    remedy: bool
    source: str

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the template itself."""
        known = {one.name: one for one in self.fields}
        used = set(self._places())
        for name in sorted(used - known.keys()):
            yield self._problem("使用了没有声明的字段 %(name)s", name)
        for name in sorted(known.keys() - used):
            yield self._problem("声明了没有使用的字段 %(name)s", name)
        if len(known) != len(self.fields):
            yield self._problem("字段 %(name)s 重复声明", "…")
        for text in self._texts():
            if _STRAY.search(_PLACE.sub("", _OPTION.sub(r"\1", text))):
                yield self._problem("括号不成对：%(name)s", text)
        for one in self.fields:
            if one.type in {FieldType.TEXTS, FieldType.ROWS} and not self._stands_alone(one):
                yield self._problem("多行字段 %(name)s 应单独成段或成行", one.name)
            if not one.says or not one.source:
                yield self._problem("字段 %(name)s 没有写明含义和来源", one.name)
        if not self.title or not self.word or not self.source or self.version < 1:
            yield self._problem("没有写明标题、文号字、来源或版本%(name)s", "")

    def fill(self, given: Mapping[str, Filling], *, permit: bool, remedy: str) -> "Filled":
        """Return what a paper says with its fields filled in.

        Raises:
            PaperIncomplete: a required field is empty, or there is no remedy where there must be one.
        """
        known = {one.name: one for one in self.fields}
        lacking = [one for one in self.fields if not one.optional and given.get(one.name) in (None, "", ())]
        problems = [Problem(one.name, "%(says)s不能为空", (("says", one.says),)) for one in lacking]
        if self.remedy and permit and not remedy:
            problems.append(Problem("remedy", "没有写明救济途径"))
        if problems:
            raise PaperIncomplete(problems=tuple(problems))
        text = {name: _written(given.get(name)) for name in known}
        basis = _filled(self.basis, text)
        return Filled(
            title=_filled(self.title, text),
            paragraphs=tuple(self._paragraphs(given, text)),
            rows=tuple(self._rows(given, text)),
            basis=f"参照{basis}" if basis and self.by_analogy and not permit else basis,
            remedy=remedy if self.remedy else "",
        )

    def _paragraphs(self, given: Mapping[str, Filling], text: Mapping[str, str]) -> Iterator[str]:
        for one in self.paragraphs:
            alone = _PLACE.fullmatch(one)
            many = given.get(alone[1]) if alone else None
            if isinstance(many, tuple):
                yield from (str(line) for line in many)
                continue
            filled = _filled(one, text)
            if filled:
                yield filled

    def _rows(self, given: Mapping[str, Filling], text: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for one in self.rows:
            alone = _PLACE.fullmatch(one.text)
            many = given.get(alone[1]) if alone else None
            if not one.label and isinstance(many, tuple):
                yield from ((str(line[0]), str(line[1])) for line in many)
            elif one.label and (filled := _filled(one.text, text)):
                yield one.label, filled

    def _stands_alone(self, field: Field) -> bool:
        place = f"{{{field.name}}}"
        slots = (*self.paragraphs, *(row.text for row in self.rows if not row.label))
        return all(text == place or place not in text for text in self._texts()) and place in slots

    def _texts(self) -> tuple[str, ...]:
        return (self.title, *self.paragraphs, *(row.text for row in self.rows), self.basis)

    def _places(self) -> Iterator[str]:
        for text in self._texts():
            yield from _PLACE.findall(text)

    def _problem(self, says: str, name: str) -> Problem:
        return Problem(f"{self.code}/{self.version}", says, (("name", name),))


@dataclass(frozen=True, slots=True)
class Filled:
    """What a paper says."""

    title: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    basis: str
    remedy: str


def _written(value: Filling) -> str:
    match value:
        case date():
            return f"{value.year}年{value.month}月{value.day}日"
        case str() | int():
            return str(value)
        case _:
            return ""


def _filled(text: str, given: Mapping[str, str]) -> str:
    """Fill the places, once; a part in [ ] is left out when a field in it is empty."""

    def option(found: re.Match[str]) -> str:
        return found[1] if all(given[name] for name in _PLACE.findall(found[1])) else ""

    return _PLACE.sub(lambda found: given[found[1]], _OPTION.sub(option, text))

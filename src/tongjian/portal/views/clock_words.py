"""The count of a due date as a page shows it: on case pages and on the public page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongjian.calendar import CountedDays, Counting, Explanation, Light, Sentence, write_history
from tongjian.cases import ExplainedClock
from tongjian.portal.views.officer.words import light_of

_WEEKDAYS = (
    gettext_noop("周一"),
    gettext_noop("周二"),
    gettext_noop("周三"),
    gettext_noop("周四"),
    gettext_noop("周五"),
    gettext_noop("周六"),
    gettext_noop("周日"),
)
_KINDS = {
    Counting.START: "begin",
    Counting.COUNTED: "on",
    Counting.MADE_UP: "on",
    Counting.WEEKEND: "off",
    Counting.HOLIDAY: "off",
    Counting.PAUSED: "stop",
    Counting.CARRIED: "on",
    Counting.EXTENDED: "more",
}
_PLAIN = frozenset({Counting.COUNTED, Counting.WEEKEND})
"""Counted and left out by one article, said once below the count."""


@dataclass(frozen=True, slots=True)
class CountRow:
    """Days in a row of the count.

    Attributes:
        kind: ``begin``, ``on``, ``off``, ``stop`` or ``more``.
        number: which days of the limit they are; empty where they are not counted.
        basis: article or notice; empty where the foot of the count names it.
    """

    days: str
    kind: str
    number: str
    why: str
    basis: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class WhyView:
    """One clock's count.

    Attributes:
        history: lines that give the same date when pasted into the public page.
    """

    name: str
    result: str
    light: str
    rows: tuple[CountRow, ...]
    doubts: tuple[str, ...]
    passed_over: tuple[str, ...]
    history: str


def whys_of(clocks: Iterable[ExplainedClock]) -> list[WhyView]:
    """Return the counts of the clocks of a case."""
    return [why_of(one.explanation, name=_(one.name), light=one.light) for one in clocks]


def why_of(found: Explanation, *, name: str, light: Light) -> WhyView:
    """Return one count in the reader's language."""
    return WhyView(
        name=name,
        result=in_words(found.result),
        light=light_of(light).value,
        rows=tuple(_row(one) for one in found.days),
        doubts=tuple(in_words(one) for one in found.doubts),
        passed_over=tuple(_with_basis(one) for one in found.passed_over),
        history=write_history(found.history),
    )


def in_words(sentence: Sentence) -> str:
    """Return a sentence of the count in the reader's language.

    The sentences stand in ``calendar/sentences.py``; their translations are in this room's English.
    """
    facts = {name: _(fact) if fact else fact for name, fact in sentence.facts}
    return _(sentence.says) % facts if facts else _(sentence.says)


def _with_basis(sentence: Sentence) -> str:
    said = in_words(sentence)
    return f"{said}（{_(sentence.basis)}）" if sentence.basis else said


def _row(one: CountedDays) -> CountRow:
    return CountRow(
        days=_days(one),
        kind=_KINDS[one.counting],
        number=_number(one),
        why=in_words(one.why),
        basis="" if one.counting in _PLAIN else one.why.basis,
        provisional=one.provisional,
    )


def _days(one: CountedDays) -> str:
    return _day(one.first) if one.first == one.last else f"{_day(one.first)} – {_day(one.last)}"


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d} {_(_WEEKDAYS[day.weekday()])}"


def _number(one: CountedDays) -> str:
    if one.number is None:
        return ""
    if one.number == one.last_number:
        return _("第 %(first)s 天") % {"first": one.number}
    return _("第 %(first)s–%(last)s 天") % {"first": one.number, "last": one.last_number}

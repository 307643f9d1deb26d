"""Kinds of special procedure: which clocks each stops, and by which article.

A stop without a basis in law stops at most the promised clock.
Source: 行政许可法 Art. 45; list TBCX of the national exchange standard.
"""

from dataclasses import dataclass

from tongjian.calendar import ClockKind

_BOTH = frozenset({ClockKind.STATUTORY, ClockKind.PROMISED})
_PROMISED_ONLY = frozenset({ClockKind.PROMISED})
_ARTICLE = "《中华人民共和国行政许可法》第四十五条"
_STATUTORY_WORDS = ("听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审")


@dataclass(frozen=True, slots=True)
class PauseKind:
    """One kind of stop.

    Attributes:
        basis: the article; empty where the law knows no such stop.
        stops: the clocks it stops.
    """

    code: str
    name: str
    basis: str
    stops: frozenset[ClockKind]


def pause_kind(code: str, name: str) -> PauseKind:
    """Return what a kind of special procedure stops, judged by its name in the catalogue."""
    lawful = any(word in name for word in _STATUTORY_WORDS)
    return PauseKind(
        code=code, name=name, basis=_ARTICLE if lawful else "", stops=_BOTH if lawful else _PROMISED_ONLY
    )

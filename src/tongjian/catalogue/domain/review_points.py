"""What a reviewer checks of an item (审查要点): shipped as data, each point with its source."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tongjian.catalogue.domain.documents import Json
from tongjian.catalogue.domain.items import Item, ItemCode, KindOfAct, MaterialSpec
from tongjian.kit import Problem

_CODE: Json = {"type": "string", "pattern": r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"}
_WORDS: Json = {"type": "string", "minLength": 1, "maxLength": 300}
_CODES: Json = {"type": "array", "items": _CODE}

REVIEW_POINT_SCHEMA: Json = {
    "type": "object",
    "required": ["key", "text", "source"],
    "properties": {
        "items": {
            "type": "array",
            "items": {"type": "string", "pattern": r"^[A-Z0-9-]{1,16}$"},
            "minItems": 1,
        },
        "kinds": {"type": "array", "items": {"enum": [one.value for one in KindOfAct]}, "minItems": 1},
        "key": _CODE,
        "text": _WORDS,
        "basis": _WORDS,
        "source": _WORDS,
        "material": _CODE,
        "facts": _CODES,
        "answers": _CODES,
    },
    "oneOf": [{"required": ["items"]}, {"required": ["kinds"]}],
    "additionalProperties": False,
}
"""The shape of one point: of certain items, or of every item of some kinds that has none of its own."""


@dataclass(frozen=True, slots=True)
class ReviewPoint:
    """One thing a reviewer judges.

    Attributes:
        items: the items it belongs to; empty where it serves whole kinds.
        kinds: the kinds of act it serves where an item has no points of its own.
        key: stable name within an item; marks are kept under it.
        basis: the article it rests on; empty where none is known.
        source: where the point was found.
        material: merge key of the paper it is read from; empty for none.
        facts: declared facts of the project shown beside it.
        answers: fields of the form shown beside it.
    """

    key: str
    text: str
    source: str
    items: tuple[ItemCode, ...] = ()
    kinds: tuple[KindOfAct, ...] = ()
    basis: str = ""
    material: str = ""
    facts: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


def read_review_points(raw: Iterable[Mapping[str, Any]]) -> tuple[ReviewPoint, ...]:
    """Return the points of a document whose shape was checked."""
    return tuple(
        ReviewPoint(
            key=one["key"],
            text=one["text"],
            source=one["source"],
            items=tuple(one.get("items", ())),
            kinds=tuple(KindOfAct(kind) for kind in one.get("kinds", ())),
            basis=one.get("basis", ""),
            material=one.get("material", ""),
            facts=tuple(one.get("facts", ())),
            answers=tuple(one.get("answers", ())),
        )
        for one in raw
    )


def points_of_item(
    points: Iterable[ReviewPoint], item: Item, *, materials: Iterable[MaterialSpec]
) -> tuple[ReviewPoint, ...]:
    """Return what is to be judged of an item: its own, else one a required paper and those of its kind."""
    known = tuple(points)
    own = tuple(one for one in known if item.code in one.items)
    if own:
        return own
    papers = (
        ReviewPoint(
            key=f"paper.{one.key}",
            text=f"《{one.name}》齐全、有效，内容与申请一致",
            source="按申请材料目录生成",
            material=one.key,
        )
        for one in materials
        if one.required
    )
    return (*papers, *(one for one in known if item.kind in one.kinds))


def review_point_problems(
    points: Iterable[ReviewPoint],
    *,
    items: Collection[Item],
    facts: Collection[str],
    materials: Collection[str],
) -> Iterator[Problem]:
    """Tell every point of an unknown item, fact or paper, and every key given twice for one item."""
    codes = {one.code for one in items}
    keys: set[tuple[str, str]] = set()
    for one in points:
        where = f"review_points.{one.key}"
        papers = {one.material} - {""}
        unknown = [*(set(one.items) - codes), *(set(one.facts) - set(facts)), *(papers - set(materials))]
        for code in sorted(unknown):
            yield Problem(where, "没有定义 %(code)s", (("code", code),))
        named = {(owner, one.key) for owner in (*one.items, *one.kinds)}
        if named & keys:
            yield Problem(where, "编码重复")
        keys |= named

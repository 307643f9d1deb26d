"""What the counter checks of a paper before acceptance (受理要点): shipped as data, each with its source."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tongjian.catalogue.domain.documents import Json
from tongjian.catalogue.domain.items import Item, ItemCode, MaterialSpec
from tongjian.kit import Problem

_CODE: Json = {"type": "string", "pattern": r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"}
_WORDS: Json = {"type": "string", "minLength": 1, "maxLength": 300}

CHECK_POINT_SCHEMA: Json = {
    "type": "object",
    "required": ["key", "text", "source"],
    "properties": {
        "key": _CODE,
        "text": _WORDS,
        "basis": _WORDS,
        "source": _WORDS,
        "items": {
            "type": "array",
            "items": {"type": "string", "pattern": r"^[A-Z0-9-]{1,16}$"},
            "minItems": 1,
        },
        "material": _CODE,
        "forms": {"type": "array", "items": _WORDS, "minItems": 1},
    },
    "dependentRequired": {"items": ["material"]},
    "additionalProperties": False,
}
"""The shape of one point: of one paper, of papers of some form, or of every paper."""


@dataclass(frozen=True, slots=True)
class CheckPoint:
    """One thing that makes a paper complete and in the form the law wants; no judgement of substance.

    Attributes:
        key: stable name; verdicts and notices are kept under it.
        text: what the paper must be like, as the applicant reads it.
        source: where the point was found.
        basis: the article it rests on; empty where none is known.
        items: the items it is checked for; empty for every item that asks for the paper.
        material: merge key of the paper; empty where it serves papers of some form.
        forms: words of which one stands in the form of the paper; empty for every form.
    """

    key: str
    text: str
    source: str
    basis: str = ""
    items: tuple[ItemCode, ...] = ()
    material: str = ""
    forms: tuple[str, ...] = ()


def read_check_points(raw: Iterable[Mapping[str, Any]]) -> tuple[CheckPoint, ...]:
    """Return the points of a document whose shape was checked."""
    return tuple(
        CheckPoint(
            key=one["key"],
            text=one["text"],
            source=one["source"],
            basis=one.get("basis", ""),
            items=tuple(one.get("items", ())),
            material=one.get("material", ""),
            forms=tuple(one.get("forms", ())),
        )
        for one in raw
    )


def points_of_material(
    points: Iterable[CheckPoint], item: Item, *, key: str, spec: MaterialSpec | None
) -> tuple[CheckPoint, ...]:
    """Return what is checked of a paper: its own points first, then those of its form.

    Args:
        points: all points of the catalogue.
        item: the item applied for.
        key: merge key of the paper.
        spec: the paper as the item asks for it; None for one it does not know any more.
    """
    own, formal = [], []
    for one in points:
        if one.material:
            if one.material == key and (not one.items or item.code in one.items):
                own.append(one)
        elif not one.forms or (spec is not None and any(word in spec.form for word in one.forms)):
            formal.append(one)
    return (*own, *formal)


def check_point_problems(
    points: Iterable[CheckPoint], *, items: Collection[Item], materials: Collection[str]
) -> Iterator[Problem]:
    """Tell every point of an unknown item or paper, and every key given twice."""
    codes = {one.code for one in items}
    keys: set[str] = set()
    for one in points:
        where = f"check_points.{one.key}"
        for code in sorted({*one.items} - codes | ({one.material} - {""} - set(materials))):
            yield Problem(where, "没有定义 %(code)s", (("code", code),))
        if one.key in keys:
            yield Problem(where, "编码重复")
        keys.add(one.key)

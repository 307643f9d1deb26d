"""Range functions: how points and ranges lie to each other. Source: DMN 1.5, 10.3.4.7, table 78."""

from collections.abc import Callable
from typing import Final

from tongjian.rules.feel.builtins.signatures import Overload, Parameter, define, interval, point
from tongjian.rules.feel.operations.comparison import order
from tongjian.rules.feel.operations.membership import contains, require_ends
from tongjian.rules.feel.values import Fault, Range, Value
from tongjian.rules.running import Run

_Relation = Callable[..., bool]


def _start_to_start(one: Range, other: Range) -> int:
    """Compare the starts of two ranges by their ends alone; a missing start is before every other."""
    if one.start is None or other.start is None:
        return (one.start is not None) - (other.start is not None)
    return order(one.start, other.start)


def _end_to_end(one: Range, other: Range) -> int:
    if one.end is None or other.end is None:
        return (one.end is None) - (other.end is None)
    return order(one.end, other.end)


def _end_to_start(one: Range, other: Range) -> int:
    """Compare the end of one range with the start of the other; a missing end is after everything."""
    return 1 if one.end is None or other.start is None else order(one.end, other.start)


def _point_to_start(value: Value, range_: Range) -> int:
    return 1 if range_.start is None else order(value, range_.start)


def _point_to_end(value: Value, range_: Range) -> int:
    return -1 if range_.end is None else order(value, range_.end)


def _point_before_range(value: Value, range_: Range) -> bool:
    place = _point_to_start(value, range_)
    return place < 0 or (place == 0 and not range_.start_included)


def _range_before_point(range_: Range, value: Value) -> bool:
    place = _point_to_end(value, range_)
    return place > 0 or (place == 0 and not range_.end_included)


def _range_before(one: Range, other: Range) -> bool:
    place = _end_to_start(one, other)
    return place < 0 or (place == 0 and not (one.end_included and other.start_included))


def _meets(one: Range, other: Range) -> bool:
    return one.end_included and other.start_included and _end_to_start(one, other) == 0


def _reaches(one: Range, other: Range) -> bool:
    """Return whether the first range ends at or behind the start of the second, sharing a point there."""
    place = _end_to_start(one, other)
    return place > 0 or (place == 0 and one.end_included and other.start_included)


def _overlaps(one: Range, other: Range) -> bool:
    return _reaches(one, other) and _reaches(other, one)


def _overlaps_before(one: Range, other: Range) -> bool:
    start = _start_to_start(one, other)
    end = _end_to_end(one, other)
    return (
        (start < 0 or (start == 0 and one.start_included and not other.start_included))
        and _reaches(one, other)
        and (end < 0 or (end == 0 and (not one.end_included or other.end_included)))
    )


def _starts_within(one: Range, other: Range) -> bool:
    """Return whether the first range starts with the second or behind its start."""
    start = _start_to_start(one, other)
    return start > 0 or (start == 0 and (not one.start_included or other.start_included))


def _ends_within(one: Range, other: Range) -> bool:
    end = _end_to_end(one, other)
    return end < 0 or (end == 0 and (not one.end_included or other.end_included))


def _finishes_range(one: Range, other: Range) -> bool:
    same_end = one.end_included == other.end_included and _end_to_end(one, other) == 0
    return same_end and _starts_within(one, other)


def _finishes_point(value: Value, range_: Range) -> bool:
    return range_.end_included and _point_to_end(value, range_) == 0


def _starts_range(one: Range, other: Range) -> bool:
    same_start = one.start_included == other.start_included and _start_to_start(one, other) == 0
    return same_start and _ends_within(one, other)


def _starts_point(value: Value, range_: Range) -> bool:
    return range_.start_included and _point_to_start(value, range_) == 0


def _during_range(one: Range, other: Range) -> bool:
    return _starts_within(one, other) and _ends_within(one, other)


def _during_point(value: Value, range_: Range) -> bool:
    return contains(range_, value)


def _coincide(one: Range, other: Range) -> bool:
    return (
        one.start_included == other.start_included
        and one.end_included == other.end_included
        and _start_to_start(one, other) == 0
        and _end_to_end(one, other) == 0
    )


def _turned(relation: _Relation) -> _Relation:
    return lambda one, other: relation(other, one)


def _overload(first: Parameter, second: Parameter, relation: _Relation) -> Overload:
    def act(run: Run, one: Value, other: Value) -> Value:
        run.charge()
        for side in (one, other):
            if isinstance(side, Range):
                _require_stretch(side)
        return relation(one, other)

    return Overload((first, second), act)


def _require_stretch(range_: Range) -> None:
    require_ends(range_)
    if range_.operator == "!=":
        raise Fault("“不等于”不是连续的区间，不能比较", code="rules.feel.bad_range")


def _points(relation: Callable[[int], bool]) -> Overload:
    return _overload(point("point1"), point("point2"), lambda one, other: relation(order(one, other)))


def _point_range(relation: _Relation) -> Overload:
    return _overload(point("point"), interval("range"), relation)


def _range_point(relation: _Relation) -> Overload:
    return _overload(interval("range"), point("point"), relation)


def _ranges(relation: _Relation) -> Overload:
    return _overload(interval("range1"), interval("range2"), relation)


RANGES: Final = (
    define(
        "before",
        _points(lambda place: place < 0),
        _point_range(_point_before_range),
        _range_point(_range_before_point),
        _ranges(_range_before),
    ),
    define(
        "after",
        _points(lambda place: place > 0),
        _point_range(_turned(_range_before_point)),
        _range_point(_turned(_point_before_range)),
        _ranges(_turned(_range_before)),
    ),
    define("meets", _ranges(_meets)),
    define("met by", _ranges(_turned(_meets))),
    define("overlaps", _ranges(_overlaps)),
    define("overlaps before", _ranges(_overlaps_before)),
    define("overlaps after", _ranges(_turned(_overlaps_before))),
    define("finishes", _point_range(_finishes_point), _ranges(_finishes_range)),
    define("finished by", _range_point(_turned(_finishes_point)), _ranges(_turned(_finishes_range))),
    define("includes", _range_point(_turned(_during_point)), _ranges(_turned(_during_range))),
    define("during", _point_range(_during_point), _ranges(_during_range)),
    define("starts", _point_range(_starts_point), _ranges(_starts_range)),
    define("started by", _range_point(_turned(_starts_point)), _ranges(_turned(_starts_range))),
    define("coincides", _points(lambda place: place == 0), _ranges(_coincide)),
)
"""The functions of this section."""

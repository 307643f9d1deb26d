"""Positions as FEEL counts them: from 1 at the start, from -1 at the end."""

from decimal import Decimal

from tongjian.rules.feel.builtins.conversion import whole
from tongjian.rules.feel.values import Fault


def place_of(position: Decimal, length: int) -> int:
    """Return the place, counted from 0, of a position among so many.

    Raises:
        Fault: the position is zero, no integer, or beyond either end.
    """
    place = whole(position)
    if place == 0 or abs(place) > length:
        raise Fault(
            "位置 %(position)s 不在 1 至 %(length)s 之间",
            code="rules.feel.out_of_range",
            position=place,
            length=length,
        )
    return place - 1 if place > 0 else length + place

"""Numbers: finite decimals of 34 digits, rounded half to even (decimal128)."""

from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    Underflow,
)

from tongjian.rules.feel.values.fault import Fault

DIGITS = 34
"""Significant digits of every number. Source: DMN 1.5, 10.3.2.3.1."""

NUMBERS = Context(
    prec=DIGITS,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    clamp=0,
    traps=[InvalidOperation, DivisionByZero, Overflow, Underflow],
)
"""The one arithmetic of FEEL; its methods are called, it is never made the thread's context."""

_UNTRAPPED = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, traps=[])


def number(value: int | str | Decimal) -> Decimal:
    """Return the number rounded to 34 digits.

    Raises:
        Fault: the value is no finite number of decimal128.
    """
    made = _UNTRAPPED.create_decimal(value)
    if not made.is_finite():
        raise Fault("“%(value)s”不是有限的数", code="rules.feel.not_a_number", value=value)
    return made

"""Boolean and numeric functions. Source: DMN 1.5, 10.3.4.2 and 10.3.4.5."""

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
    DecimalException,
)
from typing import Final

from tongjian.rules.feel.builtins.conversion import whole
from tongjian.rules.feel.builtins.signatures import Overload, define, numeric, of_kinds
from tongjian.rules.feel.values import (
    DIGITS,
    NUMBERS,
    DayTimeDuration,
    Fault,
    Function,
    Value,
    YearMonthDuration,
)
from tongjian.rules.running import Run

LEAST_SCALE: Final = -6111
MOST_SCALE: Final = 6176
"""The scales that a number may be rounded to."""

_ZERO: Final = Decimal(0)
_TWO: Final = Decimal(2)


def scaled(n: Decimal, scale: Decimal, rounding: str) -> Decimal:
    """Return the number with so many digits behind the point, as far as 34 digits can hold them.

    Raises:
        Fault: the scale is no integer from -6111 to 6176.
    """
    places = whole(scale)
    if not LEAST_SCALE <= places <= MOST_SCALE:
        raise Fault("小数位数应在 -6111 至 6176 之间", code="rules.feel.out_of_range")
    exponent = n.as_tuple().exponent
    longest = isinstance(exponent, int) and -exponent <= places and n.adjusted() + places >= DIGITS
    if longest or (not n and places > -LEAST_SCALE):
        return n
    try:
        return n.quantize(Decimal((0, (1,), -places)), rounding=rounding, context=NUMBERS)
    except DecimalException as error:
        raise _no_result() from error


def _no_result() -> Fault:
    return Fault("数的运算没有结果，或结果超出34位十进制数的范围", code="rules.feel.no_such_number")


def _rounder(rounding: str) -> Callable[[Run, Decimal, Decimal], Value]:
    return lambda _run, n, scale: scaled(n, scale, rounding)


def _to_integer(rounding: str) -> Callable[[Run, Decimal], Value]:
    return lambda _run, n: scaled(n, _ZERO, rounding)


def _abs(_run: Run, n: Decimal | DayTimeDuration | YearMonthDuration) -> Value:
    if isinstance(n, DayTimeDuration):
        return DayTimeDuration(abs(n.nanoseconds))
    if isinstance(n, YearMonthDuration):
        return YearMonthDuration(abs(n.months))
    return NUMBERS.abs(n)


def _modulo(_run: Run, dividend: Decimal, divisor: Decimal) -> Value:
    """Return the remainder with the sign of the divisor."""
    try:
        rest = NUMBERS.remainder(dividend, divisor)
        return NUMBERS.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest
    except DecimalException as error:
        raise _no_result() from error


def _finite(act: Callable[[Decimal], Decimal]) -> Callable[[Run, Decimal], Value]:
    """Return the function of one number that has no value where the result is not finite."""

    def call(run: Run, given: Decimal) -> Value:
        run.charge()
        try:
            found = act(given)
        except DecimalException as error:
            raise _no_result() from error
        if not found.is_finite():
            raise _no_result()
        return found

    return call


def _parity(given: Decimal) -> Decimal:
    if given != given.to_integral_value():
        raise Fault("%(given)s 不是整数", code="rules.feel.not_an_integer", given=given)
    if given.adjusted() >= DIGITS:
        return _ZERO
    return abs(NUMBERS.remainder(given, _TWO))


def _odd(_run: Run, given: Decimal) -> Value:
    return _parity(given) == 1


def _even(_run: Run, given: Decimal) -> Value:
    return _parity(given) == 0


def _not(_run: Run, negand: bool) -> Value:  # noqa: FBT001  # a value of FEEL
    return not negand


def _decimal(_run: Run, n: Decimal, scale: Decimal) -> Value:
    """Rounded half to even; of a scale with a fraction the whole part counts, as in the kit."""
    return scaled(n, scale.to_integral_value(ROUND_DOWN), ROUND_HALF_EVEN)


def _rounding_function(name: str, rounding: str) -> Function:
    return define(name, Overload((numeric("n"), numeric("scale")), _rounder(rounding)))


NUMERIC: Final = (
    define("not", Overload((of_kinds("negand", bool),), _not)),
    define("decimal", Overload((numeric("n"), numeric("scale")), _decimal)),
    define(
        "floor",
        Overload((numeric("n"),), _to_integer(ROUND_FLOOR)),
        Overload((numeric("n"), numeric("scale")), _rounder(ROUND_FLOOR)),
    ),
    define(
        "ceiling",
        Overload((numeric("n"),), _to_integer(ROUND_CEILING)),
        Overload((numeric("n"), numeric("scale")), _rounder(ROUND_CEILING)),
    ),
    _rounding_function("round up", ROUND_UP),
    _rounding_function("round down", ROUND_DOWN),
    _rounding_function("round half up", ROUND_HALF_UP),
    _rounding_function("round half down", ROUND_HALF_DOWN),
    define("abs", Overload((of_kinds("n", Decimal, DayTimeDuration, YearMonthDuration),), _abs)),
    define("modulo", Overload((numeric("dividend"), numeric("divisor")), _modulo)),
    define("sqrt", Overload((numeric("number"),), _finite(NUMBERS.sqrt))),
    define("log", Overload((numeric("number"),), _finite(NUMBERS.ln))),
    define("exp", Overload((numeric("number"),), _finite(NUMBERS.exp))),
    define("odd", Overload((numeric("number"),), _odd)),
    define("even", Overload((numeric("number"),), _even)),
)
"""The functions of these sections."""

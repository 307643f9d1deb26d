"""List functions that compute a number from numbers. Source: DMN 1.5, 10.3.4.4."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal, DecimalException
from typing import Final

from tongjian.rules.feel.builtins.signatures import Overload, anything, define, members
from tongjian.rules.feel.values import NUMBERS, Fault, Function, Value
from tongjian.rules.running import Run

_TWO: Final = Decimal(2)
_ONE: Final = Decimal(1)
_Numbers = tuple[Decimal, ...]


def _sum(given: _Numbers) -> Value:
    total = given[0]
    for number in given[1:]:
        total = NUMBERS.add(total, number)
    return total


def _product(given: _Numbers) -> Value:
    total = _ONE
    for number in given:
        total = NUMBERS.multiply(total, number)
    return total


def _mean(given: _Numbers) -> Decimal:
    total = Decimal(0)
    for number in given:
        total = NUMBERS.add(total, number)
    return NUMBERS.divide(total, Decimal(len(given)))


def _median(given: _Numbers) -> Value:
    ranked = sorted(given)
    middle, odd = divmod(len(ranked), 2)
    if odd:
        return ranked[middle]
    return NUMBERS.divide(NUMBERS.add(ranked[middle - 1], ranked[middle]), _TWO)


def _stddev(given: _Numbers) -> Value:
    """Return the standard deviation of a sample, so divided by one less than its size."""
    if len(given) == 1:
        raise Fault("只有一个数，没有样本标准差", code="rules.feel.empty_list")
    mean = _mean(given)
    total = Decimal(0)
    for number in given:
        distance = NUMBERS.subtract(number, mean)
        total = NUMBERS.add(total, NUMBERS.multiply(distance, distance))
    return NUMBERS.sqrt(NUMBERS.divide(total, Decimal(len(given) - 1)))


def _mode(given: _Numbers) -> Value:
    """Return the numbers that come most often, in ascending order."""
    counted = Counter(given)
    most = max(counted.values(), default=0)
    return tuple(sorted(number for number, count in counted.items() if count == most))


def _of_numbers(name: str, act: Callable[[_Numbers], Value], *, empty: bool = False) -> Function:
    def call(run: Run, *given: Value) -> Value:
        run.charge(len(given))
        numbers = tuple(member for member in given if isinstance(member, Decimal))
        if len(numbers) < len(given):
            raise Fault("函数 %(name)s 只接受数", code="rules.feel.wrong_argument", name=name)
        if not numbers and not empty:
            raise Fault("函数 %(name)s 不接受空列表", code="rules.feel.empty_list", name=name)
        try:
            return act(numbers)
        except DecimalException as error:
            raise Fault("计算结果超出34位十进制数的范围", code="rules.feel.no_such_number") from error

    return define(
        name,
        Overload((members(),), lambda run, given: call(run, *given)),
        Overload((anything("n...", many=True),), call),
    )


STATISTICS: Final = (
    _of_numbers("sum", _sum),
    _of_numbers("mean", _mean),
    _of_numbers("product", _product),
    _of_numbers("median", _median),
    _of_numbers("stddev", _stddev),
    _of_numbers("mode", _mode, empty=True),
)
"""The functions of this section that compute."""

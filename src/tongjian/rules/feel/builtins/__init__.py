"""The built-in functions of FEEL by name, each with its overloads."""

from collections.abc import Mapping
from typing import Final

from tongjian.rules.feel.builtins.contexts import CONTEXTS
from tongjian.rules.feel.builtins.conversion import CONVERSION
from tongjian.rules.feel.builtins.lists import LISTS
from tongjian.rules.feel.builtins.moments import MOMENTS
from tongjian.rules.feel.builtins.numbers import NUMERIC
from tongjian.rules.feel.builtins.ranges import RANGES
from tongjian.rules.feel.builtins.statistics import STATISTICS
from tongjian.rules.feel.builtins.texts import TEXTS
from tongjian.rules.feel.values import Function

BUILT_IN: Final[Mapping[str, Function]] = {
    function.name: function
    for section in (CONVERSION, NUMERIC, TEXTS, LISTS, STATISTICS, MOMENTS, RANGES, CONTEXTS)
    for function in section
}
"""Every built-in function of DMN 1.5 by its name."""

__all__ = ["BUILT_IN"]

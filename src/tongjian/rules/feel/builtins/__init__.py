"""The built-in functions of FEEL."""

from collections.abc import Mapping
from typing import Final

from tongjian.rules.feel.values import Function

BUILT_IN: Final[Mapping[str, Function]] = {}
"""Every built-in function by its name."""

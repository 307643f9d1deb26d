"""Three-valued logic: whatever is neither true nor false leaves a question open.

Source: DMN 1.5, tables 50 and 51.
"""

from collections.abc import Iterable

from tongjian.rules.feel.values import Value


def conjunction(values: Iterable[Value]) -> bool | None:
    """Return false where one value is false, else true where all are true, else None."""
    open_ = False
    for value in values:
        if value is False:
            return False
        open_ = open_ or value is not True
    return None if open_ else True


def disjunction(values: Iterable[Value]) -> bool | None:
    """Return true where one value is true, else false where all are false, else None."""
    open_ = False
    for value in values:
        if value is True:
            return True
        open_ = open_ or value is not False
    return None if open_ else False


def negation(value: Value) -> bool | None:
    """Return the opposite of true or false, and None for everything else."""
    return not value if isinstance(value, bool) else None

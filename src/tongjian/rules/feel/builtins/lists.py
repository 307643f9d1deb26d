"""List functions that do not count or compute. Source: DMN 1.5, 10.3.4.4 and 10.3.4.9."""

from decimal import Decimal
from typing import Final

from tongjian.rules.feel.builtins.places import place_of
from tongjian.rules.feel.builtins.signatures import Overload, anything, define, members, numeric, of_kinds
from tongjian.rules.feel.operations.comparison import order, same
from tongjian.rules.feel.operations.logic import conjunction, disjunction
from tongjian.rules.feel.values import Fault, Function, Value
from tongjian.rules.running import Run

_List = tuple[Value, ...]


def _list_contains(run: Run, members_: _List, element: Value) -> Value:
    run.charge(len(members_))
    return any(same(member, element) is True for member in members_)


def _count(_run: Run, members_: _List) -> Value:
    return Decimal(len(members_))


def _min(run: Run, *given: Value) -> Value:
    return _first_of(run, given, -1)


def _max(run: Run, *given: Value) -> Value:
    return _first_of(run, given, 1)


def _first_of(run: Run, given: _List, sign: int) -> Value:
    if not given:
        raise Fault("空列表没有最小值或最大值", code="rules.feel.empty_list")
    run.charge(len(given))
    found = given[0]
    order(found, found)
    for member in given[1:]:
        if order(member, found) * sign > 0:
            found = member
    return found


def _all(run: Run, *given: Value) -> Value:
    return _truth(conjunction(_booleans(run, given)))


def _any(run: Run, *given: Value) -> Value:
    return _truth(disjunction(_booleans(run, given)))


def _booleans(run: Run, given: _List) -> _List:
    run.charge(len(given))
    if not all(member is None or isinstance(member, bool) for member in given):
        raise Fault("列表中只能有 true、false 和 null", code="rules.feel.wrong_argument")
    return given


def _truth(found: bool | None) -> bool:  # noqa: FBT001  # a value of FEEL
    if found is None:
        raise Fault("列表中有 null，真假不能确定", code="rules.feel.open_question")
    return found


def _sublist(run: Run, members_: _List, start: Decimal, length: Decimal | None = None) -> Value:
    first = place_of(start, len(members_))
    if length is None:
        run.grow(len(members_) - first)
        return members_[first:]
    count = int(length)
    if not 1 <= count <= len(members_) - first:
        raise Fault("截取的长度超出列表", code="rules.feel.out_of_range")
    run.grow(count)
    return members_[first : first + count]


def _append(run: Run, members_: _List, *items: Value) -> Value:
    run.grow(len(members_) + len(items))
    return (*members_, *items)


def _concatenate(run: Run, *lists: _List) -> Value:
    run.grow(sum(map(len, lists)))
    return tuple(member for one in lists for member in one)


def _insert_before(run: Run, members_: _List, position: Decimal, item: Value) -> Value:
    place = place_of(position, len(members_))
    run.grow(len(members_) + 1)
    return (*members_[:place], item, *members_[place:])


def _remove(run: Run, members_: _List, position: Decimal) -> Value:
    place = place_of(position, len(members_))
    run.grow(len(members_))
    return (*members_[:place], *members_[place + 1 :])


def _replace_at(run: Run, members_: _List, position: Decimal, item: Value) -> Value:
    place = place_of(position, len(members_))
    run.grow(len(members_))
    return (*members_[:place], item, *members_[place + 1 :])


def _replace_matching(run: Run, members_: _List, match: Function, item: Value) -> Value:
    run.grow(len(members_))
    return tuple(item if answer(run, match, member, item) else member for member in members_)


def _reverse(run: Run, members_: _List) -> Value:
    run.grow(len(members_))
    return members_[::-1]


def _index_of(run: Run, members_: _List, match: Value) -> Value:
    run.grow(len(members_))
    run.charge(len(members_))
    return tuple(
        Decimal(place) for place, member in enumerate(members_, start=1) if same(member, match) is True
    )


def _union(run: Run, *lists: _List) -> Value:
    return _distinct(run, tuple(member for one in lists for member in one))


def _distinct(run: Run, members_: _List) -> Value:
    """Return the members without those equal to an earlier one."""
    run.grow(len(members_))
    kept: list[Value] = []
    simple: set[tuple[type, Value]] = set()
    others: list[Value] = []
    for member in members_:
        if member is None or isinstance(member, str | bool | Decimal):
            key = (type(member), member)
            if key not in simple:
                simple.add(key)
                kept.append(member)
            continue
        run.charge(1 + len(others))
        if not any(same(one, member) is True for one in others):
            others.append(member)
            kept.append(member)
    return tuple(kept)


def _flatten(run: Run, members_: _List) -> Value:
    flat: list[Value] = []
    waiting = [iter(members_)]
    while waiting:
        for member in waiting[-1]:
            run.charge()
            if isinstance(member, tuple):
                waiting.append(iter(member))
                break
            flat.append(member)
        else:
            waiting.pop()
    run.grow(len(flat))
    return tuple(flat)


def _sort(run: Run, members_: _List, precedes: Function) -> Value:
    """Sort stably: a member goes before another only where ``precedes`` says so."""

    class Placed:
        """A member that asks ``precedes`` where it goes."""

        __slots__ = ("member",)

        def __init__(self, member: Value) -> None:
            self.member = member

        def __lt__(self, other: "Placed") -> bool:
            return answer(run, precedes, self.member, other.member)

    run.grow(len(members_))
    _of_two(precedes)
    return tuple(placed.member for placed in sorted(map(Placed, members_)))


def answer(run: Run, function: Function, first: Value, second: Value) -> bool:
    """Return what a function of two parameters answers.

    Raises:
        Fault: it takes another number of parameters, or answers neither true nor false.
    """
    _of_two(function)
    run.charge()
    found = function.call(run, first, second)
    if not isinstance(found, bool):
        raise Fault("函数的结果应为 true 或 false", code="rules.feel.wrong_argument")
    return found


def _of_two(function: Function) -> None:
    if len(function.parameters) != 2:  # noqa: PLR2004  # both members
        raise Fault("函数应有两个参数", code="rules.feel.wrong_arity")


LISTS: Final = (
    define("list contains", Overload((members(), anything("element")), _list_contains)),
    define("count", Overload((members(),), _count)),
    define(
        "min",
        Overload((members(),), lambda run, given: _min(run, *given)),
        Overload((anything("c...", many=True),), _min),
    ),
    define(
        "max",
        Overload((members(),), lambda run, given: _max(run, *given)),
        Overload((anything("c...", many=True),), _max),
    ),
    define(
        "all",
        Overload((members(),), lambda run, given: _all(run, *given)),
        Overload((anything("b...", many=True),), _all),
    ),
    define(
        "any",
        Overload((members(),), lambda run, given: _any(run, *given)),
        Overload((anything("b...", many=True),), _any),
    ),
    define(
        "sublist",
        Overload((members(), numeric("start position"), numeric("length", optional=True)), _sublist),
    ),
    define("append", Overload((members(), anything("item", many=True)), _append)),
    define("concatenate", Overload((members(many=True),), _concatenate)),
    define(
        "insert before",
        Overload((members(), numeric("position"), anything("newItem")), _insert_before),
    ),
    define("remove", Overload((members(), numeric("position")), _remove)),
    define(
        "list replace",
        Overload((members(), numeric("position"), anything("newItem")), _replace_at),
        Overload((members(), of_kinds("match", Function), anything("newItem")), _replace_matching),
    ),
    define("reverse", Overload((members(),), _reverse)),
    define("index of", Overload((members(), anything("match")), _index_of)),
    define("union", Overload((members(many=True),), _union)),
    define("distinct values", Overload((members(),), _distinct)),
    define("flatten", Overload((members(),), _flatten)),
    define("sort", Overload((members(), of_kinds("precedes", Function)), _sort)),
)
"""The functions of these sections."""

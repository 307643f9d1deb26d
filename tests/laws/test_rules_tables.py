"""The index of a table finds the rules that the tests of its cells find; the analysis tells the truth."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as some

from tests.unit.rules.dmn_models import model_with_table
from tongjian.rules.dmn.tables.analysis import analyse
from tongjian.rules.dmn.tables.matching import CompiledTable, matcher
from tongjian.rules.feel.values import Date
from tongjian.rules.running import Run

NUMBERS = some.integers(-3, 3).map(str)
TEXTS = some.sampled_from(["a", "b", "c"]).map(lambda text: f'"{text}"')


def cells(constants: some.SearchStrategy[str]) -> some.SearchStrategy[str]:
    compared = some.builds("{} {}".format, some.sampled_from(["<", "<=", ">", ">=", "!=", "="]), constants)
    listed = some.lists(constants, min_size=1, max_size=3).map(", ".join)
    between = some.tuples(some.sampled_from("[("), constants, constants, some.sampled_from("])")).map(
        lambda parts: f"{parts[0]}{min(parts[1:3], key=plain)}..{max(parts[1:3], key=plain)}{parts[3]}"
    )
    return some.one_of(some.just("-"), compared, listed, listed.map("not({})".format), between)


def plain(constant: str) -> tuple[Decimal, str]:
    return (Decimal(0), constant.partition('"')[2]) if '"' in constant else (Decimal(constant), "")


DATES = some.builds(
    str.format, some.sampled_from(['@"2026-02-{:02}"', 'date("2026-02-{:02}")']), some.sampled_from([1, 2, 9])
)
YES_OR_NO = some.sampled_from(["-", "true", "false", "not(true)"])
ROWS = some.tuples(cells(NUMBERS), cells(TEXTS), YES_OR_NO, cells(DATES))
TABLES = some.lists(ROWS, min_size=1, max_size=6)
INPUTS = some.tuples(
    some.one_of(some.none(), some.integers(-8, 8).map(lambda half: Decimal(half) / 2)),
    some.one_of(some.none(), some.sampled_from(["", "a", "aa", "b", "c", "d"])),
    some.sampled_from([None, True, False]),
    some.sampled_from([None, "2026-02-01", *(Date(2026, 2, day) for day in (1, 2, 3, 9, 10))]),
)


def compiled(rows: list[tuple[str, ...]]) -> CompiledTable:
    rules = [f"{' | '.join(row)} -> {at}" for at, row in enumerate(rows)]
    return model_with_table(["n", "t", "b", "on"], rules).tables[0]


def passing(table: CompiledTable, values: tuple[object, ...]) -> int:
    """The rules whose own tests all hold, one by one."""
    found = 0
    for rule in range(len(table.table.rules)):
        tests = [column.tests[rule] for column in table.columns]
        if all(
            test is not None and test.matches(value, {}, Run()) is True  # type: ignore[arg-type]
            for test, value in zip(tests, values, strict=True)
        ):
            found |= 1 << rule
    return found


@settings(deadline=None, max_examples=300)
@given(TABLES, some.lists(INPUTS, min_size=1, max_size=5))
def test_the_index_finds_what_the_tests_find(
    rows: list[tuple[str, ...]], inputs: list[tuple[object, ...]]
) -> None:
    table = compiled(rows)
    match = matcher(table.columns, len(rows))
    for values in inputs:
        assert match(values, {}, Run()) == passing(table, values)  # type: ignore[arg-type]


@settings(deadline=None, max_examples=200)
@given(TABLES, INPUTS.filter(lambda values: None not in values and isinstance(values[3], Date)))
def test_what_no_rule_covers_is_called_missing_and_what_two_cover_an_overlap(
    rows: list[tuple[str, ...]], values: tuple[object, ...]
) -> None:
    table = compiled(rows)
    found = passing(table, values)
    warnings = analyse(table.table, table.columns)
    if not found:
        assert any(one.kind in ("gap", "unfinished") for one in warnings)
    matching = [rule for rule in range(len(rows)) if found >> rule & 1]
    pairs = {one.rules for one in warnings if one.kind == "overlap"}
    for position, first in enumerate(matching):
        for second in matching[position + 1 :]:
            assert (first + 1, second + 1) in pairs

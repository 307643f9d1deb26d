"""Names: the longest one in scope stands, whatever it holds."""

from decimal import Decimal

import pytest

from tongjian.rules.errors import MalformedExpression
from tongjian.rules.feel import Names, compile_expression, evaluate, unknown_names, used_names
from tongjian.rules.feel.values import Value

SITE: dict[str, Value] = {
    "项目 总 面积 - 地下": Decimal(70),
    "项目 总 面积": Decimal(100),
    "地下": Decimal(1),
    "容积率（含地下）": Decimal("2.5"),
    "甲、乙类": True,
    "2号楼 高度": Decimal(54),
    "a": Decimal(5),
    "b": Decimal(2),
    "a-b": Decimal(99),
    "yes and no": "both",
    "check in": Decimal(7),
    "date": "a variable",
    "项目": {"总 面积": Decimal(8), "用 地": {"性质 or 类别": "R2"}},
    "-": Decimal(1000),
    "1": Decimal(1000),
    "楼": ({"层 数": Decimal(3)}, {"层 数": Decimal(11)}),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目 总 面积 - 地下", Decimal(70)),
        ("项目 总 面积-地下", Decimal(70)),
        ("项目　总\n面积 -  地下 * 2", Decimal(140)),
        ("项目 总 面积 + 地下", Decimal(101)),
        ("容积率（含地下） * 2", Decimal("5.0")),
        ("甲、乙类 and a > 1", True),
        ("2号楼 高度 - 4", Decimal(50)),
        ("2 + a", Decimal(7)),
        ("a-b", Decimal(99)),
        ("(a)-b", Decimal(3)),
        ("yes and no", "both"),
        ("check in + 1", Decimal(8)),
        ("a in (5, 6)", True),
        ("date", "a variable"),
        ('date("2026-03-01").day', Decimal(1)),
        ("项目.总 面积", Decimal(8)),
        ("项目 . 用 地 . 性质 or 类别", "R2"),
        ("楼.层 数", (Decimal(3), Decimal(11))),
        ("楼[层 数 > 5].层 数", (Decimal(11),)),
        ("楼[item.层 数 > 5][1].层 数", Decimal(11)),
        ("for 一 栋 in 楼 return 一 栋.层 数 + 1", (Decimal(4), Decimal(12))),
        ("some 栋 in 楼 satisfies 栋.层 数 > 10", True),
        ("{面 积: 3, 两 倍: 面 积 * 2}.两 倍", Decimal(6)),
        ("{面积+: 3, x: 面积+ * 2}.x", Decimal(6)),
        ('{"任 意 (文字)": 3}["任 意 (文字)" = "x"]', ()),
        ("(function(建筑 面积, 层 数) 建筑 面积 / 层 数)(层 数: 2, 建筑 面积: 10)", Decimal(5)),
        (r'{"-": 1, "\"": 2, "1": 3, "(": 4, x: (2 - 1) * 1}.x', Decimal(1)),
        ("(function(if any) if any + 1)(1)", Decimal(2)),
    ],
)
def test_the_longest_name_in_scope_stands(text: str, expected: Value) -> None:
    outcome = evaluate(text, SITE)
    assert outcome.value == expected
    assert outcome.diagnostics == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[{x: 1, y: 2}, {x: 2, y: 3}][x = 2].y", (Decimal(3),)),
        ("[{item: 1}, {item: 5}][item > 2]", ({"item": Decimal(5)},)),
        ("[{a: 1}, {a: 7}][a > 2].a", (Decimal(7),)),
        ("[{l: [{v: 1}, {v: 2}], n: 2}][count(l[v = n]) = 1].n", (Decimal(2),)),
        ("[1, 2, 3][item > b]", (Decimal(3),)),
        ("{a: 1, c: {d: a + 1}}.c.d", Decimal(2)),
        ("for a in [1, 2] return [3, 4][item > a + 2]", ((Decimal(4),), ())),
        ("(for i in 1..3 return function() i)[2]()", Decimal(2)),
        ("{n: 1, f: function(x) x + n, g: {n: 10, r: f(1)}}.g.r", Decimal(2)),
    ],
)
def test_an_inner_name_hides_an_outer_one(text: str, expected: Value) -> None:
    assert evaluate(text, SITE).value == expected


def test_entries_nobody_declared_are_read_word_by_word() -> None:
    compiled = compile_expression("申请.建筑 总 面积 * 2", names=Names(["申请"]))
    assert [name for name, _ in unknown_names(compiled.syntax)] == []
    assert evaluate("x.start date", {"x": None}).diagnostics[0].code == "rules.feel.no_such_entry"


def test_unknown_names_are_told_with_their_places() -> None:
    compiled = compile_expression("面积 > 300 and 用 途 = [1][性质 = 2]", names=Names(["面积"]))
    assert unknown_names(compiled.syntax) == (("用 途", (13, 16)),)
    assert used_names(compiled.syntax) == {"面积", "用 途", "性质"}


def test_a_name_without_a_value_gives_null_and_says_so() -> None:
    outcome = evaluate("用途 = null", {})
    assert outcome.value is True
    assert [one.code for one in outcome.diagnostics] == ["rules.feel.unknown_name"]
    assert "用途" in outcome.diagnostics[0].says


def test_two_names_side_by_side_are_refused_with_the_second() -> None:
    with pytest.raises(MalformedExpression) as refused:
        evaluate("a +\n a 面积", SITE)
    assert (refused.value.line, refused.value.column, refused.value.near) == (2, 4, "面积")


def test_names_are_equal_by_what_they_hold() -> None:
    one = Names({"a": Names(["x"]), "b": None})
    other = Names({"b": None, "a": Names(["x"])})
    assert one == other
    assert hash(one) == hash(other)
    assert one != Names({"a": None, "b": None})
    assert one.including({"a": None}) == Names(["a", "b"])

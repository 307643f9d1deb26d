"""Ranges: what lies in them, how they lie to each other, and how they are read."""

from tests.unit.rules.feel_answers import answer, each, faults


@each("""
    5 in (<= 5) and not(5 in (5..10]) and 5 in [5..10]
    5 in (4, 5, 6) and not(5 in (<5, >5))
    1 in [[2..4], [1..3]]
    not(1 in ["a", [2..3]])
    [1, 2] in [[1, 2], [3]] and [1, 2] in [1, 2]
    10 in (!= 11) and not(10 in (!= 10)) and 10 in (= 10)
    null in (= null)
    "b" in ["a".."c"]
    [1..10].start = 1 and (< 10).start = null and (<= 10).end included
    (1..10] = ]1..10] and [1..2] != [1..3]
    not((< 10) = (null..10)) and not((= 10) = [10..10]) and (!= 10) = (!= 10)
""")
def test_ranges_hold_values(text: str) -> None:
    assert answer(text) is True


@each("""
    null in [1..10]
    5 in (null..10]
    5 in [1..null)
    "a" in [1..3]
    5 in "a"
    [3..1]
    [1.."b"]
    [true..false]
    (< null)
    during(5, [1..null])
    before((!= 5), 10)
    before(1, "a")
    meets([1..5], 5)
    overlaps([1..5])
""")
def test_ranges_that_cannot_be_told_are_null_with_a_reason(text: str) -> None:
    assert faults(text)


@each("""
    before(1, 10) and not(before(10, 1)) and not(before(1, [1..10]))
    before(1, (1..10]) and before(1, [5..10])
    not(before([1..10], 10)) and before([1..10), 10) and before([1..10], 15)
    before([1..10], [15..20]) and not(before([1..10], [10..20]))
    before([1..10), [10..20]) and before([1..10], (10..20])
    after(10, 5) and after(12, [1..10]) and after(10, [1..10)) and not(after(10, [1..10]))
    not(after([11..20], 12)) and after([11..20], 10) and after((11..20], 11) and not(after([11..20], 11))
    after([11..20], [1..10]) and after([11..20], [1..11)) and after((11..20], [1..11])
    meets([1..5], [5..10]) and not(meets([1..5), [5..10])) and not(meets([1..5], (5..10]))
    met by([5..10], [1..5]) and not(met by([5..10], [1..5))) and not(met by((5..10], [1..5]))
    overlaps([1..5], [3..8]) and overlaps([1..8], [3..5]) and not(overlaps([1..5], [6..8]))
    overlaps([1..5], [5..8]) and not(overlaps([1..5], (5..8])) and not(overlaps([5..8], [1..5)))
    overlaps before([1..5], [3..8]) and overlaps before([1..5), (1..5]) and overlaps before([1..5], (1..5])
    not(overlaps before([1..5), [1..5])) and not(overlaps before([1..5], [1..5]))
    overlaps after([3..8], [1..5]) and overlaps after((1..5], [1..5]) and not(overlaps after([1..5], [1..5]))
    finishes(10, [1..10]) and not(finishes(10, [1..10))) and finishes([5..10), [1..10))
    not(finishes([5..10), [1..10])) and finishes((1..10], [1..10])
    finished by([1..10], 10) and finished by([1..10], (1..10]) and not(finished by([1..10], [5..10)))
    includes([1..10], 5) and not(includes((1..10], 1)) and includes([1..10], (1..10))
    during(5, [1..10]) and not(during(10, [1..10))) and during((1..5], (1..10])
    starts(1, [1..10]) and not(starts(1, (1..10])) and starts([1..10), [1..10])
    not(starts((1..5], [1..10])) and not(starts([1..5], (1..10]))
    started by([1..10], 1) and started by([1..10], [1..10)) and not(started by([1..10], (1..5]))
    coincides(5, 5) and not(coincides(3, 4)) and not(coincides((1..5), [1..5]))
    during(5, (< 10)) and before((< 10), [10..12]) and not(before((> 10), 12))
    before(point1: 1, point2: 2) and before(range: [1..2], point: 3)
    before(@"2020-01-01", [@"2020-01-02"..@"2020-01-03"])
""")
def test_relations_between_points_and_ranges(text: str) -> None:
    assert answer(text) is True


@each(r"""
    range("[18..21)") = [18..21) and range("]18..21[") = (18..21)
    range(" [ 1 .. 3 ] ") = [1..3]
    range("[-1.5..2e3]") = [-1.5..2000]
    range("[\"a\"..\"c\"]") = ["a".."c"]
    range("[@\"1970-01-01\"..@\"1970-01-02\"]") = [@"1970-01-01"..@"1970-01-02"]
    range("[date and time(\"1970-01-01T00:00:00\")..@\"1970-01-02T00:00:00\"]").end.day = 2
""")
def test_ranges_are_read(text: str) -> None:
    assert answer(text) is True


@each(r"""
    range("")
    range(">=10")
    range("[..2]")
    range("[null..null]")
    range("[3..1]")
    range("[1..\"b\"]")
    range("[x..y]")
    range("[1+1..3]")
    range("[date(string(\"1970-01-01\"))..date(\"1970-01-02\")]")
    range("[today(\"\")..today(\"\")]")
    range([1..3])
""")
def test_what_is_no_range_of_literals_is_null_with_a_reason(text: str) -> None:
    assert faults(text)

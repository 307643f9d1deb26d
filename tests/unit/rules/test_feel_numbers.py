"""Numbers: 34 digits, half to even, and the functions that round them."""

from tests.unit.rules.feel_answers import answer, each, faults


@each("""
    1/3 = 0.3333333333333333333333333333333333
    2/3 = 0.6666666666666666666666666666666667
    0.1 + 0.2 = 0.3
    1.0*10**3 = 1000
    12345678901234567890123456789012345 + 1 = 12345678901234567890123456789012340
    0 ** 0 = 1
    2 ** -1 = 0.5
    2 ** 0.5 = 1.414213562373095048801688724209698
    -0 = 0
    -(-1) = 1
""")
def test_numbers_are_computed_to_34_digits(text: str) -> None:
    assert answer(text) is True


@each("""
    1/0
    0/0
    0 ** -1
    (-2) ** 0.5
    10 ** 7000
    10 ** -7000
    2 ** 1000000000
    sqrt(-1)
    log(0)
    log(-1)
    exp(100000)
    modulo(1, 0)
""")
def test_what_is_no_number_is_null_with_a_reason(text: str) -> None:
    assert faults(text) <= {"rules.feel.no_such_number", "rules.feel.out_of_range"}
    assert faults(text)


@each("""
    decimal(1/3, 2) = .33
    decimal(1.5, 0) = 2
    decimal(2.5, 0) = 2
    decimal(2 / 3, 2.9) = 0.67
    string(decimal(1, 2)) = "1.00"
    decimal(1234, -2) = 1200
    decimal(5.5, 6176) = 5.5
    floor(1.5) = 1
    floor(-1.5) = -2
    floor(-1.56, 1) = -1.6
    ceiling(1.5) = 2
    ceiling(-1.56, 1) = -1.5
    round up(5.5, 0) = 6
    round up(-5.5, 0) = -6
    round up(1.121, 2) = 1.13
    round up(-1.126, 2) = -1.13
    round down(5.5, 0) = 5
    round down(-1.126, 2) = -1.12
    round half up(-5.5, 0) = -6
    round half up(1.121, 2) = 1.12
    round half down(5.5, 0) = 5
    round half down(-1.126, 2) = -1.13
""")
def test_rounding_keeps_to_its_direction(text: str) -> None:
    assert answer(text) is True


@each("""
    decimal(1.5, 6177)
    decimal(1.5, -6112)
    round up(1.5, 0.5)
    decimal("1.5", 0)
    decimal(1.5, null)
    decimal(1.5)
    round up(1.5)
    floor(1.5, 1, 2)
    round up(n: 1.5, places: 0)
""")
def test_a_scale_outside_its_range_or_another_signature_is_null_with_a_reason(text: str) -> None:
    assert faults(text)


@each("""
    modulo(12, 5) = 2
    modulo(-12, 5) = 3
    modulo(12, -5) = -3
    modulo(-12, -5) = -2
    modulo(10.1, 4.5) = 1.1
    modulo(-10.1, 4.5) = 3.4
    modulo(10.1, -4.5) = -3.4
    abs(-10) = 10
    abs(@"-PT5H") = @"PT5H"
    abs(@"-P1Y") = @"P1Y"
    sqrt(16) = 4
    decimal(log(10), 11) = 2.30258509299
    decimal(exp(5), 12) = 148.413159102577
    odd(5) and not(odd(2)) and odd(-1)
    even(2) and not(even(5)) and even(0)
""")
def test_numeric_functions(text: str) -> None:
    assert answer(text) is True


@each("""
    number("1 000,0", " ", ",") = number("1,000.0", ",", ".")
    number("1.000.000,01", ".", ",") = 1000000.01
    number("1,000", ",", null) = 1000
    number("-.5", null, null) = -0.5
    number("1e3", null, null) = 1000
    number(from: "1.000,5", decimal separator: ",", grouping separator: ".") = 1000.5
""")
def test_numbers_are_read_with_their_separators(text: str) -> None:
    assert answer(text) is True


@each(r"""
    number("1,000.0", " ", ".")
    number("1,000", ".", ".")
    number("1:000", ":", ".")
    number("1.5", null, ",")
    number("五", null, null)
    number("\uFF11\uFF12", null, null)
    number("", null, null)
    number("1 2", null, null)
    number("Infinity", null, null)
    number("NaN", null, null)
    number("1e999999", null, null)
    number(null, null, null)
""")
def test_what_does_not_read_as_a_number_is_null_with_a_reason(text: str) -> None:
    assert faults(text)


@each("""
    sum([1,2,3]) = 6
    sum(1,2,3) = 6
    sum(1) = 1
    mean([1,2,3]) = 2
    product(2, 3, 4) = 24
    median(8, 2, 5, 3, 4) = 4
    median([6, 1, 2, 3]) = 2.5
    stddev(2, 4, 7, 5) = 2.081665999466132735282297706979931
    mode(6, 3, 9, 6, 6) = [6]
    mode([6, 1, 9, 6, 1]) = [1, 6]
    mode([]) = []
""")
def test_statistics(text: str) -> None:
    assert answer(text) is True


@each("""
    sum([])
    sum()
    sum([1, null])
    sum("1")
    mean([])
    product([])
    median([])
    stddev([47])
    stddev([])
    mode(["a"])
    mode(null)
    sum(numbers: [1])
""")
def test_statistics_of_nothing_or_of_other_than_numbers_are_null_with_a_reason(text: str) -> None:
    assert faults(text)

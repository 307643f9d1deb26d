"""Texts by code point, and regular expressions as XPath has them."""

import time

import pytest

from tests.unit.rules.feel_answers import answer, each, faults
from tongjian.rules.errors import BudgetExceeded


@each(r"""
    substring("foobar", 3) = "obar"
    substring("foobar", 3, 3) = "oba"
    substring("foobar", -2, 1) = "a"
    substring("foobar", 3, 3.8) = "oba"
    substring("\U01F40Eab", 2) = "ab"
    string length("\U01F40Eab") = 3
    upper case("aBc4") = "ABC4"
    lower case("aBc4") = "abc4"
    substring before("foobar", "bar") = "foo"
    substring before("foobar", "xyz") = ""
    substring after("foobar", "ob") = "ar"
    substring after("", "a") = ""
    substring after("foobar", "") = "foobar"
    contains("foobar", "of") = false
    starts with("foobar", "fo")
    ends with("foobar", "r")
    contains(["foobar"], "oo")
    split("John Doe", "\\s") = ["John", "Doe"]
    split("a;b;c;;", ";") = ["a", "b", "c", "", ""]
    string join(["a", null, "c"], "、") = "a、c"
    string join(["a", "b"], null) = "ab"
    string join([], "X") = ""
    string join("a", "X") = "a"
    substring("建设工程", 2, 2) = "设工"
""")
def test_string_functions(text: str) -> None:
    assert answer(text) is True


@each("""
    substring("abc", 0)
    substring("abc", 4)
    substring("abc", -4)
    substring("abc", 1, 0)
    substring("abc", 2, 3)
    substring("abc", 1.5)
    substring(null, 1)
    string length(12)
    upper case(null)
    string join([1, 2], "")
    string join(null)
    contains("a", null)
    starts with("a")
""")
def test_string_functions_outside_their_domain_are_null_with_a_reason(text: str) -> None:
    assert faults(text)


@each(r"""
    matches("foobar", "^fo*b")
    matches("abc", "ABC", "i")
    matches("a\nb", "a.b") = false
    matches("a\nb", "a.b", "s")
    matches("x\nabc", "^abc$") = false
    matches("x\nabc", "^abc$", "m")
    matches("abc\n", "^$", "m") = false
    matches("hello world", "hello\\ sworld", "x")
    matches("a.b", "a.b", "q") and not(matches("axb", "a.b", "q"))
    matches("E", "[A-Z-[OI]]") and not(matches("O", "[A-Z-[OI]]"))
    matches("\u212A", "k", "i")
    matches("É", "\\p{Lu}") and not(matches("é", "\\p{Lu}", "i"))
    matches("项目", "^\\p{IsCJKUnifiedIdeographs}+$")
    matches("a_b", "^\\w+$") = false
    matches("é建1", "^\\w+$")
    matches("a:b", "^\\i\\c*$")
    matches("aA", "(a)\\1", "i")
    matches("b", "^(a)?b\\1$")
    matches("2026-AB-0001", "^\\d{4}-[A-Z]{2}-\\d{4}$")
    matches("a]", "a\\]")
    matches("x-y", "[a\\-z]-?") = false or matches("-", "[a\\-z]")
    matches("abc", "b", null)
""")
def test_patterns_of_xpath(text: str) -> None:
    assert answer(text) is True


@each(r"""
    matches("a", "a", "p")
    matches("a", "(?=a)")
    matches("a", "a++")
    matches("a", "*a")
    matches("a", "a{,2}")
    matches("a", "a{2,1}")
    matches("a", "[a")
    matches("a", "a]")
    matches("a", "a}")
    matches("a", "(a")
    matches("a", "[z-a]")
    matches("a", "[]")
    matches("a", "\\q")
    matches("a", "(a)\\2")
    matches("a", "(a\\1)")
    matches("a", "[\\1]")
    matches("a", "\\p{Xx}")
    matches("a", "\\p{IsNowhere}")
    replace("a", "x*", "-")
    replace("a", "a", "$")
    replace("a", "a", "\\n")
    split("abc", "")
""")
def test_what_is_no_pattern_of_xpath_is_null_with_a_reason(text: str) -> None:
    assert faults(text) == {"rules.feel.bad_pattern"}


@each(r"""
    replace("banana", "a", "o") = "bonono"
    replace("abcd", "(ab)|(a)", "[1=$1][2=$2]") = "[1=ab][2=]cd"
    replace("abracadabra", "a.*?a", "*") = "*c*bra"
    replace("facetiously", "[iouy]", "[$0]") = "facet[i][o][u]sl[y]"
    replace("abc", "b", "\\$1") = "a$1c"
    replace("abc", "(b)", "$12") = "ab2c"
    replace("abc", "b", "$1") = "ac"
    replace("a.c", ".", "$", "q") = "a$c"
    replace("AbC", "[a-z]", "#", "i") = "###"
""")
def test_replacement(text: str) -> None:
    assert answer(text) is True


@each(r"""
    not(matches(string join(for i in 1..40 return "a"), "(a+)+b"))
    not(matches(string join(for i in 1..40 return "a"), "(a|aa)*b"))
    not(matches(string join(for i in 1..500 return "a"), "a*a*a*a*b"))
    matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaa")
    not(matches(string join(for i in 1..40 return "a"), "(a?){40}a{40}b"))
    matches("aaa.bbb.ccc.ddd.eee.fff.ggg.hhh.iii.jjj.kkk.com", "^([a-z]+\\.?)+[a-z]+$")
    replace(string join(for i in 1..30 return "ab"), "((a+)+b)+", "[$2]") = "[a]"
    split("a1b22c333d4444e55555f666666g7777777", "([0-9]+)+") = ["a", "b", "c", "d", "e", "f", "g", ""]
""")
def test_patterns_that_other_engines_never_end_end_soon(text: str) -> None:
    began = time.process_time()
    assert answer(text) is True
    assert time.process_time() - began < 1


def test_what_the_machine_cannot_do_is_refused_and_what_takes_too_long_is_ended() -> None:
    long = 'string join(for i in 1..60 return "a")'
    assert faults(f'matches({long}, "((a+)+)b\\\\1")') == {"rules.feel.pattern_too_costly"}
    assert faults(f'matches({long}, "(((a+){{50}}){{50}})+b")') == {"rules.feel.pattern_too_costly"}
    with pytest.raises(BudgetExceeded):
        answer('matches(string join(for i in 1..40000 return "ab"), "((a|b|ab)*)*((a|b|ab)*)*c")')


def test_many_places_are_replaced_within_the_budget() -> None:
    made = answer('string length(replace(string join(for i in 1..20000 return "ab"), "a", "xy"))')
    assert made == 60_000


def test_a_text_that_grows_without_bound_ends_the_evaluation() -> None:
    with pytest.raises(BudgetExceeded):
        answer('string length(replace(string join(for i in 1..5000 return "ab"), "a", "(a)(a)(a)") + '
               'string join(for i in 1..900000 return "abc"))')  # fmt: skip


@each(r"""
    string(1.1) = "1.1"
    string(1.50) = "1.50"
    string(10 ** 20) = "100000000000000000000"
    string(-0.0) = "0.0"
    string(0.0000001) = "0.0000001"
    string(true) = "true"
    string("a\"b") = "a\"b"
    string(@"2018-12-08T10:30:11@Asia/Shanghai") = "2018-12-08T10:30:11@Asia/Shanghai"
    string(@"-0044-03-15") = "-0044-03-15"
    string(@"12345-01-01") = "12345-01-01"
    string(@"10:00:00.120+08:00") = "10:00:00.12+08:00"
    string(@"PT0S") = "PT0S" and string(@"P0M") = "P0M"
    string(@"P1DT25H") = "P2DT1H" and string(@"-P14M") = "-P1Y2M"
    string([1, "a", null, {b: [true]}]) = "[1, \"a\", null, {b: [true]}]"
    string([1..3)) = "[1..3)" and string((>= 5)) = ">= 5"
    string({"a b": @"2020-01-01"}) = "{\"a b\": @\"2020-01-01\"}"
""")
def test_every_value_has_a_text(text: str) -> None:
    assert answer(text) is True

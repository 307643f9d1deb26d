"""String functions. Source: DMN 1.5, 10.3.4.3."""

from decimal import Decimal
from typing import Final

from tongjian.rules.feel.builtins.patterns import compile_pattern
from tongjian.rules.feel.builtins.places import place_of
from tongjian.rules.feel.builtins.signatures import Overload, define, members, numeric, text
from tongjian.rules.feel.values import Fault, Value
from tongjian.rules.running import Run


def _substring(_run: Run, string: str, start: Decimal, length: Decimal | None = None) -> Value:
    first = place_of(start, len(string))
    if length is None:
        return string[first:]
    count = int(length)
    if not 1 <= count <= len(string) - first:
        raise Fault("截取的长度超出文本", code="rules.feel.out_of_range")
    return string[first : first + count]


def _length(_run: Run, string: str) -> Value:
    return Decimal(len(string))


def _upper(run: Run, string: str) -> Value:
    made = string.upper()
    run.grow(len(made))
    return made


def _lower(run: Run, string: str) -> Value:
    made = string.lower()
    run.grow(len(made))
    return made


def _before(_run: Run, string: str, match: str) -> Value:
    found = string.find(match)
    return string[:found] if found >= 0 else ""


def _after(_run: Run, string: str, match: str) -> Value:
    found = string.find(match)
    return string[found + len(match) :] if found >= 0 else ""


def _contains(_run: Run, string: str, match: str) -> Value:
    return match in string


def _starts(_run: Run, string: str, match: str) -> Value:
    return string.startswith(match)


def _ends(_run: Run, string: str, match: str) -> Value:
    return string.endswith(match)


def _matches(run: Run, string: str, pattern: str, flags: str | None = None) -> Value:
    return compile_pattern(pattern, flags or "").search(string, run)


def _replace(run: Run, string: str, pattern: str, replacement: str, flags: str | None = None) -> Value:
    compiled = compile_pattern(pattern, flags or "")
    template = compiled.template(replacement)
    made: list[str] = []
    size = end = 0
    for found in compiled.each(string, run):
        piece = string[end : found.start()] + "".join(
            part if isinstance(part, str) else found[part] or "" for part in template
        )
        made.append(piece)
        size += len(piece)
        end = found.end()
        run.charge(1 + (len(piece) >> 4))
        if size > run.budget.size:
            break
    run.grow(size + len(string) - end)
    made.append(string[end:])
    return "".join(made)


def _split(run: Run, string: str, delimiter: str) -> Value:
    compiled = compile_pattern(delimiter, "")
    made: list[str] = []
    end = 0
    for found in compiled.each(string, run):
        made.append(string[end : found.start()])
        end = found.end()
        run.charge()
    made.append(string[end:])
    return tuple(made)


def _join(run: Run, strings: tuple[Value, ...], delimiter: str | None = None) -> Value:
    parts = [part for part in strings if part is not None]
    made: list[str] = []
    for part in parts:
        if not isinstance(part, str):
            raise Fault("只有文本可以连接", code="rules.feel.wrong_argument")
        made.append(part)
    between = delimiter or ""
    run.grow(sum(map(len, made)) + len(between) * len(made))
    return between.join(made)


_FLAGS = text("flags", optional=True, nullable=True)

TEXTS: Final = (
    define(
        "substring",
        Overload((text("string"), numeric("start position"), numeric("length", optional=True)), _substring),
    ),
    define("string length", Overload((text("string"),), _length)),
    define("upper case", Overload((text("string"),), _upper)),
    define("lower case", Overload((text("string"),), _lower)),
    define("substring before", Overload((text("string"), text("match")), _before)),
    define("substring after", Overload((text("string"), text("match")), _after)),
    define("replace", Overload((text("input"), text("pattern"), text("replacement"), _FLAGS), _replace)),
    define("contains", Overload((text("string"), text("match")), _contains)),
    define("starts with", Overload((text("string"), text("match")), _starts)),
    define("ends with", Overload((text("string"), text("match")), _ends)),
    define("matches", Overload((text("input"), text("pattern"), _FLAGS), _matches)),
    define("split", Overload((text("string"), text("delimiter")), _split)),
    define(
        "string join",
        Overload((members(), text("delimiter", optional=True, nullable=True)), _join),
    ),
)
"""The functions of this section."""

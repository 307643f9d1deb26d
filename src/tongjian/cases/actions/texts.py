"""Texts as people and machines send them: what cannot be kept is refused with its field."""

from collections.abc import Iterable, Mapping

from tongjian.kit import Invalid, Problem

LONGEST = 10_000
"""Characters of any one text of an act."""


def check_texts(body: object) -> None:
    """Refuse texts that no table can hold: with characters that are none, or far too long.

    Raises:
        Invalid: naming every such field, with dots between levels.
    """
    problems = tuple(_problems_of(body, ""))
    if problems:
        raise Invalid(problems=problems)


def too_long(*, field: str, label: str, text: str, longest: int) -> tuple[Problem, ...]:
    """Return the problem of a text that is longer than its place, if it is."""
    if len(text) <= longest:
        return ()
    facts = (("label", label), ("longest", str(longest)))
    return (Problem(field, "%(label)s不能超过 %(longest)s 个字", facts),)


def sought(text: str) -> str:
    """Return what someone searches for without characters that no text holds."""
    return text.encode(errors="ignore").decode().replace("\0", "").strip()


def _problems_of(value: object, field: str) -> Iterable[Problem]:
    if isinstance(value, str):
        yield from _problems_of_text(value, field)
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _problems_of_text(str(name), field)
            yield from _problems_of(one, f"{field}.{name}".strip("."))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _problems_of(one, field)


def _problems_of_text(text: str, field: str) -> Iterable[Problem]:
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        yield Problem(sought(field), "含有无法识别的字符，请删除后重新填写")
    elif len(text) > LONGEST:
        yield Problem(sought(field), "内容过长，最多 10000 个字")

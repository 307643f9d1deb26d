"""The templates that ship with the product, read once."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from tongjian.cases.domain.paper_templates import Field, FieldType, PaperLine, PaperTemplate
from tongjian.cases.paper_errors import PaperTemplatesUnsound
from tongjian.kit import Problem


def read_templates(text: str) -> dict[str, PaperTemplate]:
    """Return the newest version of each template of a file of data.

    Raises:
        PaperTemplatesUnsound: every fault of every template, named at once.
    """
    try:
        written = yaml.safe_load(text)["papers"]
        found = [_template(one) for one in written]
    except (KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as odd:
        raise PaperTemplatesUnsound(problems=(Problem("", str(odd).replace("%", "%%")),)) from odd
    problems = [problem for one in found for problem in one.problems()]
    marks = [(one.code, one.version) for one in found]
    problems += [
        Problem(f"{code}/{version}", "同一版本出现了两次")
        for code, version in sorted(set(marks))
        if marks.count((code, version)) > 1
    ]
    if problems:
        raise PaperTemplatesUnsound(problems=tuple(problems))
    return {one.code: one for one in sorted(found, key=lambda one: one.version)}


@cache
def shipped_templates() -> Mapping[str, PaperTemplate]:
    """Return the newest version of each template that ships with the product."""
    data = files("tongjian.cases") / "data" / "papers" / "papers.yaml"
    return read_templates(data.read_text(encoding="utf-8"))


def _template(one: Mapping[str, object]) -> PaperTemplate:
    unknown = set(one) - {
        "code", "version", "title", "word", "fields", "paragraphs", "rows", "basis", "by_analogy", "remedy",
        "source",
    }  # fmt: skip
    if unknown:
        raise ValueError(f"{one.get('code')}: {'、'.join(sorted(unknown))}")
    fields: list[Mapping[str, object]] = list(one.get("fields") or ())  # type: ignore[call-overload]
    rows: list[Mapping[str, str]] = list(one.get("rows") or ())  # type: ignore[call-overload]
    return PaperTemplate(
        code=str(one["code"]),
        version=int(str(one["version"])),
        title=str(one["title"]),
        word=str(one["word"]),
        fields=tuple(_field(field) for field in fields),
        paragraphs=tuple(str(text) for text in one["paragraphs"]),  # type: ignore[attr-defined]
        rows=tuple(PaperLine(str(row.get("label", "")), str(row["text"])) for row in rows),
        basis=str(one.get("basis") or ""),
        by_analogy=bool(one.get("by_analogy")),
        remedy=bool(one.get("remedy")),
        source=str(one.get("source") or ""),
    )


def _field(one: Mapping[str, object]) -> Field:
    return Field(
        name=str(one["name"]),
        type=FieldType(str(one["type"])),
        says=str(one.get("says") or ""),
        source=str(one.get("source") or ""),
        optional=bool(one.get("optional")),
    )

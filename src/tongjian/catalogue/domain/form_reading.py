"""Reading a form definition: its schema must be sound and its layout must cover the schema."""

import json
from typing import cast

import jsonschema_rs
import msgspec

from tongjian.catalogue.domain.documents import Json
from tongjian.catalogue.domain.forms import FieldChoice, FieldKind, Form, FormField, FormPage
from tongjian.catalogue.domain.schema_problems import schema_problems
from tongjian.catalogue.errors import MalformedForm
from tongjian.kit import Problem

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SHORT: Json = {"type": "string", "maxLength": 200}

_FIELD: Json = {
    "type": "object",
    "required": ["name", "label", "kind", "element"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,40}$"},
        "label": {"type": "string", "minLength": 1, "maxLength": 60},
        "kind": {"enum": [kind.value for kind in FieldKind]},
        "element": {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_.-]{0,40}$"},
        "hint": _SHORT,
        "choices": {
            "type": "array",
            "minItems": 2,
            "items": {
                "type": "object",
                "required": ["code", "label"],
                "additionalProperties": False,
                "properties": {"code": _SHORT, "label": _SHORT},
            },
        },
        "unit": _SHORT,
        "autocomplete": _SHORT,
        "prefill": {"type": "string", "pattern": r"^(applicant|project|agent)\.[a-z_]+$"},
    },
}

_FORM: dict[str, Json] = {
    "type": "object",
    "required": ["code", "title", "schema", "layout"],
    "additionalProperties": False,
    "properties": {
        "code": {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,40}$"},
        "title": {"type": "string", "minLength": 1, "maxLength": 200},
        "schema": {
            "type": "object",
            "required": ["$schema", "type", "properties", "additionalProperties"],
            "properties": {
                "$schema": {"const": _DIALECT},
                "type": {"const": "object"},
                "additionalProperties": {"const": False},
                "properties": {"type": "object", "additionalProperties": {"type": "object"}},
                "required": {"type": "array", "items": {"type": "string"}},
            },
        },
        "layout": {
            "type": "object",
            "required": ["pages"],
            "additionalProperties": False,
            "properties": {
                "pages": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "type": "object",
                        "required": ["title", "fields"],
                        "additionalProperties": False,
                        "properties": {
                            "title": {"type": "string", "minLength": 1, "maxLength": 60},
                            "fields": {"type": "array", "minItems": 1, "items": _FIELD},
                        },
                    },
                }
            },
        },
    },
}


class _Field(msgspec.Struct):
    name: str
    label: str
    kind: FieldKind
    element: str
    hint: str = ""
    choices: tuple[FieldChoice, ...] = ()
    unit: str = ""
    autocomplete: str = ""
    prefill: str = ""


class _Page(msgspec.Struct):
    title: str
    fields: tuple[_Field, ...]


class _Layout(msgspec.Struct):
    pages: tuple[_Page, ...]


class _Property(msgspec.Struct):
    maxLength: int | None = None  # noqa: N815 - the standard's own word
    enum: list[str] | None = None


class _Schema(msgspec.Struct):
    properties: dict[str, _Property]
    required: frozenset[str] = frozenset()


class _Definition(msgspec.Struct):
    code: str
    title: str
    layout: _Layout


def read_form(data: Json) -> Form:
    """Read one form definition from its JSON form.

    Raises:
        MalformedForm: every place where the definition is not sound.
    """
    checker = jsonschema_rs.Draft202012Validator(_FORM)
    problems = schema_problems(checker.iter_errors(data), field_of=_place)
    if problems:
        raise MalformedForm(problems=problems)
    definition = msgspec.convert(data, _Definition)
    raw_schema = cast("dict[str, Json]", cast("dict[str, Json]", data)["schema"])
    schema = _sound(raw_schema)
    problems = tuple(_mismatches(definition, schema))
    if problems:
        raise MalformedForm(problems=problems)
    pages = tuple(
        FormPage(page.title, tuple(_field(one, schema) for one in page.fields))
        for page in definition.layout.pages
    )
    text = json.dumps(raw_schema, ensure_ascii=False, sort_keys=True)
    return Form(definition.code, definition.title, pages, text)


def _sound(raw_schema: dict[str, Json]) -> _Schema:
    try:
        jsonschema_rs.Draft202012Validator(raw_schema)
        return msgspec.convert(raw_schema, _Schema)
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError) as cause:
        raise MalformedForm(problems=(Problem("schema", "不是有效的 JSON Schema 2020-12"),)) from cause


def _mismatches(definition: _Definition, schema: _Schema) -> list[Problem]:
    fields = [field for page in definition.layout.pages for field in page.fields]
    names = [field.name for field in fields]
    problems = [
        Problem(f"layout.{name}", "字段重复") for name in dict.fromkeys(names) if names.count(name) > 1
    ]
    problems += [
        Problem(f"layout.{name}", "schema 中没有这个字段") for name in names if name not in schema.properties
    ]
    problems += [
        Problem(f"schema.{name}", "布局中没有这个字段") for name in schema.properties if name not in names
    ]
    problems += [
        Problem(f"schema.required.{name}", "必填字段不存在") for name in schema.required if name not in names
    ]
    return problems + [problem for field in fields for problem in _choice_problems(field, schema)]


def _choice_problems(field: _Field, schema: _Schema) -> list[Problem]:
    offered = [choice.code for choice in field.choices]
    allowed = schema.properties.get(field.name, _Property()).enum
    if (field.kind is FieldKind.CHOICE) is not bool(offered):
        return [Problem(f"layout.{field.name}", "选择字段应列出选项，其他字段不应有选项")]
    if offered and offered != allowed:
        return [Problem(f"layout.{field.name}", "选项与 schema 的 enum 不一致")]
    return []


def _field(field: _Field, schema: _Schema) -> FormField:
    return FormField(
        name=field.name,
        label=field.label,
        kind=field.kind,
        required=field.name in schema.required,
        element=field.element,
        hint=field.hint,
        choices=field.choices,
        unit=field.unit,
        autocomplete=field.autocomplete,
        max_length=schema.properties[field.name].maxLength,
        prefill=field.prefill,
    )


def _place(path: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in path)

"""The shape of a catalogue document, as a JSON Schema 2020-12."""

from tongjian.catalogue.domain.check_points import CHECK_POINT_SCHEMA
from tongjian.catalogue.domain.documents import Json
from tongjian.catalogue.domain.review_points import REVIEW_POINT_SCHEMA

_TEXT: Json = {"type": "string", "maxLength": 2000}
_NAME: Json = {"type": "string", "minLength": 1, "maxLength": 200}
_CODE: Json = {"type": "string", "pattern": r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"}
_ANY_OF_ITEMS: Json = {"type": "string", "pattern": r"^[A-Z0-9-]{1,16}(\|[A-Z0-9-]{1,16})*$"}
_YES_NO: Json = {"type": "boolean"}


def _list(of: Json, *, least: int = 0) -> Json:
    return {"type": "array", "items": of, "minItems": least}


def _object(required: dict[str, Json], optional: dict[str, Json] | None = None) -> dict[str, Json]:
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **(optional or {})},
        "additionalProperties": False,
    }


def _enum(*values: str) -> Json:
    return {"enum": list(values)}


_LIMIT = _object(
    {
        "days": {"type": ["integer", "null"], "minimum": 0, "maximum": 3660},
        "unit": _enum("工作日", "日"),
    },
    {"note": _TEXT, "source": _TEXT, "general_applies": _YES_NO},
)

_MATERIAL = _object(
    {
        "code": _CODE,
        "key": _CODE,
        "name": _NAME,
        "form": _NAME,
        "source": _enum("applicant", "government", "intermediary"),
        "required": _YES_NO,
        "tolerable": _YES_NO,
        "commitable": _YES_NO,
    },
    {"registry": _CODE, "from_item": _ANY_OF_ITEMS, "note": _TEXT},
)

_RESULT = _object(
    {"code": _CODE, "name": _NAME, "kind": _NAME, "number_scheme": _CODE},
    {
        "validity_text": _TEXT,
        "validity": _object(
            {"count": {"type": "integer", "minimum": 1}, "unit": _enum("day", "month", "year")},
            {"lapses": _enum("always", "unused")},
        ),
        "number_format": _TEXT,
        "electronic_licence": _TEXT,
    },
)

_ITEM = _object(
    {
        "id": {"type": "string", "pattern": r"^[A-Z0-9-]{1,16}$"},
        "version": _CODE,
        "name": _NAME,
        "kind": _enum("permit", "confirmation", "filing", "internal", "service", "inspection"),
        "type": _NAME,
        "stage": {"type": ["string", "null"]},
        "line": _enum("main", "parallel", "service"),
        "needs_project": _YES_NO,
        "applicants": _list(_enum("natural", "legal"), least=1),
        "applies_to": _list(_CODE),
        "condition": _object({"label": _NAME}, {"when": {"type": "object"}, "question": _NAME}),
        "prerequisites": _list(_ANY_OF_ITEMS),
        "handling": _object(
            {"lead": _CODE, "lead_text": _NAME, "process": _CODE, "window": _CODE},
            {"co": _list(_CODE), "consults": _YES_NO, "decided_in": _CODE},
        ),
        "statutory_limit": _LIMIT,
        "promised_limit": _LIMIT,
        "milestone": _YES_NO,
        "legal_basis": _list(_NAME, least=1),
        "materials": _list(_MATERIAL),
        "results": _list(_RESULT, least=1),
        "form": _CODE,
        "exchange": _object(
            {"standard_stage": _TEXT, "publicity": _CODE, "handling_type": _enum("1", "2")},
            {"standard_item": _TEXT},
        ),
        "detail": _enum("full", "brief"),
        "confidence": _enum("high", "medium", "low"),
    },
    {
        "soft_prerequisites": _list(_ANY_OF_ITEMS),
        "special_procedures": _list(
            _object(
                {"code": _enum(*"12345678"), "name": _NAME},
                {"kind": _CODE, "planned_days": {"type": "integer", "minimum": 1, "maximum": 366}},
            )
        ),
        "pledge": _TEXT,
        "keywords": _list(_NAME),
        "common_materials": _list(_CODE),
        "sources": _list(_TEXT),
        "notes": _TEXT,
        "judged": _TEXT,
    },
)

_FACT = _object(
    {"name": _CODE, "label": _NAME, "kind": _enum("choice", "yes_no", "number"), "group": _NAME},
    {
        "choices": _list(_object({"code": _CODE, "label": _NAME}, {"standard_code": _TEXT}), least=2),
        "unit": _NAME,
        "help": _TEXT,
    },
)

CATALOGUE_SCHEMA: dict[str, Json] = _object(
    {
        "meta": _object(
            {"title": _NAME, "version": _CODE},
            {"compiled": _TEXT, "notes": _list(_TEXT), "general_permit_limit": _LIMIT},
        ),
        "stages": _list(_object({"id": _CODE, "name": _NAME, "lead": _NAME, "standard_no": _CODE}), least=1),
        "project_types": _list(
            _object(
                {
                    "id": _CODE,
                    "name": _NAME,
                    "standard_code": _CODE,
                    "total_limit": {"type": "integer", "minimum": 0},
                    "stage_limits": {
                        "type": "object",
                        "additionalProperties": {"type": "integer", "minimum": 0},
                    },
                },
                {"note": _TEXT},
            ),
            least=1,
        ),
        "departments": _list(
            _object(
                {
                    "code": _CODE,
                    "name": _NAME,
                    "kind": _enum("authority", "institution", "utility", "intermediary"),
                }
            ),
            least=1,
        ),
        "registries": _list(_object({"code": _CODE, "name": _NAME})),
        "outside_systems": _list(_object({"code": _CODE, "name": _NAME})),
        "facts": _list(_FACT),
        "common_materials": _list(_MATERIAL),
        "items": _list(_ITEM, least=1),
        "forms": _list({"type": "object"}),
    },
    {"review_points": _list(REVIEW_POINT_SCHEMA), "check_points": _list(CHECK_POINT_SCHEMA)},
)

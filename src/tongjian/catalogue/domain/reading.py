"""Reading a catalogue: shape first, then meaning, then references; all problems at once or none."""

import json
from collections.abc import Mapping
from typing import cast

import jsonschema_rs

from tongjian.catalogue.domain.building import build
from tongjian.catalogue.domain.catalogue import Catalogue
from tongjian.catalogue.domain.checks import reference_problems
from tongjian.catalogue.domain.documents import CatalogueDocument, Json, document_from, merge_documents
from tongjian.catalogue.domain.schema_problems import FieldOf, schema_problems
from tongjian.catalogue.domain.structure import CATALOGUE_SCHEMA
from tongjian.catalogue.errors import MalformedCatalogue

__all__ = ["CatalogueDocument", "build_catalogue", "document_from", "merge_documents", "read_catalogue"]


def read_catalogue(texts: Mapping[str, str]) -> Catalogue:
    """Read a catalogue from its files, text by file name.

    Raises:
        MalformedCatalogue: every problem, each with item id and field.
    """
    return build_catalogue(merge_documents(texts))


def build_catalogue(document: CatalogueDocument) -> Catalogue:
    """Return the catalogue of a document.

    Raises:
        MalformedCatalogue: every problem, each with item id and field.
    """
    data = cast("dict[str, Json]", json.loads(document.text))
    checker = jsonschema_rs.Draft202012Validator(CATALOGUE_SCHEMA)
    problems = schema_problems(checker.iter_errors(data), field_of=_field_of(data))
    if problems:
        raise MalformedCatalogue(problems=problems)
    catalogue = build(data, edition=document.hash)
    problems = reference_problems(catalogue)
    if problems:
        raise MalformedCatalogue(problems=problems)
    return catalogue


def _field_of(data: dict[str, Json]) -> FieldOf:
    """Name a place by the id of its item or entry, not by its position in a merged list."""

    def name(path: tuple[str | int, ...]) -> str:
        match path:
            case (str(part), int(position), *rest):
                return ".".join([_id_of(data, part, position), *map(str, rest)])
            case _:
                return ".".join(map(str, path))

    return name


def _id_of(data: dict[str, Json], part: str, position: int) -> str:
    entries = data.get(part)
    entry = entries[position] if isinstance(entries, list) else None
    ids = [entry.get(key) for key in ("id", "code", "name")] if isinstance(entry, dict) else []
    named = next((one for one in ids if isinstance(one, str) and one), f"[{position}]")
    return named if part == "items" and not named.startswith("[") else f"{part}.{named}"

"""docs/exchange-map.md against the database, the catalogue and the list of the standard's tables."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from django.apps import apps

from tongjian import catalogue as room
from tongjian.catalogue import read_catalogue, reference_texts

MAP = Path(__file__).parents[2] / "docs" / "exchange-map.md"
ROW = re.compile(r"^\| (?P<field>[^|]+) \| (?P<chinese>[^|]+) \| (?P<source>[^|]+) \|$", re.MULTILINE)
GAP = "not yet, because "
TABLES = (
    "SPGL_SPLCXXB",
    "SPGL_SPJDXXB",
    "SPGL_SPLCJBLSXXXB",
    "SPGL_SPSXJBXXB",
    "SPGL_SPSXKZXXB",
    "SPGL_XMJBXXB",
    "SPGL_XMDTXXB",
    "SPGL_XMSPSXBLXXB",
    "SPGL_XMSPSXBLXXXXB",
    "SPGL_XMSPSXBLTBCXXXB",
    "SPGL_XMSPSXZQYJXXB",
    "SPGL_XMSPSXPFWJXXB",
    "SPGL_XMSQCLJQTFJXXB",
    "SPGL_ZRZTXXB",
    "SPGL_KCSJRYXXB",
    "SPGL_ZJFWSXBLXXB",
    "SPGL_XMJGXXB",
    "SPGL_GZCNZBJJGXXB",
    "SPGL_QYPGXXB",
    "SPGL_QYPGSXXXB",
    "SPGL_JSYDGHXKXXB",
    "SPGL_JSGCGHXKXXB",
    "SPGL_JZGCSGXKXXB",
    "SPGL_JSGCXFSJSCXXB",
    "SPGL_JSGCXFYSXXB",
    "SPGL_JSGCJGYSBAXXB",
    "SPGL_XMYDHXJZXXB",
    "SPGL_DFGHKZXXXB",
    "SPGL_XMQQYJXXB",
    "SPGL_XMBQXXB",
)
FROM_THE_FIRST_DAY = {
    "SPGL_XMSPSXBLXXB": "GCDM SPSXBM SPSXBBH SPLCBM SPLCBBH SPSXSLBM SPBMBM SPBMMC SLFS GKFS BLSPSLBM SXBLSX "
    "LXR LXRSJH YWQX",
    "SPGL_XMSPSXBLXXXXB": "SPSXSLBM BLCS BLR BLZT BLYJ BLSJ DWMC DWTYSHXYDM SJLY",
    "SPGL_XMSPSXPFWJXXB": "PFRQ PFWH PFWJBT PFWJYXQX SPJGLX ZZBH DZZZWJLJ",
    "SPGL_XMSQCLJQTFJXXB": "SPSXSLBM BLSPSLBM CLMLBH CLMC CLID SQFS DZZZWJLJ",
    "SPGL_XMJBXXB": "XMDM XMMC GCDM GCFW QJDGCDM JSDW JSDWDM JSDD",
}
"""Fields that cases, records, results and materials keep from their first row on."""


def sections() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for part in MAP.read_text(encoding="utf-8").split("\n## ")[1:]:
        name = part.split(maxsplit=1)[0]
        found[name] = {row["field"]: row["source"] for row in ROW.finditer(part) if row["field"] != "field"}
    return found


def all_rows() -> list[tuple[str, str, str]]:
    return [
        (table, field, source)
        for table, rows in sections().items()
        for field, source in rows.items()
        if not field.startswith("---") and field != "table"
    ]


COLUMNS = {
    (model._meta.db_table, field.column)
    for model in apps.get_models()
    for field in model._meta.get_fields()
    if hasattr(field, "column")
}


@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_the_standard_stands_in_the_map(table: str) -> None:
    found = sections()
    assert table in found or table in found["Tables"]


@pytest.mark.parametrize(("table", "field", "source"), all_rows(), ids=lambda value: str(value)[:40])
def test_each_field_names_a_source_that_exists_or_a_reason(table: str, field: str, source: str) -> None:
    assert source.strip(), (table, field)
    if source.startswith(GAP):
        assert len(source) > len(GAP) + 5
    for column in re.findall(r"`((?:cases|flow|evidence|identity|catalogue)_\w+)\.(\w+)`", source):
        assert column in COLUMNS, (table, field, column)
    for cls, attribute in re.findall(r"catalogue `(\w+)\.(\w+)`", source):
        assert attribute in {one.name for one in fields(getattr(room, cls))}, (table, field)


def test_each_fact_named_in_the_map_is_declared() -> None:
    declared = {fact.name for fact in read_catalogue(reference_texts()).facts}
    named = {fact for _, _, source in all_rows() for fact in re.findall(r"fact `(\w+)`", source)}
    assert named
    assert named <= declared


@pytest.mark.parametrize("table", FROM_THE_FIRST_DAY)
def test_what_is_kept_from_the_first_day_has_a_column(table: str) -> None:
    rows = sections()[table]
    for field in FROM_THE_FIRST_DAY[table].split():
        assert "`cases_" in rows[field], (table, field)

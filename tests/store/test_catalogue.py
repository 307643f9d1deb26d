from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import LiteralString

import psycopg
import pytest

from tests.database import Database
from tests.unit.catalogue.memory import InMemoryEditions
from tongjian.catalogue import (
    CatalogueActions,
    EditionStore,
    MalformedCatalogue,
    NoCatalogue,
    UnknownEdition,
    reference_texts,
)
from tongjian.catalogue.store import EditionTables
from tongjian.kit import AccessContext, FixedClock

pytestmark = pytest.mark.database

_NOON = datetime(2026, 6, 15, 4, tzinfo=UTC)


@contextmanager
def work(access: AccessContext) -> Iterator[None]:
    assert access == AccessContext()
    yield


@pytest.fixture(params=["tables", "memory"])
def editions(request: pytest.FixtureRequest) -> EditionStore:
    if request.param == "memory":
        return InMemoryEditions()
    request.getfixturevalue("clean")
    return EditionTables()


@pytest.fixture
def catalogue(editions: EditionStore) -> CatalogueActions:
    return CatalogueActions(editions, work, FixedClock(_NOON))


def changed() -> dict[str, str]:
    texts = reference_texts()
    name = "items_citizens.yaml"
    return texts | {name: texts[name].replace("既有住宅加装电梯规划许可", "老旧住宅加装电梯规划许可")}


def test_nothing_is_there_before_the_first_load(catalogue: CatalogueActions) -> None:
    with pytest.raises(NoCatalogue):
        catalogue.current()
    assert catalogue.search_items("房") == ()


def test_what_was_loaded_is_read_back_the_same_by_another_process(catalogue: CatalogueActions) -> None:
    loaded = catalogue.load(reference_texts())
    tables = isinstance(catalogue.editions, EditionTables)
    other = CatalogueActions(EditionTables() if tables else catalogue.editions, work, FixedClock(_NOON))
    assert other.current() == loaded.catalogue
    assert other.edition(loaded.catalogue.edition) == loaded.catalogue
    assert other.current() is other.current()


def test_loading_the_same_again_is_no_new_edition(catalogue: CatalogueActions) -> None:
    catalogue.load(reference_texts())
    catalogue.load(reference_texts())
    assert len(catalogue.list_editions()) == 1
    assert any("T4 第 1 阶段" in warning for warning in catalogue.list_editions()[0].warnings)


def test_a_new_edition_is_current_and_the_old_one_stays(catalogue: CatalogueActions) -> None:
    first = catalogue.load(reference_texts()).catalogue
    later = CatalogueActions(catalogue.editions, work, FixedClock(_NOON + timedelta(days=1)))
    second = later.load(changed())
    assert later.current().item("C-02").name.startswith("老旧")
    assert later.edition(first.edition).item("C-02").name.startswith("既有")
    assert any(warning.startswith("C-02") for warning in second.warnings)
    assert [found.code for found in later.search_items("老旧住宅")] == ["C-02"]


def test_going_back_to_an_old_edition_makes_it_current_again(catalogue: CatalogueActions) -> None:
    texts = (reference_texts(), changed(), reference_texts())
    for day, one in enumerate(texts):
        CatalogueActions(catalogue.editions, work, FixedClock(_NOON + timedelta(days=day))).load(one)
    assert catalogue.current().item("C-02").name.startswith("既有")
    assert len(catalogue.list_editions()) == 3


def test_a_bad_file_leaves_what_was_loaded_untouched(catalogue: CatalogueActions) -> None:
    before = catalogue.load(reference_texts()).catalogue
    with pytest.raises(MalformedCatalogue):
        catalogue.load(reference_texts() | {"zz.yaml": "items: ["})
    assert catalogue.current() == before


def test_an_unknown_edition_is_refused(catalogue: CatalogueActions) -> None:
    with pytest.raises(UnknownEdition):
        catalogue.edition("0" * 64)


def test_people_find_items_by_everyday_words(catalogue: CatalogueActions) -> None:
    catalogue.load(reference_texts())
    assert catalogue.search_items("建房")[0].code == "C-01"
    assert catalogue.search_items("电梯")[0].code == "C-02"
    assert catalogue.search_items("施工 许可")[0].code == "S3-05"
    assert "S3-05" in {found.code for found in catalogue.search_items("s3-05")}
    assert catalogue.search_items("%") == ()
    assert catalogue.search_items("没有这样的事项") == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE catalogue_edition SET document = '{}'",
        "UPDATE catalogue_load SET loaded_at = now()",
        "UPDATE catalogue_item SET code = 'x'",
        "DELETE FROM catalogue_edition",
        "DELETE FROM catalogue_load",
        "DELETE FROM catalogue_item",
        "TRUNCATE catalogue_load",
    ],
)
def test_the_web_can_neither_change_nor_remove_an_edition(clean: Database, statement: LiteralString) -> None:
    CatalogueActions(EditionTables(), work, FixedClock(_NOON)).load(reference_texts())
    with (
        psycopg.connect(clean.urls.app, autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement)

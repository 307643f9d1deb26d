"""One city for all who ask."""

from collections.abc import Iterator

import pytest
from django.test.utils import override_settings

from tests.access.city import City, build
from tests.database import Database


@pytest.fixture(scope="package")
def city(database: Database) -> Iterator[City]:
    database.empty()
    built = build(database)
    with override_settings(COMPOSE_PAGES="tests.access.city.rooms_with_blank_papers"):
        yield built
    database.empty()

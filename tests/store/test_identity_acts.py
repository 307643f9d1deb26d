"""The acts of identity over PostgreSQL, in the web's role; the same suite as over memory."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction

from tests.database import Database, point_django_at
from tests.unit.identity import suite, suite_of_posts
from tongjian.identity.store.records import stored_records
from tongjian.roles.unit_of_work import postgres_work

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def city(database: Database) -> Iterator[None]:
    load_as_loader(database)
    yield
    database.empty()


@pytest.fixture
def stage(city: None) -> Iterator[suite.Stage]:  # noqa: ARG001
    with transaction.atomic():
        yield suite.open_stage(stored_records(), postgres_work, lambda _: None)
        transaction.set_rollback(True)


@pytest.fixture
def again(city: None, database: Database) -> Callable[[], object]:  # noqa: ARG001
    return lambda: load_as_loader(database)


def load_as_loader(database: Database) -> object:
    point_django_at(database.urls.loader)
    try:
        with transaction.atomic():
            return suite.load_city(stored_records())
    finally:
        point_django_at(database.urls.app)


class TestSignIn(suite.SignInActs): ...


class TestProfiles(suite.ProfileActs): ...


class TestCompanies(suite.CompanyActs): ...


class TestMandates(suite.MandateActs): ...


class TestPosts(suite_of_posts.PostActs): ...


class TestTokens(suite_of_posts.TokenActs): ...


class TestSampleCity(suite_of_posts.SampleCityActs): ...

"""The acts of identity over memory."""

from collections.abc import Callable

import pytest

from tests.unit.identity import suite, suite_of_posts
from tests.unit.identity.memory import memory_records, no_transaction


@pytest.fixture
def stage() -> suite.Stage:
    return suite.open_stage(memory_records(), no_transaction, suite.load_city)


@pytest.fixture
def again(stage: suite.Stage) -> Callable[[], object]:
    return lambda: suite.load_city(stage.records)


class TestSignIn(suite.SignInActs): ...


class TestProfiles(suite.ProfileActs): ...


class TestCompanies(suite.CompanyActs): ...


class TestMandates(suite.MandateActs): ...


class TestPosts(suite_of_posts.PostActs): ...


class TestTokens(suite_of_posts.TokenActs): ...


class TestSampleCity(suite_of_posts.SampleCityActs): ...

import psycopg
import pytest
from django.db import connection as django_connection

from tests.database import Database

pytestmark = pytest.mark.database


def test_django_speaks_in_the_role_of_the_web(clean: Database) -> None:
    with django_connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        assert cursor.fetchone() == ("tongjian_app", clean.name)


def test_the_web_may_not_make_tables(clean: Database) -> None:
    with psycopg.connect(clean.urls.app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TABLE mine (x int)")


def test_what_a_test_commits_is_gone_in_the_next(loader: psycopg.Connection, clean: Database) -> None:
    loader.execute("INSERT INTO django_session VALUES ('key', 'data', now())")
    clean.empty()
    row = loader.execute("SELECT count(*) FROM django_session").fetchone()
    assert row == (0,)

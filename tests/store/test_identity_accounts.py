"""The accounts Django and allauth sign officers in with."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client

from tests.database import Database
from tongjian.identity import Person
from tongjian.identity.store.people import StoredPeople
from tongjian.kit import AccessContext, new_id
from tongjian.roles.unit_of_work import postgres_work

pytestmark = pytest.mark.database
PASSWORD = "a long enough password"


@pytest.fixture
def person(database: Database) -> Iterator[UUID]:  # noqa: ARG001
    one = new_id()
    with transaction.atomic():
        with postgres_work(AccessContext(person=one)):
            StoredPeople().add(Person(id=one, name="甲"))
        yield one
        transaction.set_rollback(True)


def test_officer_signs_in_by_password(person: UUID) -> None:
    people = StoredPeople()
    people.open_account(person=person, username="officer", password_hash=people.hash_password(PASSWORD))
    account = get_user_model().objects.get(username="officer")
    assert (account.person_id, account.is_authenticated) == (person, True)
    assert account.password.startswith("argon2")
    assert account.check_password(PASSWORD)


def test_citizens_account_has_no_password_that_opens_it(person: UUID) -> None:
    StoredPeople().open_account(person=person, username=f"p-{person}", password_hash=None)
    account = get_user_model().objects.get(person_id=person)
    assert not account.has_usable_password()
    assert not account.check_password("")


def test_second_account_of_a_person_leaves_the_first(person: UUID) -> None:
    people = StoredPeople()
    assert people.open_account(person=person, username="first", password_hash=None)
    assert people.open_account(person=person, username="second", password_hash=None)
    assert people.find_id_by_username("second") is None


def test_signed_in_session_leads_back_to_the_person(person: UUID) -> None:
    StoredPeople().open_account(person=person, username=f"p-{person}", password_hash=None)
    account = get_user_model().objects.get(person_id=person)
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.session["_auth_user_id"] == str(account.pk)

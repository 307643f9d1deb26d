"""Two at once: one code, one phone, one office, each taken once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier
from time import sleep
from uuid import UUID

import pytest
from django.db import connection, transaction

from tests.database import Database, point_django_at
from tests.unit.identity.memory import MovingClock, Outbox
from tests.unit.identity.suite import load_city
from tongjian.identity import AdministratorsApart, CodeWrong, Grant, Identity, Role
from tongjian.identity.domain.phone_codes import PhoneCode
from tongjian.identity.store.grants import StoredGrants
from tongjian.identity.store.phone_codes import StoredPhoneCodes
from tongjian.identity.store.records import stored_records
from tongjian.kit import Refusal, local_day, new_id
from tongjian.roles.unit_of_work import postgres_work

pytestmark = pytest.mark.database
PHONE = "13900000001"
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


class SlowGrants(StoredGrants):
    """Rests between reading and writing, so that what is not locked is sure to collide."""

    def list_of_person(self, person: UUID) -> tuple[Grant, ...]:
        found = super().list_of_person(person)
        sleep(0.2)
        return found


class SlowCodes(StoredPhoneCodes):
    """Rests likewise."""

    def find_newest(self, phone_digest: bytes) -> PhoneCode | None:
        found = super().find_newest(phone_digest)
        sleep(0.2)
        return found


@pytest.fixture
def outbox() -> Outbox:
    return Outbox()


@pytest.fixture
def identity(clean: Database, outbox: Outbox) -> Identity:  # noqa: ARG001
    return Identity(
        records=replace(stored_records(), grants=SlowGrants(), phone_codes=SlowCodes()),
        work=postgres_work,
        clock=MovingClock(NOW),
        ids=new_id,
        gateway=outbox,
        pepper=b"p" * 32,
    )


def at_once(act: Callable[[int], object], times: int = 4) -> list[object]:
    """Run an act in several threads at the same moment; return answers and refusals."""
    start = Barrier(times)

    def run(number: int) -> object:
        try:
            start.wait()
            return act(number)
        except Refusal as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def test_one_code_signs_in_once(identity: Identity, outbox: Outbox) -> None:
    identity.request_phone_code(PHONE, "192.0.2.1")
    code = outbox.last_code()
    answers = at_once(lambda _: identity.sign_in_by_phone_code(PHONE, code))
    assert answers.count(CodeWrong) == 3


def test_one_phone_gets_one_code_a_minute(identity: Identity, outbox: Outbox) -> None:
    at_once(lambda number: identity.request_phone_code(PHONE, f"192.0.2.{number}"))
    assert len(outbox.sent) == 1


def test_one_person_gets_one_of_the_three_offices(clean: Database, identity: Identity) -> None:
    point_django_at(clean.urls.loader)
    with transaction.atomic():
        load_city(stored_records())
    point_django_at(clean.urls.app)
    names = stored_records().people.find_id_by_username
    security, clerk = names("secadmin"), names("clerk")
    city = identity.find_organisation_by_code("city")
    assert security
    assert clerk
    assert city
    actor = identity.actor_of(person=security, session="s", address="", on=local_day(NOW))
    offices = [Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN]
    answers = at_once(
        lambda number: identity.appoint(
            actor=actor, person=clerk, organisation=city.id, role=offices[number], from_on=local_day(NOW)
        ),
        times=2,
    )
    assert answers.count(AdministratorsApart) == 1

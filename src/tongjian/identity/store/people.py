"""People and their accounts in PostgreSQL."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, connection, transaction

from tongjian.identity.domain.people import Person
from tongjian.identity.store.models import Account, PersonRow


class StoredPeople:
    """The port ``People``."""

    def add(self, person: Person) -> bool:
        """Keep a new person; tell False when the phone or number is another's."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO identity_person (id, name, phone, citizen_id) VALUES (%s, %s, %s, %s)"
                " ON CONFLICT DO NOTHING",
                [person.id, person.name, person.phone, person.citizen_id],
            )
            return bool(cursor.rowcount == 1)

    def find(self, person: UUID) -> Person | None:
        """Return a person the present viewer may read."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, name, phone, citizen_id FROM identity_person WHERE id = %s", [person])
            row = cursor.fetchone()
        return None if row is None else Person(*row)

    def find_id_by_phone(self, phone: str) -> UUID | None:
        """Return whose phone it is, without opening the row."""
        return _ask("SELECT identity_person_by_phone(%s)", phone)

    def find_id_by_citizen_id(self, citizen_id: str) -> UUID | None:
        """Return whose 公民身份号码 it is, without opening the row."""
        return _ask("SELECT identity_person_by_citizen_id(%s)", citizen_id)

    def settle(self, person: Person) -> bool:
        """Write a person's name, phone and number; tell False when one of them is another's."""
        try:
            with transaction.atomic():
                PersonRow.objects.filter(id=person.id).update(
                    name=person.name, phone=person.phone, citizen_id=person.citizen_id
                )
        except IntegrityError:
            return False
        return True

    def list_names(self, people: Iterable[UUID]) -> Mapping[UUID, str]:
        """Return names by id; readable to everyone who knows the ids."""
        wanted = list(people)
        if not wanted:
            return {}
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, name FROM identity_person_names(%s)", [wanted])
            return dict(cursor.fetchall())

    def hash_password(self, password: str) -> str:
        """Return a password as it is kept."""
        return make_password(password)

    def open_account(self, *, person: UUID, username: str, password_hash: str | None) -> bool:
        """Give a person an account; an account that is there is left as it is."""
        account = Account(username=username, person_id=person, password=password_hash or make_password(None))
        Account.objects.bulk_create([account], ignore_conflicts=True)
        return Account.objects.filter(person_id=person).exists()

    def find_id_by_username(self, username: str) -> UUID | None:
        """Return whose account it is."""
        return Account.objects.filter(username=username).values_list("person_id", flat=True).first()

    def lock(self, person: UUID) -> None:
        """Make other changes to a person's grants wait until this transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"identity.person:{person}"]
            )


def _ask(statement: str, key: str) -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])
        row = cursor.fetchone()
    found: UUID | None = row[0] if row else None
    return found

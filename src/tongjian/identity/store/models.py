"""Tables of identity. Row-level security, checks and grants stand in ``policies``."""

# ruff: noqa: D106, DJ008

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Now

from tongjian.identity.domain.roles import OrganisationKind, Role
from tongjian.kit import new_id


class Accounts(BaseUserManager["Account"]):
    """Finds accounts by their username, as Django's sign-in asks."""


class Account(AbstractBaseUser):
    """What a person signs in with: officers by password, citizens by phone code alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=150, unique=True)
    person_id = models.UUIDField(unique=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["person_id"]

    class Meta:
        db_table = "identity_account"


class PersonRow(models.Model):
    """A person; the row is read by that person alone."""

    id = models.UUIDField(primary_key=True)
    name = models.TextField()
    phone = models.TextField(null=True, unique=True)  # noqa: DJ001 - unique, so absence is NULL
    citizen_id = models.TextField(null=True, unique=True)  # noqa: DJ001 - unique, so absence is NULL
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "identity_person"


class OrganisationRow(models.Model):
    """An organisation."""

    id = models.UUIDField(primary_key=True)
    code = models.TextField(unique=True)
    name = models.TextField()
    kind = models.TextField()
    region = models.TextField()
    credit_code = models.TextField(null=True)  # noqa: DJ001 - not known is not empty
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, db_column="parent")

    class Meta:
        db_table = "identity_organisation"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["name"],
                condition=~models.Q(kind="company"),
                name="identity_organisation_authority_name",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in OrganisationKind]),
                name="identity_organisation_kind",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "region"], name="identity_organisation_place")
        ]


class GrantRow(models.Model):
    """A dated grant; ``to_on`` is the first day on which it no longer holds."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, db_column="person")
    organisation = models.ForeignKey(OrganisationRow, on_delete=models.PROTECT, db_column="organisation")
    role = models.TextField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        db_table = "identity_grant"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="identity_grant_role"
            ),
            models.CheckConstraint(
                condition=models.Q(to_on__isnull=True) | models.Q(to_on__gte=models.F("from_on")),
                name="identity_grant_span",
            ),
        ]


class MandateRow(models.Model):
    """A citizen's authority for a relative in one application."""

    id = models.UUIDField(primary_key=True)
    giver = models.ForeignKey(PersonRow, on_delete=models.PROTECT, db_column="giver", related_name="+")
    helper = models.ForeignKey(PersonRow, on_delete=models.PROTECT, db_column="helper", related_name="+")
    application = models.UUIDField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        db_table = "identity_mandate"


class PhoneCodeRow(models.Model):
    """A code sent to a phone, as keyed digests."""

    id = models.UUIDField(primary_key=True)
    phone_digest = models.BinaryField()
    code_digest = models.BinaryField()
    address_digest = models.BinaryField()
    sent_at = models.DateTimeField()
    tries = models.SmallIntegerField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "identity_phone_code"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["phone_digest", "sent_at"], name="identity_phone_code_phone"),
            models.Index(fields=["address_digest", "sent_at"], name="identity_phone_code_address"),
        ]


class NoticeAcceptanceRow(models.Model):
    """An acceptance of the personal-data notice; append-only."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, db_column="person")
    version = models.TextField()
    accepted_at = models.DateTimeField()

    class Meta:
        db_table = "identity_notice_acceptance"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "version"], name="identity_notice_acceptance_once")
        ]


class ApiTokenRow(models.Model):
    """A token of the open API, as a hash."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, db_column="person")
    label = models.TextField()
    digest = models.BinaryField(unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "identity_api_token"

"""Tables of results, their files, revocations and deliveries. Source: SPGL_XMSPSXPFWJXXB."""

from django.db import models


class ResultRow(models.Model):
    """One result document; append-only."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    project_id = models.UUIDField(null=True, db_index=True)
    item = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=80, unique=True)
    verification_code = models.CharField(max_length=32, unique=True)
    issued_on = models.DateField()
    valid_until = models.DateField(null=True)
    holder = models.UUIDField(db_index=True)
    holder_name = models.CharField(max_length=200)
    organ = models.CharField(max_length=100)
    organ_code = models.CharField(max_length=50)
    source_system = models.CharField(max_length=50)
    unit_project = models.CharField(max_length=40, db_default="")
    entry = models.UUIDField()

    class Meta:
        db_table = "cases_result"


class ResultFileRow(models.Model):
    """The made-out document of a result; append-only."""

    result_id = models.UUIDField(primary_key=True)
    file = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        db_table = "cases_result_file"


class RevocationRow(models.Model):
    """The revocation of a result; append-only."""

    result_id = models.UUIDField(primary_key=True)
    reason = models.TextField()
    at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        db_table = "cases_revocation"


class DeliveryRow(models.Model):
    """The proof that a result reached its holder; append-only."""

    case_id = models.UUIDField(primary_key=True)
    how = models.CharField(max_length=20)
    receiver = models.CharField(max_length=50)
    at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        db_table = "cases_delivery"

"""Tables of drafts, applications and materials. Source: SPGL_XMSQCLJQTFJXXB."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class LedgerRow(models.Model):
    """One act done under an idempotency key."""

    pk = models.CompositePrimaryKey("person", "act", "key")
    person = models.UUIDField()
    act = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    request_hash = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "cases_ledger"


class DraftRow(models.Model):
    """One application being filled in."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=20, unique=True)
    holders = ArrayField(models.UUIDField())
    applicant = models.UUIDField(db_index=True)
    applicant_name = models.CharField(max_length=200)
    applicant_code = models.CharField(max_length=18)
    project_id = models.UUIDField(null=True)
    unit_project_id = models.UUIDField(null=True)
    stage = models.CharField(max_length=4)
    items = ArrayField(models.CharField(max_length=20))
    answers = models.JSONField()
    files = models.JSONField()
    version = models.IntegerField()
    submitted = models.UUIDField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "cases_draft"


class ApplicationRow(models.Model):
    """One submitted application (申报)."""

    id = models.UUIDField(primary_key=True)
    draft_id = models.UUIDField(unique=True)
    holders = ArrayField(models.UUIDField())
    parallel_code = models.CharField(max_length=50)
    stage = models.CharField(max_length=4)
    project_id = models.UUIDField(null=True, db_index=True)
    applicant = models.UUIDField(db_index=True)
    applicant_name = models.CharField(max_length=200)
    answers = models.JSONField()
    submitted_at = models.DateTimeField()
    submitted_by = models.UUIDField()

    class Meta:
        db_table = "cases_application"


class MaterialRow(models.Model):
    """One paper handed in."""

    id = models.UUIDField(primary_key=True)
    application_id = models.UUIDField(db_index=True)
    project_id = models.UUIDField(null=True)
    applicant = models.UUIDField()
    key = models.CharField(max_length=100)
    code = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    file = models.UUIDField()
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    origin = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    source_id = models.UUIDField(null=True)
    round = models.SmallIntegerField()
    handed_in_at = models.DateTimeField()

    class Meta:
        db_table = "cases_material"
        indexes = (
            models.Index(fields=["project_id", "key"], name="cases_material_project"),
            models.Index(fields=["applicant", "key"], name="cases_material_applicant"),
        )


class MaterialCaseRow(models.Model):
    """Which case rests on which paper."""

    pk = models.CompositePrimaryKey("case_id", "material_id")
    case_id = models.UUIDField()
    material_id = models.UUIDField(db_index=True)

    class Meta:
        db_table = "cases_material_case"

"""Tables of deferred materials, pledges, their checks, and credit notes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class DeferralRow(models.Model):
    """One paper of one case that may come later."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField()
    key = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    due_on = models.DateField()
    promised_by = models.UUIDField()
    promised_by_name = models.CharField(max_length=50)
    promised_at = models.DateTimeField()
    status = models.CharField(max_length=12)
    supplied_on = models.DateField(null=True)
    confirmed_on = models.DateField(null=True)
    remark = models.TextField()
    extended = models.BooleanField()
    reminded_on = models.DateField(null=True)

    class Meta:
        db_table = "cases_deferral"
        constraints = (models.UniqueConstraint(fields=["case_id", "key"], name="cases_deferral_once"),)
        indexes = (
            models.Index(
                fields=["due_on"], name="cases_deferral_owing", condition=models.Q(status="promised")
            ),
        )


class PledgeRow(models.Model):
    """One signed pledge; it gets its case when the application is handed in."""

    id = models.UUIDField(primary_key=True)
    draft_id = models.UUIDField(db_index=True)
    item = models.CharField(max_length=20)
    applicant = models.UUIDField()
    applicant_name = models.CharField(max_length=200)
    text = models.JSONField()
    sha256 = models.CharField(max_length=64)
    signed_by = models.UUIDField()
    signed_by_name = models.CharField(max_length=50)
    capacity = models.CharField(max_length=50)
    signed_at = models.DateTimeField()
    entry = models.UUIDField()
    holders = ArrayField(models.UUIDField())
    case_id = models.UUIDField(null=True, unique=True)

    class Meta:
        db_table = "cases_pledge"


class PledgeCheckRow(models.Model):
    """One check of a pledge; append-only."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    verdict = models.CharField(max_length=10)
    findings = models.TextField()
    rectify_by = models.DateField(null=True)
    checked_by = models.UUIDField()
    checked_by_name = models.CharField(max_length=50)
    checked_at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        db_table = "cases_pledge_check"


class CreditNoteRow(models.Model):
    """One entry in an applicant's credit record."""

    id = models.UUIDField(primary_key=True)
    applicant = models.UUIDField(db_index=True)
    applicant_name = models.CharField(max_length=200)
    case_id = models.UUIDField(db_index=True)
    case_number = models.CharField(max_length=50)
    kind = models.CharField(max_length=20)
    text = models.TextField()
    source = models.CharField(max_length=300)
    organ = models.CharField(max_length=100)
    made_on = models.DateField()
    entry = models.UUIDField()
    lifted_on = models.DateField(null=True)
    lifted_reason = models.TextField()

    class Meta:
        db_table = "cases_credit_note"

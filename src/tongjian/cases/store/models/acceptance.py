"""Tables of acceptance: verdicts on papers, and leaves to tell a forgotten point."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class PaperVerdictRow(models.Model):
    """What was found of one paper of one case; append-only."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    material = models.UUIDField()
    key = models.CharField(max_length=100)
    finding = models.CharField(max_length=12)
    checks = ArrayField(models.CharField(max_length=64))
    remark = models.TextField()
    told = models.TextField()
    page = models.IntegerField()
    box = ArrayField(models.SmallIntegerField(), null=True)
    round = models.SmallIntegerField()
    person = models.UUIDField()
    person_name = models.CharField(max_length=50)
    at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        db_table = "cases_paper_verdict"


class NewPointRow(models.Model):
    """A supervisor's leave to tell a point that the first notice forgot; append-only."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    round = models.SmallIntegerField()
    key = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    reason = models.TextField()
    person = models.UUIDField()
    person_name = models.CharField(max_length=50)
    organisation_name = models.CharField(max_length=100)
    at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        db_table = "cases_new_point"

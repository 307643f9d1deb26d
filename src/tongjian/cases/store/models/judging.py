"""Tables of what reviewers note while judging."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class ReviewMarkRow(models.Model):
    """What one person noted at one point of one case."""

    pk = models.CompositePrimaryKey("case_id", "point", "person")
    case_id = models.UUIDField()
    point = models.CharField(max_length=80)
    person = models.UUIDField()
    person_name = models.CharField(max_length=50)
    organisation = models.UUIDField()
    verdict = models.CharField(max_length=16)
    remark = models.TextField()
    material = models.UUIDField(null=True)
    page = models.IntegerField(default=0)
    box = ArrayField(models.SmallIntegerField(), null=True)
    marked_at = models.DateTimeField()

    class Meta:
        db_table = "cases_review_mark"


class OpinionDraftRow(models.Model):
    """The opinion one person is writing in one node of one case."""

    pk = models.CompositePrimaryKey("case_id", "person", "node")
    case_id = models.UUIDField()
    person = models.UUIDField()
    node = models.CharField(max_length=50)
    text = models.TextField()
    choice = models.CharField(max_length=50)
    version = models.IntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "cases_opinion_draft"


class PhraseRow(models.Model):
    """A phrase (常用语) of a person or of an organisation."""

    id = models.UUIDField(primary_key=True)
    owner = models.UUIDField(db_index=True)
    shared = models.BooleanField()
    text = models.CharField(max_length=300)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "cases_phrase"

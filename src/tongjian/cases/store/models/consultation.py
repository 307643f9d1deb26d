"""Tables of consultations: the question's clock and standing, the letter, what happened.

Source: SPGL_XMSPSXZQYJXXB.
"""

from django.db import models


class ConsultationRow(models.Model):
    """One department consulted on one case; what everyone who sees the case may know of it."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    number = models.CharField(max_length=60, unique=True)
    type = models.CharField(max_length=30)
    type_name = models.CharField(max_length=50)
    basis = models.CharField(max_length=300)
    silence = models.CharField(max_length=12)
    unreasoned = models.CharField(max_length=16)
    positive = models.BooleanField()
    limit_days = models.SmallIntegerField()
    limit_unit = models.CharField(max_length=4)
    lead = models.UUIDField()
    lead_name = models.CharField(max_length=100)
    department = models.UUIDField()
    department_name = models.CharField(max_length=100)
    department_code = models.CharField(max_length=50)
    case_number = models.CharField(max_length=50)
    item_name = models.CharField(max_length=200)
    project_name = models.CharField(max_length=200)
    asked_by_name = models.CharField(max_length=50)
    asked_at = models.DateTimeField()
    starts_on = models.DateField()
    due_on = models.DateField()
    status = models.CharField(max_length=16)
    answer = models.CharField(max_length=12)
    settled_on = models.DateField(null=True)
    returned = models.BooleanField()
    silent = models.BooleanField()
    overruled = models.BooleanField()

    class Meta:
        db_table = "cases_consultation"
        indexes = (
            models.Index(fields=["department", "status", "due_on", "id"], name="cases_consultation_inbox"),
            models.Index(fields=["status", "due_on"], name="cases_consultation_due"),
        )


class ConsultationLetterRow(models.Model):
    """What the department was sent; append-only."""

    consultation = models.UUIDField(primary_key=True)
    question = models.TextField()
    facts = models.JSONField()
    enclosures = models.JSONField()

    class Meta:
        db_table = "cases_consultation_letter"


class ConsultationStepRow(models.Model):
    """One thing that happened; append-only."""

    pk = models.CompositePrimaryKey("consultation", "position")
    consultation = models.UUIDField()
    position = models.SmallIntegerField()
    kind = models.CharField(max_length=16)
    answer = models.CharField(max_length=12)
    text = models.TextField()
    person = models.UUIDField(null=True)
    person_name = models.CharField(max_length=50)
    organisation = models.UUIDField()
    organisation_name = models.CharField(max_length=100)
    at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        db_table = "cases_consultation_step"


class ReplyRow(models.Model):
    """One comprehensive reply to an application; append-only."""

    id = models.UUIDField(primary_key=True)
    application_id = models.UUIDField(db_index=True)
    number = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=100)
    interim = models.BooleanField()
    addressee = models.CharField(max_length=200)
    paragraphs = models.JSONField()
    rows = models.JSONField()
    basis = models.CharField(max_length=300)
    organ = models.CharField(max_length=100)
    holder = models.UUIDField()
    person = models.UUIDField()
    made_at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        db_table = "cases_reply"

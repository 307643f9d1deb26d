"""Tables of cases, their records, pauses, opinions and documents.

Source: SPGL_XMSPSXBLXXB, SPGL_XMSPSXBLXXXXB, SPGL_XMSPSXBLTBCXXXB, SPGL_XMSPSXZQYJXXB.
"""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models


class CaseRow(models.Model):
    """One case (办件)."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=50, unique=True)
    item_code = models.CharField(max_length=20)
    item_version = models.CharField(max_length=20)
    item_name = models.CharField(max_length=200)
    stage = models.CharField(max_length=4)
    standard_item = models.CharField(max_length=20)
    standard_stage = models.CharField(max_length=4)
    flow_code = models.CharField(max_length=50)
    flow_version = models.CharField(max_length=64)
    edition = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    publicity = models.CharField(max_length=2)
    source_system = models.CharField(max_length=50)
    statutory_days = models.SmallIntegerField(null=True)
    statutory_unit = models.CharField(max_length=4)
    promised_days = models.SmallIntegerField(null=True)
    promised_unit = models.CharField(max_length=4)
    application_id = models.UUIDField(db_index=True)
    parallel_code = models.CharField(max_length=50)
    project_id = models.UUIDField(null=True, db_index=True)
    project_name = models.CharField(max_length=200)
    project_type = models.CharField(max_length=8)
    unit_project = models.CharField(max_length=40)
    region = models.CharField(max_length=6)
    region_office = models.UUIDField()
    applicant = models.UUIDField()
    applicant_name = models.CharField(max_length=200)
    applicant_code = models.CharField(max_length=18)
    contact_name = models.CharField(max_length=50)
    contact_phone = models.CharField(max_length=20)
    department = models.UUIDField()
    department_name = models.CharField(max_length=100)
    department_code = models.CharField(max_length=50)
    counter = models.UUIDField()
    channel = models.CharField(max_length=2)
    circumstance = models.CharField(max_length=200)
    state = models.SmallIntegerField()
    position = models.IntegerField()
    received_on = models.DateField()
    accepted_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    extension_days = models.SmallIntegerField(null=True)
    extension_on = models.DateField(null=True)

    class Meta:
        db_table = "cases_case"
        indexes = (
            models.Index(fields=["applicant", "-id"], name="cases_case_applicant"),
            models.Index(
                fields=["department"], name="cases_case_open", condition=models.Q(closed_at__isnull=True)
            ),
            models.Index(
                fields=["received_on"],
                name="cases_case_unanswered",
                condition=models.Q(state__in=(1, 7)),
            ),
            models.Index(
                fields=["department", "item_code", "-decided_on", "-id"],
                name="cases_case_decided",
                condition=models.Q(decided_on__isnull=False),
            ),
        )


class CaseAccessRow(models.Model):
    """Who may see a case: those who act on it, and those who only watch."""

    pk = models.CompositePrimaryKey("case_id", "holder")
    case_id = models.UUIDField()
    holder = models.UUIDField()
    watches = models.BooleanField(db_default=False)

    class Meta:
        db_table = "cases_access"
        # with the case behind the holder, the policies' look for one case is short by either index
        indexes = (models.Index(fields=["holder", "case_id"], name="cases_access_holder"),)


class CaseRecordRow(models.Model):
    """One process record; append-only."""

    pk = models.CompositePrimaryKey("case_id", "position")
    case_id = models.UUIDField()
    position = models.IntegerField()
    state = models.SmallIntegerField()
    act = models.CharField(max_length=30)
    opinion = models.TextField()
    person = models.UUIDField(null=True)
    person_name = models.CharField(max_length=50)
    office = models.CharField(max_length=100)
    organisation_name = models.CharField(max_length=100)
    organisation_code = models.CharField(max_length=50)
    source_system = models.CharField(max_length=50)
    at = models.DateTimeField()
    entry = models.UUIDField(unique=True)

    class Meta:
        db_table = "cases_record"
        # what a person has done lately, for the page of the day
        indexes = (
            models.Index(fields=["person", "-at"], name="cases_record_person"),
            models.Index(
                fields=["case_id"], name="cases_record_deemed", condition=models.Q(act="deem_accepted")
            ),
        )


class PauseRow(models.Model):
    """One special procedure (特别程序)."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=4)
    kind_name = models.CharField(max_length=50)
    basis = models.CharField(max_length=100)
    reason = models.TextField()
    planned_days = models.SmallIntegerField()
    stops = ArrayField(models.CharField(max_length=4))
    started_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "cases_pause"


class OpinionRow(models.Model):
    """One opinion; append-only."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    node = models.CharField(max_length=50)
    organisation = models.UUIDField()
    organisation_name = models.CharField(max_length=100)
    person = models.UUIDField()
    person_name = models.CharField(max_length=50)
    verdict = models.CharField(max_length=12)
    text = models.TextField()
    given_at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        db_table = "cases_opinion"


class DocumentRow(models.Model):
    """One numbered document; append-only."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=100)
    number = models.CharField(max_length=60, unique=True)
    addressee = models.CharField(max_length=200)
    paragraphs = models.JSONField()
    rows = models.JSONField()
    basis = models.CharField(max_length=300)
    remedy = models.TextField()
    organ = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    entry = models.UUIDField()
    template = models.CharField(max_length=40, db_default="")

    class Meta:
        db_table = "cases_document"


class CorrectionRow(models.Model):
    """One point of a correction notice; append-only."""

    pk = models.CompositePrimaryKey("case_id", "round", "key")
    case_id = models.UUIDField()
    round = models.SmallIntegerField()
    key = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    remark = models.TextField()
    checks = ArrayField(models.CharField(max_length=64), db_default=[])
    page = models.IntegerField(db_default=0)
    box = ArrayField(models.SmallIntegerField(), null=True)
    omitted = models.BooleanField(db_default=False)

    class Meta:
        db_table = "cases_correction"
        indexes = (
            models.Index(
                fields=["case_id"], name="cases_correction_omitted", condition=models.Q(omitted=True)
            ),
        )


class WorkRow(models.Model):
    """One open task as the inbox lists it."""

    task = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    organisation = models.UUIDField()
    organisation_name = models.CharField(max_length=200)
    role = models.CharField(max_length=20)
    node = models.CharField(max_length=50)
    node_name = models.CharField(max_length=50)
    acts = ArrayField(models.CharField(max_length=30))
    due_on = models.DateField()
    yellow_on = models.DateField(db_default=date.max)
    red_on = models.DateField(db_default=date.max)
    grey_until = models.DateField(db_default=date.min)
    stage = models.CharField(max_length=4, db_default="")
    item_code = models.CharField(max_length=20, db_default="")
    department = models.UUIDField(null=True)
    words = models.TextField(db_default="")
    offered_at = models.DateTimeField()
    beside = models.CharField(max_length=12, db_default="")

    class Meta:
        db_table = "cases_work"
        indexes = (
            models.Index(fields=["organisation", "role", "due_on", "task"], name="cases_work_inbox"),
            models.Index(fields=["organisation", "role", "offered_at"], name="cases_work_new"),
        )

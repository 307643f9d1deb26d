"""Tables of interested parties (利害关系人) and of what was done about their hearing; append-only."""

from django.db import models


class PartyRow(models.Model):
    """One party told of its rights."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    name = models.CharField(max_length=100)
    interest = models.TextField()
    contact = models.CharField(max_length=200)
    applicant = models.BooleanField()
    told_on = models.DateField()
    entry = models.UUIDField()

    class Meta:
        db_table = "cases_party"


class HearingStepRow(models.Model):
    """One step of a party or of the organ."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    step = models.CharField(max_length=12)
    party = models.UUIDField(null=True)
    on = models.DateField()
    held_on = models.DateField(null=True)
    place = models.CharField(max_length=200)
    chair = models.CharField(max_length=50)
    text = models.TextField()
    person = models.UUIDField()
    person_name = models.CharField(max_length=50)
    at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        db_table = "cases_hearing_step"
        constraints = (
            models.UniqueConstraint(
                fields=["party", "step"], condition=models.Q(party__isnull=False), name="cases_hearing_once"
            ),
        )

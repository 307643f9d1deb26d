"""Table of extensions (延长审批): the request and the ruling, each a row; append-only."""

from django.db import models


class ExtensionRow(models.Model):
    """One step of an extension."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    request = models.UUIDField()
    step = models.CharField(max_length=12)
    days = models.SmallIntegerField()
    reason = models.TextField()
    person = models.UUIDField()
    person_name = models.CharField(max_length=50)
    on = models.DateField()
    at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        db_table = "cases_extension"
        constraints = (
            models.UniqueConstraint(
                fields=["case_id"], condition=models.Q(step="granted"), name="cases_extension_once"
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=models.Q(step__in=["granted", "refused"]),
                name="cases_extension_ruled_once",
            ),
        )

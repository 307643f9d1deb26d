"""The table of who opened which paper."""

from django.db import models


class PaperReadingRow(models.Model):
    """The first opening of a paper by one who acts for its addressee; append-only."""

    pk = models.CompositePrimaryKey("document", "person")
    document = models.UUIDField()
    case_id = models.UUIDField(db_index=True)
    person = models.UUIDField()
    person_name = models.CharField(max_length=50)
    at = models.DateTimeField()
    consented = models.BooleanField()
    entry = models.UUIDField()

    class Meta:
        db_table = "cases_document_reading"

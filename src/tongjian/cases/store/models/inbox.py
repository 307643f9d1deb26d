"""Tables around the inbox."""

from django.db import models


class SavedFilterRow(models.Model):
    """A filter of the inbox that a person keeps under a name."""

    pk = models.CompositePrimaryKey("person", "name")
    person = models.UUIDField()
    name = models.CharField(max_length=20)
    wanted = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "cases_saved_filter"

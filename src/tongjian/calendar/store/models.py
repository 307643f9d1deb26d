"""The table of imported notices."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class YearRow(models.Model):
    """One import of one yearly notice; the newest of a year holds."""

    id = models.UUIDField(primary_key=True)
    year = models.SmallIntegerField()
    rest_days = ArrayField(models.DateField())
    make_up_days = ArrayField(models.DateField())
    source = models.CharField(max_length=200)
    effective_on = models.DateField()
    imported_by = models.UUIDField()
    imported_by_name = models.CharField(max_length=100)
    imported_at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        """Names the table."""

        db_table = "calendar_year"
        indexes = (models.Index(fields=["imported_at"], name="calendar_year_imported"),)

    def __str__(self) -> str:
        return f"{self.year} {self.source}"

"""Tables of the catalogue room. Rights stand in ``policies``."""

from typing import ClassVar

from django.db import models


class Edition(models.Model):
    """One content the catalogue has had, by the hash of its canonical JSON."""

    hash = models.CharField(primary_key=True, max_length=64)
    version = models.TextField()
    document = models.TextField()
    loaded_at = models.DateTimeField()
    warnings = models.JSONField()

    class Meta:
        """Where the rows lie."""

        db_table = "catalogue_edition"

    def __str__(self) -> str:
        return self.hash


class Load(models.Model):
    """One load; the newest one says which edition is the current one."""

    id = models.UUIDField(primary_key=True)
    edition = models.ForeignKey(Edition, on_delete=models.DO_NOTHING, db_column="edition")
    loaded_at = models.DateTimeField()

    class Meta:
        """Where the rows lie."""

        db_table = "catalogue_load"

    def __str__(self) -> str:
        return f"{self.loaded_at} {self.edition}"


class Item(models.Model):
    """An item of an edition, as the search sees it; the whole of it is in the document."""

    id = models.UUIDField(primary_key=True)
    edition = models.ForeignKey(Edition, on_delete=models.DO_NOTHING, db_column="edition", db_index=False)
    position = models.IntegerField()
    code = models.TextField()
    version = models.TextField()
    name = models.TextField()
    department = models.TextField()
    kind = models.TextField()
    needs_project = models.BooleanField()
    search_text = models.TextField()

    class Meta:
        """Where the rows lie."""

        db_table = "catalogue_item"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "code"], name="catalogue_item_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

"""Tables of the evidence room. Rights and row-level security stand in ``policies``."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One entry of the log; the application may add and read, never change."""

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    person = models.UUIDField(null=True)
    name_commitment = models.BinaryField(null=True)
    post = models.TextField()
    acting_for = models.UUIDField(null=True)
    session = models.TextField()
    address_commitment = models.BinaryField(null=True)
    act = models.TextField()
    object_kind = models.TextField()
    object_id = models.UUIDField()
    object_version = models.BigIntegerField()
    basis = models.TextField()
    opinion_commitment = models.BinaryField(null=True)
    rule_version = models.TextField()
    before_hash = models.BinaryField(null=True)
    after_hash = models.BinaryField(null=True)
    suggestion = models.BooleanField()
    algorithm = models.TextField()
    salt = models.BinaryField()
    leaf_hash = models.BinaryField()

    class Meta:
        """Where the rows lie."""

        db_table = "evidence_entry"
        indexes: ClassVar = [
            models.Index(fields=["object_id", "object_version"], name="evidence_entry_object"),
            models.Index(fields=["person", "at"], name="evidence_entry_person"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["object_id", "object_kind", "object_version"],
                condition=models.Q(after_hash__isnull=False),
                name="evidence_entry_one_per_change",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.object_kind} {self.object_id}"


class Disclosure(models.Model):
    """The plain personal text behind a commitment; may be erased without hurting the log."""

    pk = models.CompositePrimaryKey("entry", "field")
    entry = models.ForeignKey(Entry, on_delete=models.DO_NOTHING, db_column="entry", db_index=False)
    field = models.TextField()
    salt = models.BinaryField()
    text = models.TextField()

    class Meta:
        """Where the rows lie."""

        db_table = "evidence_disclosure"

    def __str__(self) -> str:
        return f"{self.field} of {self.entry_id}"


class LogLeaf(models.Model):
    """The place of an entry in the sealed log; written by the sequencer alone."""

    seq = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.DO_NOTHING, db_column="entry")

    class Meta:
        """Where the rows lie."""

        db_table = "evidence_log_leaf"

    def __str__(self) -> str:
        return f"{self.seq}: {self.entry_id}"


class File(models.Model):
    """A file kept for good; its bytes lie outside, named by their hash."""

    id = models.UUIDField(primary_key=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    media_type = models.TextField()
    name = models.TextField()
    uploaded_by = models.UUIDField(null=True)
    holder = models.UUIDField(db_index=True)
    at = models.DateTimeField()

    class Meta:
        """Where the rows lie."""

        db_table = "evidence_file"

    def __str__(self) -> str:
        return self.name


class FileAccess(models.Model):
    """A further holder who may read a file."""

    pk = models.CompositePrimaryKey("file", "holder")
    file = models.ForeignKey(File, on_delete=models.DO_NOTHING, db_column="file", db_index=False)
    holder = models.UUIDField()

    class Meta:
        """Where the rows lie."""

        db_table = "evidence_file_access"

    def __str__(self) -> str:
        return f"{self.file_id} for {self.holder}"


class Upload(models.Model):
    """A file on its way in; how much has arrived is known by the bytes alone."""

    id = models.UUIDField(primary_key=True)
    name = models.TextField()
    size = models.BigIntegerField()
    part_size = models.BigIntegerField()
    uploaded_by = models.UUIDField(null=True)
    holder = models.UUIDField(db_index=True)
    expires_at = models.DateTimeField()

    class Meta:
        """Where the rows lie."""

        db_table = "evidence_upload"

    def __str__(self) -> str:
        return self.name


class Counter(models.Model):
    """The last number handed out within a scheme and scope."""

    pk = models.CompositePrimaryKey("scheme", "scope")
    scheme = models.TextField()
    scope = models.TextField()
    last = models.BigIntegerField()

    class Meta:
        """Where the rows lie."""

        db_table = "evidence_counter"

    def __str__(self) -> str:
        return f"{self.scheme} {self.scope}: {self.last}"

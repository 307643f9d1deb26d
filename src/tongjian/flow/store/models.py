"""Tables of the flow room. Rights and row-level security stand in ``policies``."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Process(models.Model):
    """One version of a process, as its text."""

    content_hash = models.CharField(primary_key=True, max_length=64)
    name = models.TextField()
    version = models.IntegerField()
    xml = models.BinaryField()

    class Meta:
        """Where the rows lie."""

        db_table = "flow_process"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "version"], name="flow_process_version"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class Instance(models.Model):
    """A running or finished instance; ``state`` is a cache of its events."""

    id = models.UUIDField(primary_key=True)
    process_hash = models.CharField(max_length=64)
    position = models.IntegerField()
    state = models.BinaryField()
    holders = ArrayField(models.UUIDField())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Where the rows lie."""

        db_table = "flow_instance"

    def __str__(self) -> str:
        return str(self.id)


class Event(models.Model):
    """One event of a history; the application may add and read, never change."""

    pk = models.CompositePrimaryKey("instance", "position")
    instance = models.ForeignKey(
        Instance, on_delete=models.DO_NOTHING, db_column="instance", db_index=False, db_constraint=False
    )
    position = models.IntegerField()
    at = models.DateTimeField()
    event = models.JSONField()

    class Meta:
        """Where the rows lie."""

        db_table = "flow_event"

    def __str__(self) -> str:
        return str(self.pk)


class Task(models.Model):
    """An open task; its row goes when it is closed."""

    id = models.UUIDField(primary_key=True)
    instance = models.ForeignKey(
        Instance, on_delete=models.DO_NOTHING, db_column="instance", db_constraint=False
    )
    place = models.IntegerField()
    node = models.TextField()
    name = models.TextField()
    role = models.TextField()
    organisation = models.UUIDField(null=True)
    acts = ArrayField(models.TextField())
    offered_at = models.DateTimeField()

    class Meta:
        """Where the rows lie."""

        db_table = "flow_task"

    def __str__(self) -> str:
        return f"{self.name} {self.id}"


class Ledger(models.Model):
    """The answer to one request, kept for 90 days."""

    pk = models.CompositePrimaryKey("person", "act", "key")
    person = models.UUIDField()
    act = models.TextField()
    key = models.TextField()
    request_hash = models.BinaryField()
    answer = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Where the rows lie."""

        db_table = "flow_ledger"

    def __str__(self) -> str:
        return str(self.pk)

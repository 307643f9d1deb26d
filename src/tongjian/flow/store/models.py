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
    persons = ArrayField(models.UUIDField(), default=list, db_default=[])
    assigned = ArrayField(models.UUIDField(), default=list, db_default=[])
    due_at = models.DateTimeField(null=True)

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


class Timer(models.Model):
    """A timer that runs; its row goes when it has fired or fallen.

    ``try_at`` is when it is fired: the moment it is due, or later where firing it failed (``fault``).
    """

    pk = models.CompositePrimaryKey("instance", "number")
    instance = models.UUIDField()
    number = models.IntegerField()
    node = models.TextField()
    due = models.DateTimeField()
    try_at = models.DateTimeField(db_index=True)
    fault = models.TextField(default="", db_default="")

    class Meta:
        """Where the rows lie."""

        db_table = "flow_timer"

    def __str__(self) -> str:
        return str(self.pk)


class Subscription(models.Model):
    """A message or signal that an instance waits for."""

    pk = models.CompositePrimaryKey("instance", "number")
    instance = models.UUIDField()
    number = models.IntegerField()
    node = models.TextField()
    kind = models.TextField()
    name = models.TextField()
    key = models.TextField()

    class Meta:
        """Where the rows lie."""

        db_table = "flow_subscription"
        indexes: ClassVar = [models.Index(fields=["name", "key"], name="flow_subscription_name")]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class Job(models.Model):
    """Work of a service task; its row goes when the work is done or no longer wanted.

    ``round`` counts how often the work was asked for anew, ``tries`` the tries of this round, ``fence``
    all tries: only the answer of the last one is taken. ``answer`` came while the instance was suspended.
    """

    pk = models.CompositePrimaryKey("instance", "number")
    instance = models.UUIDField()
    number = models.IntegerField()
    node = models.TextField()
    topic = models.TextField()
    asked_at = models.DateTimeField()
    try_at = models.DateTimeField(db_index=True)
    round = models.IntegerField(default=1, db_default=1)
    tries = models.IntegerField(default=0, db_default=0)
    fence = models.IntegerField(default=0, db_default=0)
    fault = models.TextField(default="", db_default="")
    answer = models.TextField(default="", db_default="")

    class Meta:
        """Where the rows lie."""

        db_table = "flow_job"

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"


class Start(models.Model):
    """A start event of the latest version of a process, which begins instances by itself.

    ``try_at`` is when a timer is fired: the moment it is due, or later where firing it failed (``fault``).
    """

    pk = models.CompositePrimaryKey("process", "node")
    process = models.TextField()
    node = models.TextField()
    version = models.IntegerField()
    content_hash = models.CharField(max_length=64)
    message = models.TextField()
    due = models.DateTimeField(null=True)
    try_at = models.DateTimeField(null=True, db_index=True)
    left = models.IntegerField()
    firing = models.IntegerField()
    holders = ArrayField(models.UUIDField())
    fault = models.TextField(default="", db_default="")

    class Meta:
        """Where the rows lie."""

        db_table = "flow_start"
        indexes: ClassVar = [models.Index(fields=["message"], name="flow_start_message")]

    def __str__(self) -> str:
        return f"{self.process} {self.node}"


class Incident(models.Model):
    """Something a person has to look after; its row goes when that is done.

    ``holders`` are those of the instance: who settles it acts within their sight.
    """

    pk = models.CompositePrimaryKey("instance", "number")
    instance = models.UUIDField()
    number = models.IntegerField()
    node = models.TextField()
    code = models.TextField()
    says = models.TextField()
    at = models.DateTimeField()
    holders = ArrayField(models.UUIDField(), default=list, db_default=[])

    class Meta:
        """Where the rows lie."""

        db_table = "flow_incident"
        indexes: ClassVar = [models.Index(fields=["at"], name="flow_incident_at")]

    def __str__(self) -> str:
        return f"{self.code} {self.pk}"

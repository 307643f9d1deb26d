"""Tables of messages. Row-level security, checks and grants stand in ``policies``."""

# ruff: noqa: D106, DJ008

from django.db import models


class MessageRow(models.Model):
    """What was told; ``fanned_at`` is empty until the worker has spread it over the channels."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=40)
    holder = models.UUIDField()
    role = models.CharField(max_length=30, db_default="")
    case_id = models.UUIDField(null=True)
    title = models.CharField(max_length=200)
    text = models.TextField()
    facts = models.JSONField(db_default={})
    shown = models.BooleanField(db_default=True)
    sent_at = models.DateTimeField()
    fanned_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "messages_message"
        indexes = (
            models.Index(fields=["holder", "-id"], name="messages_message_inbox"),
            models.Index(fields=["id"], condition=models.Q(fanned_at=None), name="messages_message_fresh"),
        )


class ReadingRow(models.Model):
    """That a person read a message, the first time; append-only."""

    pk = models.CompositePrimaryKey("message_id", "person")
    message_id = models.UUIDField()
    person = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        db_table = "messages_reading"


class PreferenceRow(models.Model):
    """One tick of a person."""

    pk = models.CompositePrimaryKey("person", "kind", "channel")
    person = models.UUIDField()
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=40)
    on = models.BooleanField(db_column="wanted")

    class Meta:
        db_table = "messages_preference"


class MailboxRow(models.Model):
    """A person's e-mail address, with the digest of the word that confirms it."""

    person = models.UUIDField(primary_key=True)
    address = models.CharField(max_length=254)
    digest = models.BinaryField()
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "messages_mailbox"


class SubscriptionRow(models.Model):
    """A system's wish to be told of events; its secret is readable to the worker alone."""

    id = models.UUIDField(primary_key=True)
    person = models.UUIDField(db_index=True)
    organisation = models.UUIDField()
    url = models.CharField(max_length=500)
    secret = models.TextField()
    kinds = models.JSONField()
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "messages_subscription"


class DeliveryRow(models.Model):
    """One sending of a message to one target on one channel; ``round_no`` rises with each replay."""

    id = models.UUIDField(primary_key=True)
    message_id = models.UUIDField()
    channel = models.CharField(max_length=40)
    target = models.UUIDField(db_index=True)
    round_no = models.SmallIntegerField(db_default=0)
    state = models.CharField(max_length=10)
    attempts = models.IntegerField(db_default=0)
    first_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    says = models.CharField(max_length=500, db_default="")

    class Meta:
        db_table = "messages_delivery"
        indexes = (
            models.Index(
                fields=["channel", "next_at"],
                condition=models.Q(next_at__isnull=False),
                name="messages_delivery_due",
            ),
            models.Index(fields=["-id"], condition=models.Q(state="dead"), name="messages_delivery_dead"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["message_id", "channel", "target", "round_no"], name="messages_delivery_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state="queued", next_at__isnull=False)
                | models.Q(state__in=["sent", "dead"], next_at__isnull=True),
                name="messages_delivery_state",
            ),
        )


class AttemptRow(models.Model):
    """One try of a sending; append-only."""

    pk = models.CompositePrimaryKey("delivery_id", "number")
    delivery_id = models.UUIDField()
    number = models.IntegerField()
    at = models.DateTimeField()
    ok = models.BooleanField()
    says = models.CharField(max_length=500)

    class Meta:
        db_table = "messages_attempt"

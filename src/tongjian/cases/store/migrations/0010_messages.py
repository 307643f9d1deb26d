"""Messages have a room of their own; what was told before moves there."""

from django.db import migrations

from tongjian.cases.store import policies_messages


class Migration(migrations.Migration):

    dependencies = [("cases", "0009_acceptance"), ("tongjian_messages", "0001_initial")]

    operations = [
        migrations.RunSQL(policies_messages.APPLY, policies_messages.UNDO),
        migrations.DeleteModel(name="MessageRow"),
    ]

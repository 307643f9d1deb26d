"""Filters of the inbox that people keep."""

from django.db import migrations, models

from tongjian.cases.store import policies_inbox


class Migration(migrations.Migration):
    """A table whose rows are each person's own."""

    dependencies = [("cases", "0005_inbox")]

    operations = [
        migrations.CreateModel(
            name="SavedFilterRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person", "name", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person", models.UUIDField()),
                ("name", models.CharField(max_length=20)),
                ("wanted", models.JSONField()),
                ("saved_at", models.DateTimeField()),
            ],
            options={"db_table": "cases_saved_filter"},
        ),
        migrations.RunSQL(policies_inbox.SAVED_FILTERS, migrations.RunSQL.noop),
    ]

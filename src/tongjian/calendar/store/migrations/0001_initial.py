"""The table of imported notices, its grants and its row-level security."""

import django.contrib.postgres.fields
from django.db import migrations, models

from tongjian.calendar.store import policies


class Migration(migrations.Migration):

    initial = True

    dependencies = [("identity", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="YearRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("year", models.SmallIntegerField()),
                ("rest_days", django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), size=None)),
                ("make_up_days", django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), size=None)),
                ("source", models.CharField(max_length=200)),
                ("effective_on", models.DateField()),
                ("imported_by", models.UUIDField()),
                ("imported_by_name", models.CharField(max_length=100)),
                ("imported_at", models.DateTimeField()),
                ("entry", models.UUIDField()),
            ],
            options={
                "db_table": "calendar_year",
                "indexes": [models.Index(fields=["imported_at"], name="calendar_year_imported")],
            },
        ),
        migrations.RunSQL(policies.GRANTS + policies.ENABLE + policies.POLICIES, migrations.RunSQL.noop),
    ]

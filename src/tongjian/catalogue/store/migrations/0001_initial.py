"""The tables of the catalogue room and the rights on them."""

import django.db.models.deletion
from django.db import migrations, models

from tongjian.catalogue.store import policies


class Migration(migrations.Migration):

    initial = True

    dependencies = [("identity", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("version", models.TextField()),
                ("document", models.TextField()),
                ("loaded_at", models.DateTimeField()),
                ("warnings", models.JSONField()),
            ],
            options={"db_table": "catalogue_edition"},
        ),
        migrations.CreateModel(
            name="Load",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("loaded_at", models.DateTimeField()),
                ("edition", models.ForeignKey(db_column="edition", on_delete=django.db.models.deletion.DO_NOTHING, to="catalogue.edition")),
            ],
            options={"db_table": "catalogue_load"},
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("position", models.IntegerField()),
                ("code", models.TextField()),
                ("version", models.TextField()),
                ("name", models.TextField()),
                ("department", models.TextField()),
                ("kind", models.TextField()),
                ("needs_project", models.BooleanField()),
                ("search_text", models.TextField()),
                ("edition", models.ForeignKey(db_column="edition", db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, to="catalogue.edition")),
            ],
            options={
                "db_table": "catalogue_item",
                "constraints": [models.UniqueConstraint(fields=("edition", "code"), name="catalogue_item_code")],
            },
        ),
        migrations.RunSQL(policies.GRANTS, migrations.RunSQL.noop),
    ]

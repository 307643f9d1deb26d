"""Papers keep their template; who opened which paper."""

from django.db import migrations, models

from tongjian.cases.store import policies_papers


class Migration(migrations.Migration):

    dependencies = [("cases", "0011_procedures")]

    operations = [
        migrations.AddField(
            model_name="documentrow",
            name="template",
            field=models.CharField(db_default="", max_length=40),
        ),
        migrations.CreateModel(
            name="PaperReadingRow",
            fields=[
                ("pk", models.CompositePrimaryKey("document", "person", blank=True, editable=False, primary_key=True, serialize=False)),
                ("document", models.UUIDField()),
                ("case_id", models.UUIDField(db_index=True)),
                ("person", models.UUIDField()),
                ("person_name", models.CharField(max_length=50)),
                ("at", models.DateTimeField()),
                ("consented", models.BooleanField()),
                ("entry", models.UUIDField()),
            ],
            options={"db_table": "cases_document_reading"},
        ),
        migrations.RunSQL(policies_papers.APPLY, migrations.RunSQL.noop),
    ]

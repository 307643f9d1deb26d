"""Verdicts on papers, leaves to tell a forgotten point, and what points of a notice are about."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from tongjian.cases.store import policies_acceptance


class Migration(migrations.Migration):
    """Two tables with their rights, four columns, two indexes for what silence brings."""

    dependencies = [("cases", "0008_judging")]

    operations = [
        migrations.CreateModel(
            name="PaperVerdictRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("case_id", models.UUIDField(db_index=True)),
                ("material", models.UUIDField()),
                ("key", models.CharField(max_length=100)),
                ("finding", models.CharField(max_length=12)),
                ("checks", ArrayField(base_field=models.CharField(max_length=64), size=None)),
                ("remark", models.TextField()),
                ("told", models.TextField()),
                ("page", models.IntegerField()),
                ("box", ArrayField(base_field=models.SmallIntegerField(), null=True, size=None)),
                ("round", models.SmallIntegerField()),
                ("person", models.UUIDField()),
                ("person_name", models.CharField(max_length=50)),
                ("at", models.DateTimeField()),
                ("entry", models.UUIDField()),
            ],
            options={"db_table": "cases_paper_verdict"},
        ),
        migrations.CreateModel(
            name="NewPointRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("case_id", models.UUIDField(db_index=True)),
                ("round", models.SmallIntegerField()),
                ("key", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=200)),
                ("reason", models.TextField()),
                ("person", models.UUIDField()),
                ("person_name", models.CharField(max_length=50)),
                ("organisation_name", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                ("entry", models.UUIDField()),
            ],
            options={"db_table": "cases_new_point"},
        ),
        migrations.AddField(
            "correctionrow",
            "checks",
            ArrayField(base_field=models.CharField(max_length=64), db_default=[], size=None),
        ),
        migrations.AddField("correctionrow", "page", models.IntegerField(db_default=0)),
        migrations.AddField(
            "correctionrow", "box", ArrayField(base_field=models.SmallIntegerField(), null=True, size=None)
        ),
        migrations.AddField("correctionrow", "omitted", models.BooleanField(db_default=False)),
        migrations.AddIndex(
            "caserow",
            models.Index(
                fields=["received_on"],
                name="cases_case_unanswered",
                condition=models.Q(state__in=(1, 7)),
            ),
        ),
        migrations.AddIndex(
            "caserecordrow",
            models.Index(
                fields=["case_id"], name="cases_record_deemed", condition=models.Q(act="deem_accepted")
            ),
        ),
        migrations.AddIndex(
            "correctionrow",
            models.Index(
                fields=["case_id"], name="cases_correction_omitted", condition=models.Q(omitted=True)
            ),
        ),
        *(migrations.RunSQL(text, migrations.RunSQL.noop) for text in policies_acceptance.ALL),
    ]

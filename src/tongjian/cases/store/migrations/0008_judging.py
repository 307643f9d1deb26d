"""Marks at review points, drafts of opinions, phrases; what the page of the day and the case desk look up."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from tongjian.cases.store import policies_judging


class Migration(migrations.Migration):
    """Three tables with their rights, two indexes."""

    dependencies = [("cases", "0007_promises")]

    operations = [
        migrations.CreateModel(
            name="OpinionDraftRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id",
                        "person",
                        "node",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("person", models.UUIDField()),
                ("node", models.CharField(max_length=50)),
                ("text", models.TextField()),
                ("choice", models.CharField(max_length=50)),
                ("version", models.IntegerField()),
                ("saved_at", models.DateTimeField()),
            ],
            options={"db_table": "cases_opinion_draft"},
        ),
        migrations.CreateModel(
            name="PhraseRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("owner", models.UUIDField(db_index=True)),
                ("shared", models.BooleanField()),
                ("text", models.CharField(max_length=300)),
                ("made_by", models.UUIDField()),
                ("made_at", models.DateTimeField()),
            ],
            options={"db_table": "cases_phrase"},
        ),
        migrations.CreateModel(
            name="ReviewMarkRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id",
                        "point",
                        "person",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("point", models.CharField(max_length=80)),
                ("person", models.UUIDField()),
                ("person_name", models.CharField(max_length=50)),
                ("organisation", models.UUIDField()),
                ("verdict", models.CharField(max_length=16)),
                ("remark", models.TextField()),
                ("material", models.UUIDField(null=True)),
                ("page", models.IntegerField(default=0)),
                ("box", ArrayField(base_field=models.SmallIntegerField(), null=True, size=None)),
                ("marked_at", models.DateTimeField()),
            ],
            options={"db_table": "cases_review_mark"},
        ),
        migrations.AddIndex(
            "caserow",
            models.Index(
                fields=["department", "item_code", "-decided_on", "-id"],
                name="cases_case_decided",
                condition=models.Q(decided_on__isnull=False),
            ),
        ),
        migrations.AddIndex(
            "caserecordrow", models.Index(fields=["person", "-at"], name="cases_record_person")
        ),
        *(migrations.RunSQL(text, migrations.RunSQL.noop) for text in policies_judging.ALL),
    ]

"""Deferred materials, pledges, their checks, and credit notes."""

import django.contrib.postgres.fields
from django.db import migrations, models

from tongjian.cases.store import policies_promise


class Migration(migrations.Migration):
    """Tables with their rights."""

    dependencies = [("cases", "0006_saved_filters")]

    operations = [
        migrations.CreateModel(
            name="DeferralRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("case_id", models.UUIDField()),
                ("key", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("promised_by", models.UUIDField()),
                ("promised_by_name", models.CharField(max_length=50)),
                ("promised_at", models.DateTimeField()),
                ("status", models.CharField(max_length=12)),
                ("supplied_on", models.DateField(null=True)),
                ("confirmed_on", models.DateField(null=True)),
                ("remark", models.TextField()),
                ("extended", models.BooleanField()),
                ("reminded_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "cases_deferral",
                "indexes": [
                    models.Index(
                        fields=["due_on"], name="cases_deferral_owing", condition=models.Q(status="promised")
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["case_id", "key"], name="cases_deferral_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PledgeRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("draft_id", models.UUIDField(db_index=True)),
                ("item", models.CharField(max_length=20)),
                ("applicant", models.UUIDField()),
                ("applicant_name", models.CharField(max_length=200)),
                ("text", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("signed_by", models.UUIDField()),
                ("signed_by_name", models.CharField(max_length=50)),
                ("capacity", models.CharField(max_length=50)),
                ("signed_at", models.DateTimeField()),
                ("entry", models.UUIDField()),
                (
                    "holders",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
                ("case_id", models.UUIDField(null=True, unique=True)),
            ],
            options={"db_table": "cases_pledge"},
        ),
        migrations.CreateModel(
            name="PledgeCheckRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("case_id", models.UUIDField(db_index=True)),
                ("verdict", models.CharField(max_length=10)),
                ("findings", models.TextField()),
                ("rectify_by", models.DateField(null=True)),
                ("checked_by", models.UUIDField()),
                ("checked_by_name", models.CharField(max_length=50)),
                ("checked_at", models.DateTimeField()),
                ("entry", models.UUIDField()),
            ],
            options={"db_table": "cases_pledge_check"},
        ),
        migrations.CreateModel(
            name="CreditNoteRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("applicant", models.UUIDField(db_index=True)),
                ("applicant_name", models.CharField(max_length=200)),
                ("case_id", models.UUIDField(db_index=True)),
                ("case_number", models.CharField(max_length=50)),
                ("kind", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("source", models.CharField(max_length=300)),
                ("organ", models.CharField(max_length=100)),
                ("made_on", models.DateField()),
                ("entry", models.UUIDField()),
                ("lifted_on", models.DateField(null=True)),
                ("lifted_reason", models.TextField()),
            ],
            options={"db_table": "cases_credit_note"},
        ),
        *(migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in policies_promise.ALL),
    ]

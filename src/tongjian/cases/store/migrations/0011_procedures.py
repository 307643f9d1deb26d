"""Extensions (延长审批), interested parties and hearings (听证)."""

from django.db import migrations, models

from tongjian.cases.store import policies_procedures


class Migration(migrations.Migration):
    """Three append-only tables, and the one extension granted beside the dates of a case."""

    dependencies = [("cases", "0010_messages"), ("identity", "0002_heads")]

    operations = [
        migrations.AddField("caserow", "extension_days", models.SmallIntegerField(null=True)),
        migrations.AddField("caserow", "extension_on", models.DateField(null=True)),
        migrations.CreateModel(
            name="ExtensionRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("case_id", models.UUIDField(db_index=True)),
                ("request", models.UUIDField()),
                ("step", models.CharField(max_length=12)),
                ("days", models.SmallIntegerField()),
                ("reason", models.TextField()),
                ("person", models.UUIDField()),
                ("person_name", models.CharField(max_length=50)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("entry", models.UUIDField()),
            ],
            options={"db_table": "cases_extension"},
        ),
        migrations.CreateModel(
            name="PartyRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("case_id", models.UUIDField(db_index=True)),
                ("name", models.CharField(max_length=100)),
                ("interest", models.TextField()),
                ("contact", models.CharField(max_length=200)),
                ("applicant", models.BooleanField()),
                ("told_on", models.DateField()),
                ("entry", models.UUIDField()),
            ],
            options={"db_table": "cases_party"},
        ),
        migrations.CreateModel(
            name="HearingStepRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("case_id", models.UUIDField(db_index=True)),
                ("step", models.CharField(max_length=12)),
                ("party", models.UUIDField(null=True)),
                ("on", models.DateField()),
                ("held_on", models.DateField(null=True)),
                ("place", models.CharField(max_length=200)),
                ("chair", models.CharField(max_length=50)),
                ("text", models.TextField()),
                ("person", models.UUIDField()),
                ("person_name", models.CharField(max_length=50)),
                ("at", models.DateTimeField()),
                ("entry", models.UUIDField()),
            ],
            options={"db_table": "cases_hearing_step"},
        ),
        migrations.AddConstraint(
            "extensionrow",
            models.UniqueConstraint(
                fields=["case_id"], condition=models.Q(step="granted"), name="cases_extension_once"
            ),
        ),
        migrations.AddConstraint(
            "extensionrow",
            models.UniqueConstraint(
                fields=["request"],
                condition=models.Q(step__in=["granted", "refused"]),
                name="cases_extension_ruled_once",
            ),
        ),
        migrations.AddConstraint(
            "hearingsteprow",
            models.UniqueConstraint(
                fields=["party", "step"], condition=models.Q(party__isnull=False), name="cases_hearing_once"
            ),
        ),
        *(
            migrations.RunSQL(statements, migrations.RunSQL.noop) for statements in policies_procedures.ALL
        ),
    ]

"""What the inbox is narrowed by stands in the task's row, the light as the days on which it turns."""

from datetime import date

from django.db import migrations, models

from tongjian.cases.store import policies

_FILL = """
UPDATE cases_work w SET stage = c.stage, item_code = c.item_code, department = c.department,
  yellow_on = w.due_on, red_on = w.due_on,
  grey_until = CASE WHEN w.due_on = '9999-12-31' THEN date '9999-12-31' ELSE date '0001-01-01' END,
  words = concat_ws(' ', c.number, c.project_name, c.applicant_name, c.item_name)
FROM cases_case c WHERE c.id = w.case_id;
"""
"""Tasks already open turn red on their date; each act on the case writes its days anew."""


class Migration(migrations.Migration):
    """Columns for every filter of the inbox, and an index for what is new."""

    dependencies = [("cases", "0004_consultation")]

    operations = [
        *(
            migrations.AddField("workrow", name, models.DateField(db_default=day))
            for name, day in (("yellow_on", date.max), ("red_on", date.max), ("grey_until", date.min))
        ),
        migrations.AddField("workrow", "stage", models.CharField(db_default="", max_length=4)),
        migrations.AddField("workrow", "item_code", models.CharField(db_default="", max_length=20)),
        migrations.AddField("workrow", "department", models.UUIDField(null=True)),
        migrations.AddField("workrow", "words", models.TextField(db_default="")),
        migrations.AddIndex(
            "workrow", models.Index(fields=["organisation", "role", "offered_at"], name="cases_work_new")
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
        migrations.RunSQL(policies.INBOX_DATES, migrations.RunSQL.noop),
    ]

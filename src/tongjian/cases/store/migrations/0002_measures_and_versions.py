"""Measures of buildings as numbers, and the version of a project under which its changes are logged."""

from django.db import migrations, models

from tongjian.cases.store import policies

_NUMBERS = r"""
ALTER TABLE cases_building ALTER floor_area DROP DEFAULT, ALTER floor_area DROP NOT NULL,
  ALTER floor_area TYPE numeric(12, 2)
  USING CASE WHEN floor_area ~ '^[0-9]{1,10}([.][0-9]+)?$' THEN floor_area::numeric END;
"""


class Migration(migrations.Migration):
    """Numbers where texts were; a version for each project."""

    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RunSQL(
            _NUMBERS,
            migrations.RunSQL.noop,
            state_operations=[
                migrations.AlterField(
                    "buildingrow",
                    "floor_area",
                    models.DecimalField(decimal_places=2, max_digits=12, null=True),
                )
            ],
        ),
        *(
            migrations.AddField(
                "buildingrow", name, models.DecimalField(decimal_places=2, max_digits=digits, null=True)
            )
            for name, digits in (("area_above", 12), ("area_below", 12), ("height", 7))
        ),
        *(
            migrations.AddField("buildingrow", name, models.SmallIntegerField(null=True))
            for name in ("storeys_above", "storeys_below")
        ),
        migrations.AddField("projectrow", "version", models.IntegerField(db_default=1)),
        migrations.RunSQL(policies.PROJECT_VERSION, migrations.RunSQL.noop),
    ]

"""An incident is seen by system administrators, and knows whose instance it stands in."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from tongjian.flow.store import policies


class Migration(migrations.Migration):

    dependencies = [("flow", "0004_hands")]

    operations = [
        migrations.AddField(
            model_name='incident',
            name='holders',
            field=ArrayField(base_field=models.UUIDField(), db_default=[], default=list, size=None),
        ),
        migrations.RunSQL(policies.INCIDENTS_SEEN, 'DROP POLICY flow_incident_repaired ON flow_incident'),
    ]

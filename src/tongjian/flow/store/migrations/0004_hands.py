"""Who may do a task by name, and to whom it was handed on."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from tongjian.flow.store import policies


def _persons():
    return ArrayField(base_field=models.UUIDField(), db_default=[], default=list, size=None)


class Migration(migrations.Migration):

    dependencies = [("flow", "0003_outstanding")]

    operations = [
        migrations.AddField(model_name='task', name='persons', field=_persons()),
        migrations.AddField(model_name='task', name='assigned', field=_persons()),
        migrations.RunSQL(policies.HANDS, migrations.RunSQL.noop),
    ]

"""When the limit of an open task is over."""

from django.db import migrations, models

from tongjian.flow.store import policies


class Migration(migrations.Migration):

    dependencies = [("flow", "0005_incidents_seen")]

    operations = [
        migrations.AddField(model_name='task', name='due_at', field=models.DateTimeField(null=True)),
        migrations.RunSQL(policies.DUES, migrations.RunSQL.noop),
    ]

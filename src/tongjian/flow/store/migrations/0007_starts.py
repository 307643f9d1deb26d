"""Start events that begin instances by themselves: by a message or a timer."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from tongjian.flow.store import policies


class Migration(migrations.Migration):

    dependencies = [("flow", "0006_dues")]

    operations = [
        migrations.CreateModel(
            name='Start',
            fields=[
                ('pk', models.CompositePrimaryKey('process', 'node', blank=True, editable=False, primary_key=True, serialize=False)),
                ('process', models.TextField()),
                ('node', models.TextField()),
                ('version', models.IntegerField()),
                ('content_hash', models.CharField(max_length=64)),
                ('message', models.TextField()),
                ('due', models.DateTimeField(null=True)),
                ('try_at', models.DateTimeField(db_index=True, null=True)),
                ('left', models.IntegerField()),
                ('firing', models.IntegerField()),
                ('holders', ArrayField(base_field=models.UUIDField(), size=None)),
                ('fault', models.TextField(db_default='', default='')),
            ],
            options={
                'db_table': 'flow_start',
                'indexes': [models.Index(fields=['message'], name='flow_start_message')],
            },
        ),
        migrations.RunSQL(policies.STARTS, migrations.RunSQL.noop),
    ]

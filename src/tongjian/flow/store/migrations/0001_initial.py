"""The tables of the flow room, their grants and their row-level security."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from tongjian.flow.store import policies


class Migration(migrations.Migration):

    initial = True

    dependencies = [("identity", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name='Instance',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('process_hash', models.CharField(max_length=64)),
                ('position', models.IntegerField()),
                ('state', models.BinaryField()),
                ('holders', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'flow_instance',
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('pk', models.CompositePrimaryKey('instance', 'position', blank=True, editable=False, primary_key=True, serialize=False)),
                ('position', models.IntegerField()),
                ('at', models.DateTimeField()),
                ('event', models.JSONField()),
                ('instance', models.ForeignKey(db_column='instance', db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, to='flow.instance')),
            ],
            options={
                'db_table': 'flow_event',
            },
        ),
        migrations.CreateModel(
            name='Process',
            fields=[
                ('content_hash', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('version', models.IntegerField()),
                ('xml', models.BinaryField()),
            ],
            options={
                'db_table': 'flow_process',
                'constraints': [models.UniqueConstraint(fields=('name', 'version'), name='flow_process_version')],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('place', models.IntegerField()),
                ('node', models.TextField()),
                ('name', models.TextField()),
                ('role', models.TextField()),
                ('organisation', models.UUIDField(null=True)),
                ('acts', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('offered_at', models.DateTimeField()),
                ('instance', models.ForeignKey(db_column='instance', on_delete=django.db.models.deletion.DO_NOTHING, to='flow.instance')),
            ],
            options={
                'db_table': 'flow_task',
            },
        ),
        migrations.RunSQL(policies.APPLY, migrations.RunSQL.noop),
    ]

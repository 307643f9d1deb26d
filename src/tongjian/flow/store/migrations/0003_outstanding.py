"""What an instance waits for besides tasks: timers, messages and signals, jobs, incidents."""

from django.db import migrations, models

from tongjian.flow.store import policies


def _rows(*fields):
    return [
        ('pk', models.CompositePrimaryKey('instance', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
        ('instance', models.UUIDField()),
        ('number', models.IntegerField()),
        ('node', models.TextField()),
        *fields,
    ]


class Migration(migrations.Migration):

    dependencies = [("flow", "0002_answers")]

    operations = [
        migrations.CreateModel(
            name='Timer',
            fields=_rows(
                ('due', models.DateTimeField()),
                ('try_at', models.DateTimeField(db_index=True)),
                ('fault', models.TextField(default='', db_default='')),
            ),
            options={'db_table': 'flow_timer'},
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=_rows(
                ('kind', models.TextField()),
                ('name', models.TextField()),
                ('key', models.TextField()),
            ),
            options={
                'db_table': 'flow_subscription',
                'indexes': [models.Index(fields=['name', 'key'], name='flow_subscription_name')],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=_rows(
                ('topic', models.TextField()),
                ('asked_at', models.DateTimeField()),
                ('try_at', models.DateTimeField(db_index=True)),
                ('round', models.IntegerField(default=1, db_default=1)),
                ('tries', models.IntegerField(default=0, db_default=0)),
                ('fence', models.IntegerField(default=0, db_default=0)),
                ('fault', models.TextField(default='', db_default='')),
            ),
            options={'db_table': 'flow_job'},
        ),
        migrations.CreateModel(
            name='Incident',
            fields=_rows(
                ('code', models.TextField()),
                ('says', models.TextField()),
                ('at', models.DateTimeField()),
            ),
            options={
                'db_table': 'flow_incident',
                'indexes': [models.Index(fields=['at'], name='flow_incident_at')],
            },
        ),
        migrations.RunSQL(policies.OUTSTANDING, migrations.RunSQL.noop),
    ]

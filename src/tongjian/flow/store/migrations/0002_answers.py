"""Answers by ticket; rights on events and tasks that one probe of an index settles."""

import django.db.models.deletion
from django.db import migrations, models

from tongjian.flow.store import policies


def _instance(**more):
    return models.ForeignKey(
        db_column='instance', db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING,
        to='flow.instance', **more,
    )


class Migration(migrations.Migration):

    dependencies = [("flow", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name='Ledger',
            fields=[
                ('pk', models.CompositePrimaryKey('person', 'act', 'key', blank=True, editable=False, primary_key=True, serialize=False)),
                ('person', models.UUIDField()),
                ('act', models.TextField()),
                ('key', models.TextField()),
                ('request_hash', models.BinaryField()),
                ('answer', models.TextField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'flow_ledger',
            },
        ),
        # the rights on these rows ask for their instance already
        migrations.AlterField(model_name='event', name='instance', field=_instance(db_index=False)),
        migrations.AlterField(model_name='task', name='instance', field=_instance()),
        migrations.RunSQL(policies.ANSWERS, migrations.RunSQL.noop),
    ]

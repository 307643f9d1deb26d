"""The tables of the evidence room, their grants and their row-level security."""

import django.db.models.deletion
from django.db import migrations, models

from tongjian.evidence.store import policies


class Migration(migrations.Migration):

    initial = True

    dependencies = [("identity", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('pk', models.CompositePrimaryKey('scheme', 'scope', blank=True, editable=False, primary_key=True, serialize=False)),
                ('scheme', models.TextField()),
                ('scope', models.TextField()),
                ('last', models.BigIntegerField()),
            ],
            options={
                'db_table': 'evidence_counter',
            },
        ),
        migrations.CreateModel(
            name='File',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('size', models.BigIntegerField()),
                ('media_type', models.TextField()),
                ('name', models.TextField()),
                ('uploaded_by', models.UUIDField(null=True)),
                ('holder', models.UUIDField(db_index=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'evidence_file',
            },
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('size', models.BigIntegerField()),
                ('part_size', models.BigIntegerField()),
                ('uploaded_by', models.UUIDField(null=True)),
                ('holder', models.UUIDField(db_index=True)),
                ('expires_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'evidence_upload',
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('person', models.UUIDField(null=True)),
                ('name_commitment', models.BinaryField(null=True)),
                ('post', models.TextField()),
                ('acting_for', models.UUIDField(null=True)),
                ('session', models.TextField()),
                ('address_commitment', models.BinaryField(null=True)),
                ('act', models.TextField()),
                ('object_kind', models.TextField()),
                ('object_id', models.UUIDField()),
                ('object_version', models.BigIntegerField()),
                ('basis', models.TextField()),
                ('opinion_commitment', models.BinaryField(null=True)),
                ('rule_version', models.TextField()),
                ('before_hash', models.BinaryField(null=True)),
                ('after_hash', models.BinaryField(null=True)),
                ('suggestion', models.BooleanField()),
                ('algorithm', models.TextField()),
                ('salt', models.BinaryField()),
                ('leaf_hash', models.BinaryField()),
            ],
            options={
                'db_table': 'evidence_entry',
                'indexes': [models.Index(fields=['object_id', 'object_version'], name='evidence_entry_object'), models.Index(fields=['person', 'at'], name='evidence_entry_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('after_hash__isnull', False)), fields=('object_id', 'object_kind', 'object_version'), name='evidence_entry_one_per_change')],
            },
        ),
        migrations.CreateModel(
            name='Disclosure',
            fields=[
                ('pk', models.CompositePrimaryKey('entry', 'field', blank=True, editable=False, primary_key=True, serialize=False)),
                ('field', models.TextField()),
                ('salt', models.BinaryField()),
                ('text', models.TextField()),
                ('entry', models.ForeignKey(db_column='entry', db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, to='evidence.entry')),
            ],
            options={
                'db_table': 'evidence_disclosure',
            },
        ),
        migrations.CreateModel(
            name='FileAccess',
            fields=[
                ('pk', models.CompositePrimaryKey('file', 'holder', blank=True, editable=False, primary_key=True, serialize=False)),
                ('holder', models.UUIDField()),
                ('file', models.ForeignKey(db_column='file', db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, to='evidence.file')),
            ],
            options={
                'db_table': 'evidence_file_access',
            },
        ),
        migrations.CreateModel(
            name='LogLeaf',
            fields=[
                ('seq', models.BigIntegerField(primary_key=True, serialize=False)),
                ('entry', models.OneToOneField(db_column='entry', on_delete=django.db.models.deletion.DO_NOTHING, to='evidence.entry')),
            ],
            options={
                'db_table': 'evidence_log_leaf',
            },
        ),
        migrations.RunSQL(policies.APPLY, policies.UNDO),
    ]

"""Consultations, their letters and steps, and comprehensive replies."""

from django.db import migrations, models

from tongjian.cases.store import policies_consultation


class Migration(migrations.Migration):
    """Tables with their rights."""

    dependencies = [
        ('cases', '0003_side_tasks'),
    ]

    operations = [
        migrations.CreateModel(
            name='ConsultationLetterRow',
            fields=[
                ('consultation', models.UUIDField(primary_key=True, serialize=False)),
                ('question', models.TextField()),
                ('facts', models.JSONField()),
                ('enclosures', models.JSONField()),
            ],
            options={
                'db_table': 'cases_consultation_letter',
            },
        ),
        migrations.CreateModel(
            name='ConsultationStepRow',
            fields=[
                ('pk', models.CompositePrimaryKey('consultation', 'position', blank=True, editable=False, primary_key=True, serialize=False)),
                ('consultation', models.UUIDField()),
                ('position', models.SmallIntegerField()),
                ('kind', models.CharField(max_length=16)),
                ('answer', models.CharField(max_length=12)),
                ('text', models.TextField()),
                ('person', models.UUIDField(null=True)),
                ('person_name', models.CharField(max_length=50)),
                ('organisation', models.UUIDField()),
                ('organisation_name', models.CharField(max_length=100)),
                ('at', models.DateTimeField()),
                ('entry', models.UUIDField()),
            ],
            options={
                'db_table': 'cases_consultation_step',
            },
        ),
        migrations.CreateModel(
            name='ReplyRow',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('application_id', models.UUIDField(db_index=True)),
                ('number', models.CharField(max_length=60, unique=True)),
                ('title', models.CharField(max_length=100)),
                ('interim', models.BooleanField()),
                ('addressee', models.CharField(max_length=200)),
                ('paragraphs', models.JSONField()),
                ('rows', models.JSONField()),
                ('basis', models.CharField(max_length=300)),
                ('organ', models.CharField(max_length=100)),
                ('holder', models.UUIDField()),
                ('person', models.UUIDField()),
                ('made_at', models.DateTimeField()),
                ('entry', models.UUIDField()),
            ],
            options={
                'db_table': 'cases_reply',
            },
        ),
        migrations.CreateModel(
            name='ConsultationRow',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('case_id', models.UUIDField(db_index=True)),
                ('number', models.CharField(max_length=60, unique=True)),
                ('type', models.CharField(max_length=30)),
                ('type_name', models.CharField(max_length=50)),
                ('basis', models.CharField(max_length=300)),
                ('silence', models.CharField(max_length=12)),
                ('unreasoned', models.CharField(max_length=16)),
                ('positive', models.BooleanField()),
                ('limit_days', models.SmallIntegerField()),
                ('limit_unit', models.CharField(max_length=4)),
                ('lead', models.UUIDField()),
                ('lead_name', models.CharField(max_length=100)),
                ('department', models.UUIDField()),
                ('department_name', models.CharField(max_length=100)),
                ('department_code', models.CharField(max_length=50)),
                ('case_number', models.CharField(max_length=50)),
                ('item_name', models.CharField(max_length=200)),
                ('project_name', models.CharField(max_length=200)),
                ('asked_by_name', models.CharField(max_length=50)),
                ('asked_at', models.DateTimeField()),
                ('starts_on', models.DateField()),
                ('due_on', models.DateField()),
                ('status', models.CharField(max_length=16)),
                ('answer', models.CharField(max_length=12)),
                ('settled_on', models.DateField(null=True)),
                ('returned', models.BooleanField()),
                ('silent', models.BooleanField()),
                ('overruled', models.BooleanField()),
            ],
            options={
                'db_table': 'cases_consultation',
                'indexes': [models.Index(fields=['department', 'status', 'due_on', 'id'], name='cases_consultation_inbox'), models.Index(fields=['status', 'due_on'], name='cases_consultation_due')],
            },
        ),
        *(migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in policies_consultation.ALL),
    ]

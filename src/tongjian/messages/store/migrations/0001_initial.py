"""The tables of messages, their grants and their row-level security."""

from django.db import migrations, models

from tongjian.messages.store import policies


class Migration(migrations.Migration):

    initial = True

    dependencies = [("identity", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name='AttemptRow',
            fields=[
                ('pk', models.CompositePrimaryKey('delivery_id', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('delivery_id', models.UUIDField()),
                ('number', models.IntegerField()),
                ('at', models.DateTimeField()),
                ('ok', models.BooleanField()),
                ('says', models.CharField(max_length=500)),
            ],
            options={
                'db_table': 'messages_attempt',
            },
        ),
        migrations.CreateModel(
            name='MailboxRow',
            fields=[
                ('person', models.UUIDField(primary_key=True, serialize=False)),
                ('address', models.CharField(max_length=254)),
                ('digest', models.BinaryField()),
                ('asked_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'messages_mailbox',
            },
        ),
        migrations.CreateModel(
            name='PreferenceRow',
            fields=[
                ('pk', models.CompositePrimaryKey('person', 'kind', 'channel', blank=True, editable=False, primary_key=True, serialize=False)),
                ('person', models.UUIDField()),
                ('kind', models.CharField(max_length=40)),
                ('channel', models.CharField(max_length=40)),
                ('on', models.BooleanField(db_column='wanted')),
            ],
            options={
                'db_table': 'messages_preference',
            },
        ),
        migrations.CreateModel(
            name='ReadingRow',
            fields=[
                ('pk', models.CompositePrimaryKey('message_id', 'person', blank=True, editable=False, primary_key=True, serialize=False)),
                ('message_id', models.UUIDField()),
                ('person', models.UUIDField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'messages_reading',
            },
        ),
        migrations.CreateModel(
            name='SubscriptionRow',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('person', models.UUIDField(db_index=True)),
                ('organisation', models.UUIDField()),
                ('url', models.CharField(max_length=500)),
                ('secret', models.TextField()),
                ('kinds', models.JSONField()),
                ('created_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'messages_subscription',
            },
        ),
        migrations.CreateModel(
            name='DeliveryRow',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('message_id', models.UUIDField()),
                ('channel', models.CharField(max_length=40)),
                ('target', models.UUIDField(db_index=True)),
                ('round_no', models.SmallIntegerField(db_default=0)),
                ('state', models.CharField(max_length=10)),
                ('attempts', models.IntegerField(db_default=0)),
                ('first_at', models.DateTimeField()),
                ('next_at', models.DateTimeField(null=True)),
                ('tried_at', models.DateTimeField(null=True)),
                ('says', models.CharField(db_default='', max_length=500)),
            ],
            options={
                'db_table': 'messages_delivery',
                'indexes': [models.Index(condition=models.Q(('next_at__isnull', False)), fields=['channel', 'next_at'], name='messages_delivery_due'), models.Index(condition=models.Q(('state', 'dead')), fields=['-id'], name='messages_delivery_dead')],
                'constraints': [models.UniqueConstraint(fields=('message_id', 'channel', 'target', 'round_no'), name='messages_delivery_once'), models.CheckConstraint(condition=models.Q(models.Q(('next_at__isnull', False), ('state', 'queued')), models.Q(('next_at__isnull', True), ('state__in', ['sent', 'dead'])), _connector='OR'), name='messages_delivery_state')],
            },
        ),
        migrations.CreateModel(
            name='MessageRow',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('holder', models.UUIDField()),
                ('role', models.CharField(db_default='', max_length=30)),
                ('case_id', models.UUIDField(null=True)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('facts', models.JSONField(db_default={})),
                ('shown', models.BooleanField(db_default=True)),
                ('sent_at', models.DateTimeField()),
                ('fanned_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'messages_message',
                'indexes': [models.Index(fields=['holder', '-id'], name='messages_message_inbox'), models.Index(condition=models.Q(('fanned_at', None)), fields=['id'], name='messages_message_fresh')],
            },
        ),
        migrations.RunSQL("".join(policies.ALL), policies.UNDO),
    ]

"""A job's answer that came while its instance was suspended."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("flow", "0008_named")]

    operations = [
        migrations.AddField(model_name='job', name='answer', field=models.TextField(db_default='', default='')),
    ]

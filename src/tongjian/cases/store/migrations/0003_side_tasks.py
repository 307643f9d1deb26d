"""Tasks beside the process, in the same inboxes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Whether a task is the process's own, and how long it stands when not."""

    dependencies = [("cases", "0002_measures_and_versions")]

    operations = [
        migrations.AddField("workrow", "beside", models.CharField(max_length=12, db_default="")),
    ]

"""Persons named in a task see its instance."""

from django.db import migrations

from tongjian.flow.store import policies


class Migration(migrations.Migration):

    dependencies = [("flow", "0007_starts")]

    operations = [migrations.RunSQL(policies.NAMED, migrations.RunSQL.noop)]

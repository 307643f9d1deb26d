"""The post of an organ's head."""

from django.db import migrations, models

_ROLES = [
    "agent",
    "clerk",
    "reviewer",
    "approver",
    "head",
    "coordinator",
    "supervisor",
    "provider",
    "system_admin",
    "security_admin",
    "audit_admin",
    "system_account",
]


class Migration(migrations.Migration):
    """One more role a grant may give."""

    dependencies = [("identity", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("grantrow", "identity_grant_role"),
        migrations.AddConstraint(
            "grantrow",
            models.CheckConstraint(condition=models.Q(("role__in", _ROLES)), name="identity_grant_role"),
        ),
    ]

"""Tables of projects, unit projects and buildings. Source: SPGL_XMJBXXB, SPGL_XMDTXXB."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class ProjectRow(models.Model):
    """One project."""

    id = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=8)
    region = models.CharField(max_length=6)
    region_office = models.UUIDField()
    address = models.CharField(max_length=300)
    applicant = models.UUIDField(db_index=True)
    applicant_name = models.CharField(max_length=200)
    applicant_code = models.CharField(max_length=18)
    facts = models.JSONField()
    source_system = models.CharField(max_length=50, default="")
    registered_at = models.DateTimeField()
    version = models.IntegerField(db_default=1)

    class Meta:
        db_table = "cases_project"


class ProjectAccessRow(models.Model):
    """Who may see a project, and who of them may change it."""

    pk = models.CompositePrimaryKey("project_id", "holder")
    project_id = models.UUIDField()
    holder = models.UUIDField()
    edits = models.BooleanField(db_default=False)

    class Meta:
        db_table = "cases_project_access"


class UnitProjectRow(models.Model):
    """One unit project (工程)."""

    id = models.UUIDField(primary_key=True)
    project_id = models.UUIDField(db_index=True)
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    scope = models.CharField(max_length=500)
    previous = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        db_table = "cases_unit_project"


class BuildingRow(models.Model):
    """One building (单体)."""

    id = models.UUIDField(primary_key=True)
    unit_project_id = models.UUIDField(db_index=True)
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=40, default="")
    floor_area = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    area_above = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    area_below = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    storeys_above = models.SmallIntegerField(null=True)
    storeys_below = models.SmallIntegerField(null=True)
    height = models.DecimalField(max_digits=7, decimal_places=2, null=True)

    class Meta:
        db_table = "cases_building"

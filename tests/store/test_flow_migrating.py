"""``tongjian flow migrate``: what can move is moved, the rest is listed."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.database import Database, point_django_at
from tests.store.test_flow_migration import NEW, NODES, OLD
from tongjian.flow import deploy_process
from tongjian.kit import AccessContext, new_id
from tongjian.roles.embedded_postgres import Role
from tongjian.roles.flow_works import DatabaseClock, flow_desk

pytestmark = pytest.mark.database

HOLDER = new_id()
ACCESS = AccessContext(person=new_id(), holders=(HOLDER,))


def test_a_dry_run_tells_and_a_run_moves_what_can_be_moved(clean: Database, tmp_path: Path) -> None:
    desk, instances = flow_desk(), [new_id() for _ in range(2)]
    with desk.begin(ACCESS):
        old, new = (deploy_process(desk.engine.library, xml) for xml in (OLD, NEW))
        for instance in instances:
            desk.engine.start(
                instance=instance,
                process="p",
                variables={"lead": str(HOLDER)},
                holders=(HOLDER,),
                by=None,
                at=DatabaseClock().now(),
            )
    assert new.version == old.version + 1
    nodes = tmp_path / "nodes.json"
    nodes.write_text(json.dumps({after: before for before, after in NODES.items()}))
    point_django_at(clean.urls.of(Role.LOADER))
    try:
        # the instances run on the newest version; they go back to the one before
        assert migrate(nodes, "--dry-run") == ("", "2", "0")
        assert migrate(None) == ("review", "0", "2")
        assert migrate(nodes) == ("", "2", "0")
        assert migrate(nodes) == ("", "0", "0")
    finally:
        point_django_at(clean.urls.app)


def migrate(nodes: Path | None, *more: str) -> tuple[str, str, str]:
    out, err = StringIO(), StringIO()
    given = ["--nodes", str(nodes)] if nodes else []
    call_command("migrate_flow", "p", "--old", "2", "--new", "1", *given, *more, stdout=out, stderr=err)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    words = err.getvalue().split()
    moved, stuck = (word for word in words if word.isdigit())
    return lines[0]["problems"][0][0] if lines else "", moved, stuck

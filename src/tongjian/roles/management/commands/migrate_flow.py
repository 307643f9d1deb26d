"""Move running instances of a process to another version, in the loader's role."""

import json
from pathlib import Path
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser

from tongjian.flow import (
    FlowDesk,
    MigrationOutcome,
    MigrationPlan,
    Process,
    UnknownProcess,
    migrate_instances,
)
from tongjian.flow.store.running import FIRST, list_running
from tongjian.kit import AccessContext
from tongjian.roles.flow_works import DatabaseClock, flow_desk

_NOBODY = AccessContext()
_AT_A_TIME = 100


class Command(BaseCommand):
    """Moves what can be moved; says of the rest, one JSON object a line, what keeps it."""

    help = "Move running instances of a process to another version."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the process, its two versions, and the map of its nodes."""
        parser.add_argument("process")
        parser.add_argument("--old", type=int, required=True)
        parser.add_argument("--new", type=int, required=True)
        parser.add_argument("--nodes", type=Path)
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *, process: str, old: int, new: int, **options: object) -> None:
        """Move page by page, each page in a transaction of its own."""
        desk, nodes = flow_desk(), options["nodes"]
        plan = MigrationPlan(
            to=_version(desk, process, new).content_hash,
            nodes=json.loads(nodes.read_text(encoding="utf-8")) if isinstance(nodes, Path) else {},
        )
        here = _version(desk, process, old).content_hash
        moved, stuck, after = 0, 0, FIRST
        while page := _page(desk, here, after):
            outcome = self._move(desk, page, plan, dry_run=bool(options["dry_run"]))
            moved, stuck, after = moved + len(outcome.moved), stuck + len(outcome.stuck), page[-1]
        words = "可迁移 / could move" if options["dry_run"] else "已迁移 / moved"
        self.stderr.write(f"{words}: {moved} ；不能迁移 / could not: {stuck}")

    def _move(
        self, desk: FlowDesk, page: tuple[UUID, ...], plan: MigrationPlan, *, dry_run: bool
    ) -> MigrationOutcome:
        now = DatabaseClock().now()
        with desk.begin(_NOBODY):
            outcome = migrate_instances(
                desk.engine, instances=page, plan=plan, dry_run=dry_run, by=None, at=now
            )
        for instance, problems in outcome.stuck:
            told = {"instance": str(instance), "problems": [[one.field, one.text()] for one in problems]}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        return outcome


def _page(desk: FlowDesk, content_hash: str, after: UUID) -> tuple[UUID, ...]:
    with desk.begin(_NOBODY):
        return list_running(content_hash, after=after, limit=_AT_A_TIME)


def _version(desk: FlowDesk, process: str, version: int) -> Process:
    with desk.begin(_NOBODY):
        found = desk.engine.library.find_version(process=process, version=version)
    if found is None:
        raise UnknownProcess(process=f"{process} {version}")
    return found

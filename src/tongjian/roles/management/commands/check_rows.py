"""Check the invariants over the whole database and the files, in the loader's role."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tongjian.kit import Refusal
from tongjian.roles.invariants import check_every, read_answers, read_kept
from tongjian.roles.rooms import files_of

_MOST_SHOWN = 50


class Command(BaseCommand):
    """Prints every breach; ends with an error when there is one."""

    help = "Check I1 to I4 and I10 over the whole database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare where acknowledged answers are kept."""
        parser.add_argument("--answers", type=Path, help="file of acknowledged answers, as JSON lines (I1)")
        parser.add_argument("--files", type=Path, help="file of acknowledged files, as JSON lines (I1)")

    def handle(self, *, answers: Path | None, files: Path | None, **_options: object) -> None:
        """Check everything."""
        given = read_answers(answers) if answers else ()
        kept = read_kept(files) if files else ()
        try:
            broken = list(check_every(files_of(settings.TONGJIAN), answers=given, kept=kept))
        except Refusal as refusal:
            raise CommandError(f"{refusal} {refusal.advice}") from refusal
        for one in broken[:_MOST_SHOWN]:
            self.stderr.write(f"✗ {one}")
        if broken:
            raise CommandError(f"不变量被破坏 {len(broken)} 处 / {len(broken)} breaches")
        said = f"，含 {len(given)} 个已答复的操作和 {len(kept)} 个已收到的文件" if given else ""
        self.stdout.write(f"✓ 不变量成立：I1 I2 I3 I4 I10{said} / all invariants hold")

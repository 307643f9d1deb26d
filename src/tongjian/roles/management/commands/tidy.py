"""Remove what nobody needs any more, in the loader's role."""

from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from tongjian.flow.store.ledger import LedgerTable
from tongjian.roles.rooms import compose

_ANSWERS_ARE_KEPT = timedelta(days=90)


class Command(BaseCommand):
    """Removes old phone codes, uploads nobody finished, and sessions that have ended."""

    help = "Remove old phone codes, unfinished uploads and ended sessions."

    def handle(self, **_options: object) -> None:
        """Remove, and say how much."""
        rooms = compose(settings.TONGJIAN)
        codes = rooms.identity.forget_old_codes()
        parts = rooms.files.discard_stale()
        answers = LedgerTable().forget(before=rooms.clock.now() - _ANSWERS_ARE_KEPT)
        call_command("clearsessions")
        self.stdout.write(
            f"已清理 {codes} 个过期验证码、{parts} 个未完成的上传、{answers} 个过期应答"
            f" / removed {codes} old phone codes, {parts} unfinished uploads, {answers} old answers"
        )

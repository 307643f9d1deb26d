"""Fire the timers and do the jobs of the flow engine until told to stop, in a role of its own."""

import os
import signal
import sys
import threading
from functools import partial
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from tongjian.cases import follow_process, hold_case
from tongjian.flow import Moves
from tongjian.roles.flow_works import flow_worker, keep_all_going
from tongjian.roles.rooms import compose_pages
from tongjian.roles.web import STAY_WITH_PARENT


class Command(BaseCommand):
    """Runs one worker of the queue ``flow``."""

    help = "Fire the timers and do the jobs of the flow engine."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the switch of a process that ends with its starter."""
        parser.add_argument(STAY_WITH_PARENT, action="store_true")

    def handle(self, **options: object) -> None:
        """Work until SIGTERM, SIGINT, or the end of standard input where that was asked for."""
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        if options[STAY_WITH_PARENT.strip("-").replace("-", "_")]:
            threading.Thread(target=_stop_at_end_of_input, args=(stop,), daemon=True).start()
        desk = compose_pages().cases

        def tell(instance: UUID, moves: Moves) -> None:
            follow_process(desk, instance=instance, moves=moves)

        worker = flow_worker(settings.TONGJIAN, hold=partial(hold_case, desk), tell=tell)
        keep_all_going(worker, stop)


def _stop_at_end_of_input(stop: threading.Event) -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    stop.set()

"""Send messages on their channels until told to stop, in the loader's role."""

import os
import signal
import sys
import threading

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from tongjian.roles.flow_works import DatabaseClock
from tongjian.roles.message_room import installed_channels, sender_of
from tongjian.roles.notify_works import keep_sending
from tongjian.roles.virtual_clock import clock_of
from tongjian.roles.web import STAY_WITH_PARENT


class Command(BaseCommand):
    """Runs one worker of the queue ``notify``."""

    help = "Send messages on their channels."

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
        house = settings.TONGJIAN
        channels = installed_channels(os.environ)
        for channel in channels:
            for problem in channel.check_config():
                self.stderr.write(f"{channel.name}: {problem.field}: {problem.text()}")
        working = tuple(one for one in channels if not one.check_config())
        clock = clock_of(house) if house.virtual_clock else DatabaseClock()
        keep_sending(sender_of(house, channels=working, clock=clock), stop)


def _stop_at_end_of_input(stop: threading.Event) -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    stop.set()

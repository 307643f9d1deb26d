"""The web role: granian serves the pages and the open API."""

import os
import signal
import sys
import threading

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from tongjian.kit import Settings
from tongjian.roles.orphans import announce_starter

STAY_WITH_PARENT = "--stay-with-parent"


def serve(settings: Settings, *, stay_with_parent: bool = False) -> None:
    """Serve until told to stop.

    Args:
        settings: address, number of processes and of threads.
        stay_with_parent: stop also when standard input ends, as it does when the process
            that started this one is killed.
    """
    if stay_with_parent:
        threading.Thread(target=_stop_at_end_of_input, daemon=True).start()
    announce_starter()
    Granian(
        "tongjian.roles.wsgi:application",
        address=settings.listen_host,
        port=settings.listen_port,
        interface=Interfaces.WSGI,
        workers=settings.web_processes,
        blocking_threads=settings.web_threads,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    ).serve()


def _stop_at_end_of_input() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)

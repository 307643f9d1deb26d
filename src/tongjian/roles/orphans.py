"""Web processes whose starter was killed must not hold the port for ever."""

import os
import threading
import time

VARIABLE = "TONGJIAN_STARTED_BY"
_LOOK_EVERY_SECONDS = 1.0


def announce_starter() -> None:
    """Let the processes started from here on know who started them."""
    os.environ[VARIABLE] = str(os.getpid())


def leave_with_starter() -> None:
    """End this process soon after the one that announced itself has gone."""
    starter = os.environ.get(VARIABLE, "")
    if starter == str(os.getppid()):
        threading.Thread(target=_watch, args=(int(starter),), daemon=True).start()


def _watch(starter: int) -> None:
    while os.getppid() == starter:
        time.sleep(_LOOK_EVERY_SECONDS)
    os._exit(1)

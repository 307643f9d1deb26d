"""Keeps the worker of the queue ``notify`` going: one thread spreads messages, one sends on each channel."""

import sys
import threading
from collections.abc import Callable

from django.db import OperationalError, connections

from tongjian.messages import Sender

LOOK_EVERY_SECONDS = 1.0
"""A message waits no longer than this for a worker that has nothing to do."""

_AFTER_AN_OUTAGE_SECONDS = 2.0


def keep_sending(sender: Sender, stop: threading.Event) -> None:
    """Spread and send until told to stop; a channel that is slow or down holds up no other."""
    works: list[Callable[[], int]] = [
        lambda channel=channel: sender.send_due(channel)  # type: ignore[misc]
        for channel in sender.channels
    ]
    threads = [threading.Thread(target=_keep_or_stop, args=(work, stop), daemon=True) for work in works]
    for thread in threads:
        thread.start()
    _keep(sender.spread, stop)
    for thread in threads:
        thread.join(timeout=_AFTER_AN_OUTAGE_SECONDS)


def _keep_or_stop(work: Callable[[], int], stop: threading.Event) -> None:
    # whoever starts the process starts it again
    try:
        _keep(work, stop)
    finally:
        stop.set()
        connections.close_all()


def _keep(work: Callable[[], int], stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            if not work():
                stop.wait(LOOK_EVERY_SECONDS)
        except OperationalError as outage:
            print(f"notify: {outage}", file=sys.stderr, flush=True)  # noqa: T201
            connections.close_all()
            stop.wait(_AFTER_AN_OUTAGE_SECONDS)

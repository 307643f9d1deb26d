"""The flow engine by itself over PostgreSQL, and the worker that keeps it going."""

import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.db import OperationalError, connection, connections

from tongjian.calendar.store.years import StoredCalendars
from tongjian.flow import Agenda, FlowDesk, FlowEngine, FlowWorker, Hold, Told, hold_nothing, tell_nobody
from tongjian.flow.store.agenda import AgendaTables
from tongjian.flow.store.instances import InstanceTables
from tongjian.flow.store.ledger import LedgerTable
from tongjian.flow.store.library import ProcessTable
from tongjian.flow.store.starts import StartTable
from tongjian.kit import Clock, Settings
from tongjian.roles.deadlines import CurrentDeadlines
from tongjian.roles.unit_of_work import piped_work
from tongjian.roles.virtual_clock import clock_of

LOOK_EVERY = timedelta(seconds=1)
"""Somebody may set an earlier timer while the worker sleeps; one look costs two probes of an index."""

_AFTER_AN_OUTAGE_SECONDS = 2.0
_SHORTEST_SLEEP_SECONDS = 0.02


class DatabaseClock:
    """The database's clock: one for all workers, whatever the clocks of their machines say."""

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            (at,) = cursor.fetchone()
        return at.astimezone(UTC)  # type: ignore[no-any-return]


def flow_desk() -> FlowDesk:
    """Return the engine for commands of their own, each a transaction done once."""
    engine = FlowEngine(
        store=InstanceTables(),
        library=ProcessTable(),
        deadlines=CurrentDeadlines(StoredCalendars(time.monotonic)),
        receivers=AgendaTables(),
        starts=StartTable(),
        ticks=time.monotonic,
    )
    return FlowDesk(engine=engine, ledger=LedgerTable(), begin=piped_work)


def flow_worker(house: Settings, *, hold: Hold = hold_nothing, tell: Told = tell_nobody) -> FlowWorker:
    """Return the worker of an installation. No topic of a service task has a handler yet.

    Args:
        house: the installation.
        hold: holds what hangs on an instance before the instance.
        tell: hears what has been moved, inside the same transaction.
    """
    clock: Clock = clock_of(house) if house.virtual_clock else DatabaseClock()
    return FlowWorker(
        engine=flow_desk().engine, agenda=agenda(), begin=piped_work, clock=clock, hold=hold, tell=tell
    )


def agenda() -> Agenda:
    """Return what is to be done when."""
    return AgendaTables()


def keep_all_going(worker: FlowWorker, stop: threading.Event) -> None:
    """Fire timers and do jobs side by side: no timer waits for a job that takes its time."""
    jobs = threading.Thread(target=_keep_or_stop, args=(replace(worker, parts=("jobs",)), stop), daemon=True)
    jobs.start()
    keep_going(replace(worker, parts=("timers",)), stop)


def _keep_or_stop(worker: FlowWorker, stop: threading.Event) -> None:
    # whoever starts the process starts it again
    try:
        keep_going(worker, stop)
    finally:
        stop.set()


def keep_going(worker: FlowWorker, stop: threading.Event) -> None:
    """Do what is due, then sleep until the next moment, until told to stop; an outage is waited out."""
    while not stop.is_set():
        try:
            next_at = worker.turn()
            wait = LOOK_EVERY if next_at is None else min(next_at - worker.clock.now(), LOOK_EVERY)
            stop.wait(max(wait.total_seconds(), _SHORTEST_SLEEP_SECONDS))
        except OperationalError as outage:
            print(f"flow: {outage}", file=sys.stderr, flush=True)  # noqa: T201
            connections.close_all()
            stop.wait(_AFTER_AN_OUTAGE_SECONDS)

"""One run of the simulation."""

from collections.abc import Callable
from datetime import timedelta

from tests.flow_simulation.laws import Watch
from tests.flow_simulation.scheduler import Scheduler
from tests.flow_simulation.town import Stores, Town

NOISY = timedelta(minutes=20)


def simulate(
    seed: int,
    stores: Stores,
    *,
    town: Callable[[Scheduler, Stores], Town] = Town,
    every: int = 1,
    noisy: timedelta = NOISY,
) -> str:
    """Run one history by its seed; return its trace.

    Raises:
        AssertionError: a law was broken, or something has not come to an end.
    """
    scheduler = Scheduler(seed, noisy=noisy)
    scheduler.on_exit = stores.close
    place = town(scheduler, stores)
    watch = Watch(place, every=every)
    place.on_commit = watch.after_commit
    place.populate()
    scheduler.run()
    watch.finally_()
    for line in watch.histories():
        scheduler.note(line)
    return scheduler.trace

"""What holds after every commit, and what holds once the faults have stopped."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from tests.flow_simulation.town import ACCESS, Town
from tongjian.flow import RecordedEvent, replay
from tongjian.flow.domain.encoding import encode_event
from tongjian.flow.domain.events import (
    PlaceLeft,
    Received,
    Started,
    TaskCompleted,
    TimerFired,
    TimerStarted,
)
from tongjian.flow.ports import StoredInstance

LATEST_SECONDS = 60


class Broken(AssertionError):
    """A law does not hold."""


class Watch:
    """Looks at the town after its commits, past all faults."""

    def __init__(self, town: Town, *, every: int) -> None:
        self._town, self._every, self._commits = town, every, 0
        self._fired: set[tuple[UUID, int, str]] = set()

    def after_commit(self) -> None:
        """Check what must hold at every moment."""
        self._commits += 1
        if self._commits % self._every == 0:
            self.check()

    def check(self) -> None:
        """Check everything that must hold at every moment."""
        town = self._town
        with town.stores.work(ACCESS):
            done: set[str] = set()
            for instance in set(town.started.values()):
                stored = town.stores.store.find_instance(instance)
                require(stored is not None, "确认过的办件不见了")
                if stored is not None:
                    history = town.stores.store.list_events(instance)
                    self._instance(instance, stored, history)
                    done |= {str(one.event.task) for one in history if isinstance(one.event, TaskCompleted)}
            for act, key in town.acknowledged:
                require(act != "complete" or key in done, "确认过的办理没有留存")

    def finally_(self) -> None:
        """Check what holds at the end: everything has ended, nothing was done twice."""
        self.check()
        town = self._town
        require(town.over(), "还有办件没有办完")
        with town.stores.work(ACCESS):
            require(town.stores.agenda.next_at() is None, "还有未了的定时或作业")
            require(town.stores.agenda.list_incidents(limit=9) == (), "还有未了的异常")
        starts = {
            moves.offered[0].instance for (act, _), moves in town.acknowledged.items() if act == "start"
        }
        require(len(starts) == town.cases, "启动的流程数不对")
        require(set(self.instances()) == starts, "有人未确认的流程")
        for instance in starts:
            require(len(town.registry.keys.get(instance, ())) == 1, "外部系统办理了不止一次或没有办理")

    def histories(self) -> list[str]:
        """Return every event of every instance with its time, as text."""
        town = self._town
        with town.stores.work(ACCESS):
            return [
                f"{instance} {one.position} {one.at.isoformat()} {encode_event(one.event)}"
                for instance in sorted(set(town.started.values()))
                for one in town.stores.store.list_events(instance)
            ]

    def instances(self) -> list[UUID]:
        """Return every instance there is."""
        return self._town.every_instance()

    def _instance(self, instance: UUID, stored: StoredInstance, history: tuple[RecordedEvent, ...]) -> None:
        places = [one.position for one in history]
        require(places == list(range(1, stored.position + 1)), "历史的序号不连续")
        events = tuple(one.event for one in history)
        require(replay(instance, events) == stored.state, "历史推不出当前状态")
        require(sum(isinstance(one, Started) for one in events) == 1, "启动了不止一次")
        done = Counter(one.number for one in events if isinstance(one, TaskCompleted))
        require(all(times == 1 for times in done.values()), "同一任务办理了两次")
        received = Counter(one.number for one in events if isinstance(one, Received))
        require(all(times == 1 for times in received.values()), "同一消息收到了两次")
        tasks = {one.id for one in self._town.stores.store.list_open_tasks(instance)}
        waiting = {stored.state.task_of(one.number) for one in stored.state.tasks}
        require(tasks == waiting, "待办任务与状态不符")
        self._timers(instance, history)
        for timer in stored.state.timers.values():
            self._in_time(timer.due)
        self._jobs(instance, stored, history)

    def _timers(self, instance: UUID, history: tuple[RecordedEvent, ...]) -> None:
        town = self._town
        dues = {one.event.number: one.event.due for one in history if isinstance(one.event, TimerStarted)}
        fired = [one for one in history if isinstance(one.event, TimerFired)]
        require(len({one.event.number for one in fired}) == len(fired), "同一定时触发了两次")
        for one in fired:
            place = (instance, one.position, "fired")
            if place not in self._fired:
                self._fired.add(place)
                late = town.scheduler.now - dues[one.event.number]
                require(late.total_seconds() >= 0, "定时提前触发")
                self._in_time(dues[one.event.number])

    def _in_time(self, due: datetime) -> None:
        scheduler = self._town.scheduler
        late = scheduler.now - max(due, scheduler.recovered_at)
        require(late.total_seconds() <= LATEST_SECONDS, "定时触发过迟")

    def _jobs(self, instance: UUID, stored: StoredInstance, history: tuple[RecordedEvent, ...]) -> None:
        left = [one for one in history if isinstance(one.event, PlaceLeft) and one.event.kind == "job"]
        if not left:
            return
        registry = self._town.registry
        require(bool(registry.keys.get(instance)), "作业未办理就已了结")
        position = (instance, left[0].position, "job")
        if position not in self._fired:
            self._fired.add(position)
            require(
                stored.state.variables.get("attempt") == registry.calls[instance], "采用了较早一次作业的答复"
            )


def require(holds: bool, says: str) -> None:  # noqa: FBT001 - an assertion with words
    """Raise ``Broken`` unless it holds."""
    if not holds:
        raise Broken(says)

"""The walk: day after working day, officers act on what lies before them and applicants go on."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TypeVar

from tongjian.roles.demo import story
from tongjian.roles.demo.applicants import Stuck, begin, go_on
from tongjian.roles.demo.days import AFTERNOON, FIRST_DAY, MORNING
from tongjian.roles.demo.officers import visit
from tongjian.roles.demo.progress import Progress
from tongjian.roles.demo.scene import Journey, Run, Scene
from tongjian.roles.demo.story import ProjectPlan

_AT_ONCE = 4
"""People who act at the same moment; the house has two web processes of four threads."""

_LAST_DAY = date(2026, 12, 31)

Thing = TypeVar("Thing")


def walk(scene: Scene, plans: tuple[ProjectPlan, ...], progress: Progress) -> None:
    """Walk every project and the villager's item to the end.

    Raises:
        Stuck: nothing is left to do, and not everything is done.
        Refused: the house refused a lawful act.
    """
    scene.journeys += [_journey(scene, plan) for plan in plans]
    scene.journeys.append(_villager(scene))
    with ThreadPoolExecutor(_AT_ONCE) as crew:
        _live(scene, FIRST_DAY, crew)
        while not all(journey.finished for journey in scene.journeys):
            _show(scene, progress)
            _live(scene, _next_day(scene), crew)


def _live(scene: Scene, day: date, crew: ThreadPoolExecutor) -> None:
    scene.days.set(day, MORNING)
    _visit_due(scene, crew)
    scene.days.set(day, AFTERNOON)
    looking = [one for one in scene.journeys if not one.finished and _looks(one, day)]
    _each(crew, looking, lambda journey: _step(scene, journey))
    _visit_due(scene, crew)


def _looks(journey: Journey, day: date) -> bool:
    return day >= journey.look_on and (journey.dirty or journey.look_on == day)


def _step(scene: Scene, journey: Journey) -> None:
    if journey.applicant is None:
        begin(scene, journey)
    go_on(scene, journey)


def _visit_due(scene: Scene, crew: ThreadPoolExecutor) -> None:
    due = [run for run in scene.runs if not run.done and run.next_on <= scene.days.today]

    def look(run: Run) -> None:
        visit(scene, run)

    _each(crew, due, look)


def _each(crew: ThreadPoolExecutor, things: Iterable[Thing], do: Callable[[Thing], None]) -> None:
    for _ in crew.map(do, list(things)):
        pass


def _next_day(scene: Scene) -> date:
    """Return the next working day on which anything happens."""
    today = scene.days.today
    tomorrow = scene.days.after(today, 1)
    due = [run.next_on for run in scene.runs if not run.done]
    due += [one.look_on for one in scene.journeys if not one.finished and (one.dirty or one.look_on > today)]
    if not due:
        raise Stuck(f"没有待办，也没有全部办结：{'；'.join(_lacking(scene))}")
    following = max(tomorrow, min(due))
    if following > _LAST_DAY:
        raise Stuck(f"到 {following} 仍未办结")
    return following


def _lacking(scene: Scene) -> list[str]:
    """Return who has not come to the end, and which items lack."""
    return [
        f"{one.title} {_done_of(one)} 缺 {'、'.join(_open_items(one))}"
        for one in scene.journeys
        if not one.finished
    ]


def _open_items(journey: Journey) -> list[str]:
    lanes = journey.panorama.lanes if journey.panorama else ()
    return [
        f"{item.code}（{item.waits_for or '不再等待'}）"
        for lane in lanes
        for item in lane.items
        if not item.done
    ]


def _show(scene: Scene, progress: Progress) -> None:
    done = sum(run.done for run in scene.runs)
    parts = [f"{one.title} {_done_of(one)}" for one in scene.journeys if one.panorama]
    progress.moves(f"{scene.days.today} 办件 {done}/{len(scene.runs)} 办结　{'　'.join(parts)}")


def _done_of(journey: Journey) -> str:
    items = [item for lane in journey.panorama.lanes for item in lane.items] if journey.panorama else []
    return f"{sum(item.done for item in items)}/{len(items)}项"


def _journey(scene: Scene, plan: ProjectPlan) -> Journey:
    return Journey(
        key=plan.key,
        title=plan.short,
        agent=scene.people.applicant(plan.agent),
        contact=plan.contact,
        phone=plan.agent,
        plan=plan,
        look_on=scene.days.after(FIRST_DAY, plan.begins_after),
    )


def _villager(scene: Scene) -> Journey:
    return Journey(
        key="villager",
        title=f"村民{story.VILLAGER}",
        agent=scene.people.applicant(story.VILLAGER_PHONE),
        contact=story.VILLAGER,
        phone=story.VILLAGER_PHONE,
    )

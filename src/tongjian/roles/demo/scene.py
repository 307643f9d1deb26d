"""What everyone in the demo shares: the people, the days, the journeys and the cases under way."""

from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from uuid import UUID

from tongjian.roles.demo import story
from tongjian.roles.demo.client import Caller
from tongjian.roles.demo.days import FIRST_DAY, Days
from tongjian.roles.demo.people import People
from tongjian.roles.demo.shapes import CaseSheet, Panorama
from tongjian.roles.demo.story import ProjectPlan


@dataclass(slots=True)
class Journey:
    """One applicant on the way: with a project, or with a single item.

    Attributes:
        plan: the project; None for the villager.
        dirty: something has changed since the applicant last looked.
        look_on: the day to look again even if nothing changed.
        built_on: the day the building stands; None before the construction permit.
        applications: stage and id of each application handed in.
    """

    key: str
    title: str
    agent: Caller
    contact: str
    phone: str
    plan: ProjectPlan | None = None
    project: UUID | None = None
    applicant: UUID | None = None
    dirty: bool = True
    finished: bool = False
    look_on: date = FIRST_DAY
    built_on: date | None = None
    panorama: Panorama | None = None
    applications: list[tuple[str, UUID]] = field(default_factory=list)


@dataclass(slots=True)
class Run:
    """One case under way.

    Attributes:
        next_on: the day somebody will look at it again.
        acted_on: the day of the last act on it.
        sheet: the case as last seen.
    """

    journey: Journey
    case: UUID
    item: str
    next_on: date
    acted_on: date
    done: bool = False
    sheet: CaseSheet | None = None


def _mishaps() -> set[tuple[str, str, str]]:
    named = {
        "correct": story.CORRECTIONS,
        "pause": frozenset(story.PAUSES),
        "refuse": story.REFUSALS,
        "rectify": story.RECTIFICATIONS,
        "conditional": story.CONDITIONAL,
    }
    return {(what, journey, item) for what, where in named.items() for journey, item in where}


@dataclass(slots=True)
class Scene:
    """Everything that happens.

    Attributes:
        mishaps: what is still to go wrong: (what, journey, item).
        happened: what did go wrong, as told in the report.
    """

    people: People
    days: Days
    journeys: list[Journey] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    mishaps: set[tuple[str, str, str]] = field(default_factory=_mishaps)
    happened: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def befalls(self, what: str, run: Run) -> bool:
        """Tell whether a mishap befalls a case now; it does so once."""
        mishap = (what, run.journey.key, run.item)
        with self.lock:
            if mishap not in self.mishaps:
                return False
            self.mishaps.remove(mishap)
            return True

    def tell(self, run: Run, words: str) -> None:
        """Keep for the report what happened to a case."""
        with self.lock:
            self.happened.append(f"{self.days.today}　{run.journey.title} {run.item}：{words}")

    def open(self, journey: Journey, case: UUID, item: str, *, next_on: date) -> None:
        """Follow a new case."""
        run = Run(journey=journey, case=case, item=item, next_on=next_on, acted_on=self.days.today)
        with self.lock:
            self.runs.append(run)

"""Where the chapters play: one firm, a project for each chapter, and proof that what is told took place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from types import MappingProxyType
from uuid import UUID

from tongjian.roles.demo.applicants import Stuck
from tongjian.roles.demo.chapters.sheets import Draft, Sheet
from tongjian.roles.demo.client import Caller, Plain, Refused
from tongjian.roles.demo.days import AFTERNOON, MORNING
from tongjian.roles.demo.papers import paper
from tongjian.roles.demo.scene import Scene
from tongjian.roles.demo.shapes import Me, Problem, Receipt
from tongjian.roles.demo.story import ProjectPlan

_LAST: Mapping[str, tuple[str, Mapping[str, Plain]]] = MappingProxyType(
    {
        "decide": ("grant", {"opinion": "符合法定条件，准予。"}),
        "conclude": ("conclude", {"opinion": "各部门意见已汇总，同意。"}),
        "issue": ("issue", {}),
        "deliver": ("deliver", {}),
    }
)
"""What is done at the steps that end a case."""

_OPINIONS = frozenset({"review", "co_sign"})


class NotShown(Stuck):
    """A chapter told something that did not take place."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One rule and the case that showed it.

    Attributes:
        case: the case; None where the rule is not about one.
        facts: what took place, read back from the house.
    """

    rule: str
    case: UUID | None
    facts: tuple[str, ...]


@dataclass(slots=True)
class Stage:
    """The firm whose applications show the rules.

    Attributes:
        shown: what has been shown so far.
        send_messages: sends what waits on the channels, where no worker does.
    """

    scene: Scene
    plan: ProjectPlan
    agent: Caller
    applicant: UUID
    shown: list[Shown] = field(default_factory=list)
    send_messages: Callable[[], None] = lambda: None
    serial: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def today(self) -> date:
        """The virtual day."""
        return self.scene.days.today

    @property
    def clerk(self) -> Caller:
        """The clerk of the counter."""
        return self.scene.people.clerk()

    def go_to(self, day: date) -> None:
        """Turn the clock to the morning of a day."""
        self.scene.days.set(day, MORNING)

    def pass_days(self, working_days: int) -> date:
        """Turn the clock on by working days; return the new day."""
        self.go_to(self.scene.days.after(self.today, working_days))
        return self.today

    def end_day(self) -> None:
        """Turn the clock to the afternoon."""
        self.scene.days.set(self.today, AFTERNOON)

    def register(self, name: str, **facts: Plain) -> UUID:
        """Register a project that differs in some facts from the factory."""
        code = f"{self.plan.code[:-6]}9{next(self.serial):05d}"
        body = {
            **self.plan.as_body(str(self.applicant)),
            "code": code,
            "name": name,
            "facts": {**self.plan.facts, **facts},
        }
        return self.agent.act("/projects", body).id

    def begin(self, project: UUID, *items: str) -> UUID:
        """Begin an application; return the draft."""
        body = {"items": list(items), "applicant": str(self.applicant), "project": str(project)}
        return self.agent.act("/drafts", {**body, "unit_project": None}).id

    def read_draft(self, draft: UUID) -> Draft:
        """Return a draft with its papers."""
        return self.agent.read(f"/drafts/{draft}", Draft)

    def fill(self, draft: UUID, **answers: str) -> None:
        """Answer, and hand in every paper that is not promised for later."""
        sheet = self.read_draft(draft)
        contact = {"contact_name": self.plan.contact, "contact_phone": self.plan.agent}
        files = {
            one.key: str(self.upload(one.name))
            for one in sheet.slots
            if one.required and one.reusable is None and f"deferral.{one.key}" not in answers
        }
        body: Mapping[str, Plain] = {
            "version": sheet.draft.version,
            "answers": {**contact, **answers},
            "files": files,
        }
        self.agent.act(f"/drafts/{draft}", body, method="PATCH")

    def hand_in(self, draft: UUID) -> UUID:
        """Hand an application in; return its first case."""
        return self.submit(draft).made[0][1]

    def submit(self, draft: UUID) -> Receipt:
        """Hand an application in."""
        problems = self.agent.read(f"/drafts/{draft}/problems", tuple[Problem, ...])
        if problems:
            raise NotShown("；".join(f"{one.field} {one.text}" for one in problems))
        return self.agent.act(f"/drafts/{draft}/submit")

    def apply(self, project: UUID, *items: str, **answers: str) -> UUID:
        """Apply with all papers; return the first case."""
        draft = self.begin(project, *items)
        self.fill(draft, **answers)
        return self.hand_in(draft)

    def accepted(self, project: UUID, item: str) -> UUID:
        """Apply for an item and accept it on the same day."""
        case = self.apply(project, item)
        self.accept(case)
        return case

    def accept(self, case: UUID) -> Receipt:
        """Accept at the counter."""
        return self.act(self.clerk, case, "accept", opinion="材料齐全，符合法定形式", judge_rest=True)

    def upload(self, name: str) -> UUID:
        """Hand in a file."""
        content = paper(name, f"申请人：{self.plan.contact}", f"日期：{self.today}", f"{next(self.serial)}")
        named = f"{name[:40]}.pdf".replace("/", "、")
        return self.agent.upload(name=named, content=content, holder=self.applicant).id

    def act(self, who: Caller, case: UUID, act: str, **body: Plain) -> Receipt:
        """Do an act on a case."""
        return who.act(f"/cases/{case}/acts/{act}", body)

    def sheet(self, case: UUID, reader: Caller | None = None) -> Sheet:
        """Return a case as the clerk, or another reader, sees it."""
        return (reader or self.clerk).read(f"/cases/{case}", Sheet)

    def officer(self, case: UUID, role: str) -> Caller:
        """Return who holds a post of the deciding organ."""
        return self.scene.people.officer(role, self.sheet(case).case.department_name)

    def opine(self, case: UUID) -> None:
        """Give every opinion that is open."""
        for step in self.sheet(case).steps:
            if step.node in _OPINIONS:
                who = self.scene.people.officer(step.role, step.organisation_name)
                self.act(who, case, step.node, opinion="经审查，同意。", verdict="agree")

    def grant(self, case: UUID) -> Receipt:
        """Grant as the approver."""
        return self.act(self.officer(case, "approver"), case, "grant", opinion="符合法定条件，准予。")

    def conclude(self, case: UUID) -> None:
        """Take whatever decision is open, and bring the case to its end."""
        while steps := self.sheet(case).steps:
            step = steps[0]
            who = self.scene.people.officer(step.role, step.organisation_name)
            deed = _LAST.get(step.node)
            if deed is None:
                raise NotShown(f"不知道如何办理：{step.name}")
            self.act(who, case, deed[0], **deed[1], **self._receiver(step.node))

    def _receiver(self, node: str) -> Mapping[str, Plain]:
        return {"how": "online", "receiver": self.plan.contact} if node == "deliver" else {}

    def finish(self, case: UUID) -> None:
        """Make out the result and deliver it."""
        self.act(self.clerk, case, "issue")
        self.act(self.clerk, case, "deliver", how="online", receiver=self.plan.contact)

    def refused(self, code: str, act: Callable[[], object]) -> str:
        """See that the house refuses an act; return its words.

        Raises:
            NotShown: it did not, or for another reason.
        """
        try:
            act()
        except Refused as refused:
            self.check(refused.problem.code == code, f"应当拒绝 {code}，实为 {refused}")
            return refused.problem.title
        raise NotShown(f"应当拒绝：{code}")

    def check(self, happened: bool, what: str) -> None:  # noqa: FBT001 - the condition is the sentence
        """See that something took place.

        Raises:
            NotShown: it did not.
        """
        if not happened:
            raise NotShown(f"没有发生：{what}")

    def show(self, rule: str, case: UUID | None, *facts: str) -> None:
        """Keep for the report what was shown."""
        self.shown.append(Shown(rule, case, facts))


def open_stage(scene: Scene, plan: ProjectPlan) -> Stage:
    """Return a stage for the firm of a plan."""
    agent = scene.people.applicant(plan.agent)
    me = agent.read("/me", Me)
    return Stage(scene, plan, agent, next(one.id for one in me.applicants if one.code == plan.applicant))

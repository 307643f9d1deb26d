"""A case under review on which departments are consulted."""

from dataclasses import dataclass
from uuid import UUID

from tests.store.cases_play import PLAIN_PERMIT, Play
from tongjian import cases
from tongjian.cases import Receipt, consultations
from tongjian.cases.consultations import AnswerKind
from tongjian.identity import Actor

ASKED, OTHER = "urban_management", "housing"
"""Departments without a part in the plain permit, which water decides."""


@dataclass
class Asked:
    """One case and the departments asked on it."""

    play: Play
    case: UUID

    @classmethod
    def on(cls, play: Play, item: str = PLAIN_PERMIT) -> "Asked":
        return cls(play, play.accepted(item))

    @property
    def lead(self) -> Actor:
        return self.play.reviewer(self.case)

    def officer(self, department: str = ASKED, role: str = "reviewer") -> Actor:
        return self.play.walk.holders_of(self.play.desk.offices.department(department).id, role)

    def ask(
        self,
        *departments: str,
        kind: str = "joint",
        question: str = "道路开口是否符合要求？",
        materials: tuple[UUID, ...] = (),
    ) -> Receipt:
        return consultations.consult(
            self.play.desk,
            self.lead,
            case=self.case,
            departments=departments or (ASKED,),
            kind=kind,
            question=question,
            materials=materials,
            ticket=self.play.ticket(),
        )

    def asked(self, *departments: str, kind: str = "joint") -> UUID:
        return self.ask(*departments, kind=kind).made[0][1]

    def answer(
        self, consultation: UUID, answer: AnswerKind, text: str = "", *, department: str = ASKED
    ) -> Receipt:
        return consultations.answer_consultation(
            self.play.desk,
            self.officer(department),
            consultation=consultation,
            answer=answer,
            text=text,
            ticket=self.play.ticket(),
        )

    def review(self) -> None:
        cases.review(self.play.desk, self.lead, case=self.case, opinion="同意", ticket=self.play.ticket())

    def grant(self) -> Receipt:
        return cases.grant(
            self.play.desk, self.play.approver(self.case), case=self.case, ticket=self.play.ticket()
        )

    def refuse(self) -> Receipt:
        return cases.refuse(
            self.play.desk,
            self.play.approver(self.case),
            case=self.case,
            reason="不符合防洪要求",
            ticket=self.play.ticket(),
        )

    def look(self, consultation: UUID, actor: Actor | None = None) -> consultations.ConsultationSheet:
        return consultations.get_consultation(self.play.desk, actor or self.lead, consultation=consultation)

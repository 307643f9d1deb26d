"""Acting on tasks and instances besides completing and terminating: the entries for the rooms above.

Made for one command out of the engine, also out of that of a ``FlowDesk``.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongjian.flow.actions.engine import FlowEngine
from tongjian.flow.domain.act_events import SignerPlace
from tongjian.flow.domain.acts import (
    Act,
    AddSigner,
    Copy,
    Delegate,
    HandBack,
    Jump,
    Reassign,
    RemoveSigner,
    Resume,
    Return,
    Suspend,
    Urge,
    Withdraw,
)
from tongjian.flow.domain.decide.preview import ReturnPreview, list_return_targets, preview_return
from tongjian.flow.domain.moves import Moves
from tongjian.flow.domain.outside import Outside
from tongjian.flow.domain.past import GivenOpinion, Past, look_back, opinions_of
from tongjian.flow.domain.process import Process
from tongjian.flow.errors import TaskNotActive, UnknownInstance, UnknownProcess
from tongjian.flow.ports import StoredInstance


@dataclass(frozen=True, slots=True)
class FlowActs:
    """What people do with open tasks and running instances, in the unit of work the caller has opened.

    Attributes:
        by: who acts; None for the system.
        at: the present moment.
    """

    engine: FlowEngine
    by: UUID | None
    at: datetime

    def return_to(self, *, task: UUID, to: str, reason: str) -> Moves:
        """Give work back from an open task to an earlier node (退回).

        Raises:
            TaskNotActive, InstanceSuspended, TaskNotYours, ActNotAllowed: not from here, or not by them.
            UnknownNode, NotEarlier, ReturnNotAllowed, MoveUnsound: not to there.
        """
        return self._on(task, self._return(task=task, to=to, reason=reason))

    def preview_return(self, *, task: UUID, to: str) -> ReturnPreview:
        """Return which opinions would fall and which would stay; nothing is done.

        Raises:
            Refusal: as the return itself would be refused.
        """
        stored, process = self._stored_of(task)
        act = self._return(task=task, to=to, reason="")
        return preview_return(process, stored.state, act, outside=self._outside())

    def list_return_targets(self, task: UUID) -> tuple[ReturnPreview, ...]:
        """Return every user task that a task may be returned to, the latest done first.

        Raises:
            TaskNotActive: the task is not open.
        """
        stored, process = self._stored_of(task)
        act = self._return(task=task, to="", reason="")
        return list_return_targets(process, stored.state, act, outside=self._outside())

    def withdraw(self, *, instance: UUID, task: UUID, reason: str = "") -> Moves:
        """Take back a task one has completed, while nobody has gone on with it (撤回).

        Raises:
            UnknownInstance, TaskNotActive, NotYourOpinion, WithdrawnTooLate: there is nothing to take back.
            InstanceEnded, InstanceSuspended: nothing can be done in the instance.
        """
        past = self._past(instance)
        act = Withdraw(task=task, reason=reason, past=past, by=self.by, now=self.at)
        return self.engine.command(instance=instance, command=act)

    def reassign(self, *, task: UUID, persons: tuple[UUID, ...], reason: str = "") -> Moves:
        """Hand a task on for good (转办).

        Raises:
            TaskNotActive, InstanceSuspended, ActNotAllowed, TaskDelegated, PersonsUnfit: not so.
        """
        return self._on(task, Reassign(task=task, persons=persons, reason=reason, by=self.by, now=self.at))

    def delegate(self, *, task: UUID, person: UUID, reason: str = "") -> Moves:
        """Have a task prepared by someone, who hands it back (委派).

        Raises:
            TaskNotActive, InstanceSuspended, ActNotAllowed, TaskNotYours, TaskDelegated, PersonsUnfit:
                not so.
        """
        return self._on(task, Delegate(task=task, person=person, reason=reason, by=self.by, now=self.at))

    def hand_back(self, *, task: UUID, reason: str = "") -> Moves:
        """Give a delegated task back (归还).

        Raises:
            TaskNotActive, InstanceSuspended, TaskNotYours, TaskNotDelegated: not so.
        """
        return self._on(task, HandBack(task=task, reason=reason, by=self.by, now=self.at))

    def add_signer(
        self, *, task: UUID, place: SignerPlace, persons: tuple[UUID, ...], reason: str = ""
    ) -> Moves:
        """Ask more people to sign a task (加签): before it, after it, or beside it.

        Raises:
            TaskNotActive, InstanceSuspended, ActNotAllowed, TaskNotYours, SignersTogether, PersonsUnfit:
                not so.
        """
        act = AddSigner(task=task, place=place, persons=persons, reason=reason, by=self.by, now=self.at)
        return self._on(task, act)

    def remove_signer(self, *, task: UUID, reason: str = "") -> Moves:
        """Ask a signer no more (减签); ``task`` is that signer's own.

        Raises:
            TaskNotActive, InstanceSuspended, ActNotAllowed, NotASigner, LastSigner: not so.
        """
        return self._on(task, RemoveSigner(task=task, reason=reason, by=self.by, now=self.at))

    def copy(self, *, task: UUID, persons: tuple[UUID, ...], reason: str = "") -> Moves:
        """Tell people of a task without asking anything of them (抄送).

        Raises:
            TaskNotActive, InstanceSuspended, ActNotAllowed, PersonsUnfit: not so.
        """
        return self._on(task, Copy(task=task, persons=persons, reason=reason, by=self.by, now=self.at))

    def urge(self, *, task: UUID, reason: str = "") -> Moves:
        """Ask those who have a task to get on with it (催办).

        Raises:
            TaskNotActive, InstanceSuspended, ActNotAllowed: not so.
        """
        return self._on(task, Urge(task=task, reason=reason, by=self.by, now=self.at))

    def suspend(self, *, instance: UUID, reason: str) -> Moves:
        """Let nothing happen in the instance until it is resumed (挂起).

        Raises:
            UnknownInstance, InstanceEnded, InstanceSuspended, ReasonMissing: not so.
        """
        act = Suspend(reason=reason, by=self.by, now=self.at)
        return self.engine.command(instance=instance, command=act)

    def resume(self, *, instance: UUID, reason: str = "") -> Moves:
        """Let a suspended instance go on (恢复).

        Raises:
            UnknownInstance, InstanceEnded, InstanceNotSuspended: not so.
        """
        act = Resume(reason=reason, by=self.by, now=self.at)
        return self.engine.command(instance=instance, command=act)

    def jump(self, *, instance: UUID, to: str, reason: str, place: int = 0) -> Moves:
        """Move a token to any node, as an administrator (跳转).

        Args:
            instance: the instance.
            to: id of the node.
            reason: why; it is needed.
            place: number of the place whose token is moved; 0: every token of the process is taken.

        Raises:
            UnknownInstance, InstanceEnded, InstanceSuspended, ReasonMissing, UnknownNode, TaskNotActive,
                MoveUnsound: not so.
        """
        past = self._past(instance)
        act = Jump(place=place, to=to, reason=reason, past=past, by=self.by, now=self.at)
        return self.engine.command(instance=instance, command=act)

    def list_opinions(self, instance: UUID) -> tuple[GivenOpinion, ...]:
        """Return every opinion given in an instance, oldest first: those that count and those that fell."""
        return opinions_of(look_back(one.event for one in self.engine.history(instance)))

    def _on(self, task: UUID, act: Act) -> Moves:
        stored = self.engine.store.find_instance_of(task)
        if stored is None:
            raise TaskNotActive(task=task)
        return self.engine.command(instance=stored.state.instance, command=act)

    def _return(self, *, task: UUID, to: str, reason: str) -> Return:
        stored = self.engine.store.find_instance_of(task)
        if stored is None:
            raise TaskNotActive(task=task)
        past = self._past(stored.state.instance)
        return Return(task=task, to=to, reason=reason, past=past, by=self.by, now=self.at)

    def _past(self, instance: UUID) -> Past:
        # held before it is read, so that the history cannot grow in between
        if self.engine.store.find_instance(instance) is None:
            raise UnknownInstance(instance=instance)
        return look_back(one.event for one in self.engine.history(instance))

    def _stored_of(self, task: UUID) -> tuple[StoredInstance, Process]:
        stored = self.engine.store.find_instance_of(task)
        if stored is None:
            raise TaskNotActive(task=task)
        process = self.engine.library.find_by_hash(stored.content_hash)
        if process is None:
            raise UnknownProcess(process=stored.content_hash)
        return stored, process

    def _outside(self) -> Outside:
        return Outside(processes=self.engine.library)

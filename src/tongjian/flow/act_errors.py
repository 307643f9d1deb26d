"""Refusals of what people do with tasks besides completing them."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from tongjian.kit import Absent, Conflict, Forbidden, Refusal


@dataclass(eq=False, kw_only=True)
class InstanceSuspended(Conflict):
    """Nothing can be done in a suspended instance but resuming or terminating it."""

    code: ClassVar[str] = "flow.instance_suspended"
    says: ClassVar[str] = "该流程已挂起，恢复之前不能办理"
    advice: ClassVar[str] = "请联系挂起该流程的人员恢复后再办理"
    instance: UUID


@dataclass(eq=False, kw_only=True)
class InstanceNotSuspended(Conflict):
    """Only a suspended instance can be resumed."""

    code: ClassVar[str] = "flow.instance_not_suspended"
    says: ClassVar[str] = "该流程没有挂起"
    instance: UUID


@dataclass(eq=False, kw_only=True)
class ActNotAllowed(Refusal):
    """The process does not allow this act on this task."""

    code: ClassVar[str] = "flow.act_not_allowed"
    says: ClassVar[str] = "流程不允许在环节“%(name)s”上进行该操作（%(act)s）"
    advice: ClassVar[str] = "如确有需要，请联系流程管理员"
    node: str
    name: str
    act: str


@dataclass(eq=False, kw_only=True)
class TaskNotYours(Forbidden):
    """The task was handed to other persons."""

    code: ClassVar[str] = "flow.task_not_yours"
    says: ClassVar[str] = "该任务已交由其他人员办理"
    task: UUID


@dataclass(eq=False, kw_only=True)
class TaskHeld(Conflict):
    """The signers added before the task have not all signed."""

    code: ClassVar[str] = "flow.task_held"
    says: ClassVar[str] = "前加签人员尚未全部办理，该任务暂不能办理"
    advice: ClassVar[str] = "请等待加签人员办理，或减签后再办理"
    task: UUID


@dataclass(eq=False, kw_only=True)
class TaskDelegated(Conflict):
    """A delegated task is handed back before it is completed."""

    code: ClassVar[str] = "flow.task_delegated"
    says: ClassVar[str] = "该任务已委派他人，归还之前不能办理"
    advice: ClassVar[str] = "请受委派人办理后归还，再由原办理人完成"
    task: UUID


@dataclass(eq=False, kw_only=True)
class TaskNotDelegated(Conflict):
    """Only a delegated task can be handed back."""

    code: ClassVar[str] = "flow.task_not_delegated"
    says: ClassVar[str] = "该任务没有委派，无需归还"
    task: UUID


@dataclass(eq=False, kw_only=True)
class ReasonMissing(Refusal):
    """This act needs a reason, of at most 1000 characters."""

    code: ClassVar[str] = "flow.reason_missing"
    says: ClassVar[str] = "请填写理由（不超过 1000 字）"
    act: str


@dataclass(eq=False, kw_only=True)
class PersonsUnfit(Refusal):
    """The persons named are none, too many, named twice, or have the task already."""

    code: ClassVar[str] = "flow.persons_unfit"
    says: ClassVar[str] = "请选择 1 至 %(limit)s 名人员，不得重复，也不得选择已在办理的人员"
    limit: int


@dataclass(eq=False, kw_only=True)
class UnknownNode(Absent):
    """The process has no such node that work could be moved to."""

    code: ClassVar[str] = "flow.unknown_node"
    says: ClassVar[str] = "流程中没有可以到达的环节 %(node)s"
    node: str


@dataclass(eq=False, kw_only=True)
class NotEarlier(Refusal):
    """The node was not done before the task on the task's own way, so nothing can go back to it."""

    code: ClassVar[str] = "flow.not_earlier"
    says: ClassVar[str] = "“%(to)s”不是“%(name)s”之前已办理的环节，不能退回到该环节"
    advice: ClassVar[str] = "请选择本分支上已办理的环节，或分支之前的环节"
    name: str
    to: str


@dataclass(eq=False, kw_only=True)
class ReturnNotAllowed(Refusal):
    """The process lets the task be returned to other nodes only, or to none."""

    code: ClassVar[str] = "flow.return_not_allowed"
    says: ClassVar[str] = "流程不允许从“%(name)s”退回到“%(to)s”"
    advice: ClassVar[str] = "请选择流程允许的退回环节"
    name: str
    to: str


@dataclass(eq=False, kw_only=True)
class MoveUnsound(Refusal):
    """The move would leave two tokens for one join, or no way to the end; nothing has changed."""

    code: ClassVar[str] = "flow.move_unsound"
    says: ClassVar[str] = "到“%(to)s”后流程无法正常汇合或结束（%(nodes)s），操作未执行"
    advice: ClassVar[str] = "请选择分支之前的环节"
    to: str
    nodes: str


@dataclass(eq=False, kw_only=True)
class WithdrawnTooLate(Conflict):
    """Somebody has gone on with the work, or the signing is over, or the task was undone already."""

    code: ClassVar[str] = "flow.withdrawn_too_late"
    says: ClassVar[str] = "后续环节已有人办理，不能撤回"
    advice: ClassVar[str] = "请联系后续办理人退回"
    task: UUID


@dataclass(eq=False, kw_only=True)
class NotYourOpinion(Forbidden):
    """Only who completed a task can take it back."""

    code: ClassVar[str] = "flow.not_your_opinion"
    says: ClassVar[str] = "只能撤回本人办理的环节"
    task: UUID


@dataclass(eq=False, kw_only=True)
class NotASigner(Refusal):
    """The task is neither that of an added signer nor one of several who sign."""

    code: ClassVar[str] = "flow.not_a_signer"
    says: ClassVar[str] = "该任务不是会签或加签任务，不能减签"
    task: UUID


@dataclass(eq=False, kw_only=True)
class LastSigner(Refusal):
    """Of those who sign, at least one has to stay."""

    code: ClassVar[str] = "flow.last_signer"
    says: ClassVar[str] = "至少应保留一名签署人，不能再减签"
    task: UUID


@dataclass(eq=False, kw_only=True)
class SignersTogether(Refusal):
    """Signers beside a task can be added to a signing only while its members sign at the same time."""

    code: ClassVar[str] = "flow.signers_together"
    says: ClassVar[str] = "加签的签署人已有加签安排，不能再加签"
    task: UUID

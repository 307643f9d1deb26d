"""Refusals of the flow engine: what was asked for goes against the process or its present state."""

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from tongjian.kit import Absent, Conflict, Invalid, Refusal

_LONGEST_WHY = 160
"""Characters of a reason that a person is told; the rest stands in the refusal's facts."""


@dataclass(eq=False, kw_only=True)
class TaskNotActive(Conflict):
    """The task was never offered, or is already completed or cancelled."""

    code: ClassVar[str] = "flow.task_not_active"
    says: ClassVar[str] = "该环节任务已办理、已取消或不存在"
    task: UUID


@dataclass(eq=False, kw_only=True)
class InstanceEnded(Conflict):
    """The instance has reached its end; nothing more can happen in it."""

    code: ClassVar[str] = "flow.instance_ended"
    says: ClassVar[str] = "该流程已经结束"
    instance: UUID


@dataclass(eq=False, kw_only=True)
class InstanceStarted(Conflict):
    """An instance is started once."""

    code: ClassVar[str] = "flow.instance_started"
    says: ClassVar[str] = "该流程已经启动"
    instance: UUID


@dataclass(eq=False, kw_only=True)
class UnknownInstance(Absent):
    """No such instance, or the asker may not know of it."""

    code: ClassVar[str] = "flow.unknown_instance"
    says: ClassVar[str] = "没有找到该流程实例"
    instance: UUID


@dataclass(eq=False, kw_only=True)
class UnknownProcess(Absent):
    """No process of this id (or content hash) is deployed."""

    code: ClassVar[str] = "flow.unknown_process"
    says: ClassVar[str] = "没有部署流程 %(process)s"
    advice: ClassVar[str] = "请联系系统管理员部署该流程"
    process: str


@dataclass(eq=False, kw_only=True)
class VersionTaken(Conflict):
    """Another text is already deployed under this process id and version."""

    code: ClassVar[str] = "flow.version_taken"
    says: ClassVar[str] = "流程 %(process)s 的第 %(version)s 版已部署，内容不同"
    advice: ClassVar[str] = "请提高流程的版本号后再部署"
    process: str
    version: int


@dataclass(eq=False, kw_only=True)
class NoWayOut(Refusal):
    """No condition at a gateway is true and it has no default flow; nothing has changed.

    Attributes:
        why: which conditions could not be told and why, Chinese; empty where all were false.
        told: what is told of that: its beginning, in brackets.
    """

    code: ClassVar[str] = "flow.no_way_out"
    says: ClassVar[str] = "流程在“%(name)s”处没有可走的分支，操作未执行%(told)s"
    advice: ClassVar[str] = "请检查办理结果是否填写完整；仍不能办理时联系系统管理员检查流程分支条件"
    node: str
    name: str
    why: str = ""
    told: str = field(init=False, default="")

    def __post_init__(self) -> None:
        """Shorten what is told of the conditions."""
        short = self.why if len(self.why) <= _LONGEST_WHY else self.why[:_LONGEST_WHY] + "…"
        self.told = f"（{short}）" if short else ""


@dataclass(eq=False, kw_only=True)
class JoinStuck(Refusal):
    """The command would leave tokens waiting at a join that nothing can complete; nothing has changed."""

    code: ClassVar[str] = "flow.join_stuck"
    says: ClassVar[str] = "流程会停在汇合处（%(nodes)s）无法继续，操作未执行"
    advice: ClassVar[str] = "请联系系统管理员检查流程的分支与汇合"
    nodes: str


@dataclass(eq=False, kw_only=True)
class Runaway(Refusal):
    """The command would make more steps or open work than one command may; nothing has changed."""

    code: ClassVar[str] = "flow.runaway"
    says: ClassVar[str] = "流程一次产生的步骤超过上限（%(limit)s），操作未执行"
    advice: ClassVar[str] = "请联系系统管理员检查流程是否有失控的循环或过多的会签单位"
    limit: int


@dataclass(eq=False, kw_only=True)
class VariableUnfit(Refusal):
    """A variable that a node needs is missing or of the wrong kind; nothing has changed."""

    code: ClassVar[str] = "flow.variable_unfit"
    says: ClassVar[str] = "环节“%(name)s”需要的流程变量 %(variable)s 缺失或不正确，操作未执行"
    advice: ClassVar[str] = "请联系系统管理员检查流程配置"
    node: str
    name: str
    variable: str


@dataclass(eq=False, kw_only=True)
class FlowKeyReused(Refusal):
    """The idempotency key came with another request before; nothing has changed."""

    code: ClassVar[str] = "flow.key_reused"
    says: ClassVar[str] = "该幂等键已用于另一请求，操作未执行"
    advice: ClassVar[str] = "请刷新页面后重新提交"
    key: str


@dataclass(eq=False, kw_only=True)
class FlowKeyInUse(Conflict):
    """Another request under the same idempotency key was answered at the same moment."""

    code: ClassVar[str] = "flow.key_in_use"
    says: ClassVar[str] = "相同的请求正在处理或刚刚完成"
    advice: ClassVar[str] = "请查看最新状态后再操作"


@dataclass(eq=False, kw_only=True)
class InvalidVariables(Invalid):
    """Variables handed in are not of the kinds the engine keeps; each is named."""

    code: ClassVar[str] = "flow.invalid_variables"
    says: ClassVar[str] = "流程变量不正确"


@dataclass(eq=False, kw_only=True)
class ProcessRefused(Invalid):
    """A process text cannot be deployed; every problem is named, its field being the element's id."""

    code: ClassVar[str] = "flow.process_refused"
    says: ClassVar[str] = "流程文件不能部署"
    advice: ClassVar[str] = "请按所列问题修改流程图后重新部署"


@dataclass(eq=False, kw_only=True)
class NoSuchStart(Absent):
    """The process has no start event of this id, or none without a trigger where none was named."""

    code: ClassVar[str] = "flow.no_such_start"
    says: ClassVar[str] = "流程没有可用的开始事件 %(node)s"
    advice: ClassVar[str] = "请指明由哪个开始事件启动"
    node: str


@dataclass(eq=False, kw_only=True)
class TimerNotActive(Conflict):
    """The timer has fired before, or fell with what it belonged to."""

    code: ClassVar[str] = "flow.timer_not_active"
    says: ClassVar[str] = "该定时已触发、已取消或不存在"
    timer: int


@dataclass(eq=False, kw_only=True)
class TimerNotDue(Conflict):
    """A timer never fires early."""

    code: ClassVar[str] = "flow.timer_not_due"
    says: ClassVar[str] = "该定时尚未到期（%(due)s）"
    timer: int
    due: str


@dataclass(eq=False, kw_only=True)
class JobNotActive(Conflict):
    """Nobody waits for the job's answer any more."""

    code: ClassVar[str] = "flow.job_not_active"
    says: ClassVar[str] = "该自动任务已完成、已取消或不存在"
    job: int


@dataclass(eq=False, kw_only=True)
class IncidentNotOpen(Conflict):
    """The incident is settled, or what it stood in is over."""

    code: ClassVar[str] = "flow.incident_not_open"
    says: ClassVar[str] = "该异常已处理或不存在"
    incident: int


@dataclass(eq=False, kw_only=True)
class NoReceiver(Conflict):
    """Nobody waits for the message; it is not kept for later."""

    code: ClassVar[str] = "flow.no_receiver"
    says: ClassVar[str] = "没有流程在等待消息“%(name)s”，消息未保留"
    advice: ClassVar[str] = "请核对消息名称与关联标识，或稍后再发"
    name: str
    key: str


@dataclass(eq=False, kw_only=True)
class CommandUnreadable(Refusal):
    """A line of a file of commands is none."""

    code: ClassVar[str] = "flow.command_unreadable"
    says: ClassVar[str] = "第 %(line)s 行不是可以执行的命令"
    advice: ClassVar[str] = "每行应为一个 JSON 对象，且只含一个命令，写法见 docs/playing.md"
    line: int


@dataclass(eq=False, kw_only=True)
class MigrationImpossible(Invalid):
    """Something that waits in an instance has no place in the other version; all of it is named."""

    code: ClassVar[str] = "flow.migration_impossible"
    says: ClassVar[str] = "该流程实例不能迁移到所选版本"
    advice: ClassVar[str] = "请在节点对应表中补充所列节点，或待该环节办完后再迁移"

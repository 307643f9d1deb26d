"""The English of every problem that deployment may find, by its Chinese."""

from collections.abc import Mapping
from typing import Final

ENGLISH: Final[Mapping[str, str]] = {
    "第 %(line)s 行 %(tag)s：%(what)s": "line %(line)s, %(tag)s: %(english)s",
    # what is no safe XML, with the limits of safe_xml
    "文件超过 2000000 字节": "the file is longer than 2000000 bytes",
    "文件不是 UTF-8 编码": "the file is not UTF-8",
    "文件不得含有文档类型声明（DTD）": "a document type declaration (DTD) is not allowed",
    "不是合格的 XML": "not well-formed XML",
    "元素嵌套过深": "nested too deep",
    "元素嵌套超过 40 层": "nested deeper than 40 levels",
    "元素超过 100000 个": "more than 100000 elements",
    "文件应有且只有一个流程，现有 %(count)s 个": "a file holds exactly one process, this one %(count)s",
    "流程应有标识 id": "the process needs an id",
    "流程版本应为从 1 起的整数": "the version of a process is a whole number from 1",
    "汇合永远不能完成：它的入口不会同时有到达": (
        "this join can never complete: its ways in are never filled together"
    ),
    "根元素应为 BPMN 2.0 的 definitions": "the root element must be definitions of BPMN 2.0",
    "不认识的元素": "unknown element",
    "标识重复": "this id is used more than once",
    "不认识的扩展属性 %(attribute)s": "unknown extension attribute %(attribute)s",
    "本系统不支持属性 %(attribute)s=“%(value)s”": 'attribute %(attribute)s="%(value)s" is not supported',
    "不认识的扩展 %(extension)s": "unknown extension %(extension)s",
    "扩展的属性 %(attribute)s 不认识": "unknown attribute %(attribute)s of an extension",
    "扩展 %(extension)s 不得含有元素": "the extension %(extension)s may not hold elements",
    "本系统不支持该元素": "this element is not supported",
    "只能有一个条件": "only one condition is allowed",
    "缺少标识 id": "the id is missing",
    "candidates 的 post 与 role 是同一内容，只能写一个": (
        "post and role of candidates mean the same; write one"
    ),
    "silence 要与 limit 一起写：没有时限就没有逾期": "silence needs a limit",
    "returns 应以 to 写 any、previous、start 或 none，或以 nodes 列出环节，二者择一": (
        "returns needs either to (any, previous, start, none) or nodes"
    ),
    "signing 的 mode 应为 all（会签）、any（或签）、sequence（依次）或 vote（票签）": (
        "the mode of signing is one of all, any, sequence, vote"
    ),
    "signing 要写在多实例的人工任务上": "signing needs a multi-instance user task",
    "依次签（sequence）应为顺序多实例，其他签法应为并行多实例": (
        "signing in sequence needs a sequential multi-instance, every other mode a parallel one"
    ),
    "signing 已决定何时结束，不得再写 completionCondition": (
        "signing says when it ends; a completionCondition may not stand beside it"
    ),
    "只有票签（vote）可以写 weight 与 veto": "weight and veto are for votes only",
    "或签（any）一人签即结束，不得写 ratio 与 early": "in mode any one signer decides; no ratio, no early",
    "比例 %(ratio)s 不正确，应写作 2/3、0.6 或 60%%，大于 0 且不大于 1": (
        "ratio %(ratio)s is wrong; write 2/3, 0.6 or 60%%, above 0 and at most 1"
    ),
    "%(name)s 应为 true 或 false": "%(name)s is true or false",
    "silence 的 act 应为 remind（催办）、escalate（升级）或 consent（视为同意）": (
        "the act of silence is one of remind, escalate, consent"
    ),
    "升级（escalate）应以 post 写明报给哪个岗位，其他处理不得写": "escalate, and only it, needs a post",
    "只有催办（remind）可以用 every 重复": "only remind may repeat by every",
    "%(where)s 的时限 %(limit)s 不正确：工作日写作“15 工作日”，自然时间写作 ISO 8601 如 P15D": (
        "limit %(limit)s of %(where)s is wrong: working days as documented, or ISO 8601 such as P15D"
    ),
    "扩展 %(extension)s 只能有一个": "only one extension %(extension)s is allowed",
    "handling 中的操作 %(act)s 不认识": "unknown act %(act)s in handling",
    "表达式的语言应为 FEEL，现为 %(language)s": "expressions are in FEEL, not in %(language)s",
    "表达式过长或含有元素": "the expression is too long or holds elements",
    "条件写法不正确（%(where)s）：%(fault)s": "the condition does not parse (%(where)s)",
    "表达式第 %(row)s 行第 %(column)s 列写法不正确：%(fault)s（%(near)s）": (
        "the expression does not parse at line %(row)s, column %(column)s (%(near)s)"
    ),
    "条件不是合格的 JSON": "the condition is not JSON",
    "默认分支 %(flow)s 不是它的出口": "default flow %(flow)s does not leave it",
    "错误边界事件总是中断活动，不得写 cancelActivity=“false”": "an error boundary event always interrupts",
    "correlation 应以 key 写出关联标识的表达式": "correlation needs an expression in key",
    "一个事件只能有一个事件定义": "an event may have one event definition only",
    "引用的 %(reference)s 不存在": "%(reference)s is referred to and does not exist",
    "定时应有且只有一个 timeDate、timeDuration 或 timeCycle": (
        "a timer needs exactly one of timeDate, timeDuration, timeCycle"
    ),
    "定时写法不正确：%(text)s": "the timer is written wrongly: %(text)s",
    "中间捕获事件应指明等待什么": "an intermediate catch event needs to say what it waits for",
    "边界事件应指明等待什么": "a boundary event needs to say what it waits for",
    "消息事件应以 messageRef 指明消息": "a message event needs a messageRef",
    "链接事件应有名称 name": "a link event needs a name",
    "job 的 retries 应为 0 到 20 的整数": "retries of a job is a whole number from 0 to 20",
    "脚本只能用 FEEL，现为 %(language)s": "scripts are in FEEL, not in %(language)s",
    "脚本任务没有脚本": "the script task has no script",
    "业务规则任务应以 decision 的 name 指明决策": "a business rule task needs the name of its decision",
    "事件子流程不得是多实例": "an event sub-process may not be a multi-instance",
    "调用活动应以 calledElement 指明流程": "a call activity needs its calledElement",
    "只能有一个多实例设置": "only one multi-instance setting is allowed",
    "传入、传出应以 source 写明 1 至 64 个字的变量名": (
        "in and out name a variable of 1 to 64 characters as source"
    ),
    "同名变量 %(variable)s 只能传入、传出一次": "a variable is handed in, or out, only once",
    "多实例应以 collection 指明清单变量，或以 loopCardinality 写出次数，二者择一": (
        "a multi-instance needs either a collection or a loopCardinality"
    ),
    "只有排他网关、包容网关的出口可以带条件": (
        "only flows that leave an exclusive or inclusive gateway may have a condition"
    ),
    "开始事件不得有入口": "a start event may have no way in",
    "边界事件、链接捕获事件不得有入口": "boundary events and catching links may have no way in",
    "节点没有入口，无法到达": "nothing leads to this node",
    "结束事件不得有出口": "an end event may have no way out",
    "链接抛出事件不得有出口": "a throwing link may have no way out",
    "节点没有出口": "nothing leads on from this node",
    "事件网关应有两个以上出口": "an event-based gateway needs two ways out or more",
    "连线引用的节点 %(node)s 不存在": "node %(node)s does not exist",
    "事件子流程不得有入口和出口": "an event sub-process may have neither a way in nor one out",
    "引用的连线 %(flow)s 不存在或不与它相连": "flow %(flow)s does not exist or is not connected here",
    "事件网关之后只能是定时、消息、信号捕获事件或接收任务": (
        "only timer, message and signal catch events and receive tasks may follow an event-based gateway"
    ),
    "连线不得跨出子流程：%(node)s 在另一层": (
        "a flow may not leave its sub-process: %(node)s stands elsewhere"
    ),
    "默认分支不得带条件": "a default flow may not have a condition",
    "事件网关之后的 %(node)s 不得有别的入口": (
        "%(node)s behind an event-based gateway may have one way in only"
    ),
    "分支应有条件，或设为默认分支": "a branch needs a condition, or to be the default",
    "事件网关之后的接收任务不得带边界事件或多实例": (
        "a receive task behind an event-based gateway may have no boundary events and no multi-instance"
    ),
    "子流程没有结束事件": "the sub-process has no end event",
    "流程没有结束事件": "the process has no end event",
    "流程应有开始事件，现有 %(count)s 个": "the process needs a start event, it has %(count)s",
    "流程只能有一个无触发条件的开始事件，现有 %(count)s 个": (
        "a process may have one start event without a trigger, this one has %(count)s"
    ),
    "事件子流程应有且只有一个带触发条件的开始事件": (
        "an event sub-process needs exactly one start event, with a trigger"
    ),
    "流程的开始事件只能等待定时或消息": "a process may start on a timer or message only",
    "只有事件子流程的开始事件可以写 isInterrupting=“false”": (
        'only start events of event sub-processes may say isInterrupting="false"'
    ),
    "同一层有两个链接捕获事件同名": "two catching links of one name",
    "没有同名的链接抛出事件": "no throwing link has this name",
    "没有同名的链接捕获事件": "no catching link has this name",
    "错误事件子流程总是中断，不得写 isInterrupting=“false”": "an error event sub-process always interrupts",
    "子流程应有且只有一个无触发条件的开始事件，现有 %(count)s 个": (
        "a sub-process needs exactly one start event, without a trigger; this one has %(count)s"
    ),
    "边界事件所附的活动 %(node)s 不存在": "the activity %(node)s it is attached to does not exist",
    "同一活动上有两个边界事件捕获同一代码": "two boundary events of one activity catch the same code",
    "边界事件只能附在任务、子流程或调用活动上": (
        "a boundary event stands on a task, a sub-process or a call activity"
    ),
    "边界事件与所附的活动应在同一层": "a boundary event and its activity stand in the same container",
    "包容网关过多，汇合无法核对": "too many inclusive joins to be checked",
    "循环中没有人工任务，流程会空转": "a loop in which nothing ever waits",
    "从开始事件无法到达该节点": "no token can reach this node",
    "从该节点无法到达结束事件": "no end event can be reached from this node",
}
"""Templates with places for the same facts."""

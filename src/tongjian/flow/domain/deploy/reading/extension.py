"""Reading our extension of a user task: who may do it, how several sign, limit, silence, form, acts.

What it may say stands in ``docs/extension.md``; ``frontend/moddle/tongjian.json`` tells it to designers.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from lxml import etree

from tongjian.flow.domain.deploy.draft import Draft
from tongjian.flow.domain.deploy.reading.expressions import read_feel
from tongjian.flow.domain.deploy.vocabulary import BPMN, TJ
from tongjian.flow.domain.expressions import Expression
from tongjian.flow.domain.limits import Silence, SilenceAct, TaskLimit, read_limit
from tongjian.flow.domain.nodes import Candidates
from tongjian.flow.domain.policies import TASK_ACTS, ReturnPolicy, ReturnScope, TaskAct, TaskPolicy
from tongjian.flow.domain.signing import Signing, SigningMode, read_ratio

_SILENCE_ACTS = ("remind", "escalate", "consent")
_SIGNING_MODES = ("all", "any", "sequence", "vote")
_RETURN_SCOPES = ("any", "previous", "start", "none")


@dataclass(frozen=True, slots=True)
class TaskExtension:
    """What our extension says of one user task.

    Attributes:
        acts: acts by which the task is completed, for the room above; empty where it has one way only.
        signing: how the members of a multi-instance sign; None: everyone signs and nothing is counted.
    """

    candidates: Candidates
    acts: tuple[str, ...]
    policy: TaskPolicy
    signing: Signing | None


def read_extension(task: etree._Element, draft: Draft) -> TaskExtension:
    """Read the extension of a user task; what cannot be read is noted and left out."""
    reader = _Reader(task, draft)
    return TaskExtension(
        candidates=reader.candidates(),
        acts=tuple(reader.text("acts").split()),
        policy=TaskPolicy(
            limit=reader.limit(),
            silence=reader.silence(),
            form=reader.attribute("form", "key"),
            handling=reader.handling(),
            returns=reader.returns(),
        ),
        signing=reader.signing(),
    )


class _Reader:
    __slots__ = ("_draft", "_found", "_task")

    def __init__(self, task: etree._Element, draft: Draft) -> None:
        self._task, self._draft = task, draft
        self._found: dict[str, etree._Element] = {}
        for child in task.iterfind(f"{{{BPMN}}}extensionElements/{{{TJ}}}*"):
            name = etree.QName(child).localname
            if name in self._found:
                self._note("扩展 %(extension)s 只能有一个", extension=name)
            self._found.setdefault(name, child)

    def text(self, name: str) -> str:
        element = self._found.get(name)
        return (element.text or "").strip() if element is not None else ""

    def attribute(self, name: str, attribute: str) -> str:
        element = self._found.get(name)
        return element.get(attribute, "").strip() if element is not None else ""

    def candidates(self) -> Candidates:
        post, role = self.attribute("candidates", "post"), self.attribute("candidates", "role")
        if post and role:
            self._note("candidates 的 post 与 role 是同一内容，只能写一个")
        return Candidates(
            role=post or role,
            organisation=self.attribute("candidates", "organisation") or None,
            persons=self._feel(self.attribute("candidates", "persons")),
        )

    def handling(self) -> frozenset[TaskAct]:
        if "handling" not in self._found:
            return frozenset(TASK_ACTS)
        words = self.text("handling").split()
        for word in words:
            if word not in TASK_ACTS:
                self._note("handling 中的操作 %(act)s 不认识", act=word)
        return frozenset(act for act in TASK_ACTS if act in words)

    def limit(self) -> TaskLimit | None:
        return self._limit(self.text("limit"), where="limit") if "limit" in self._found else None

    def silence(self) -> Silence | None:
        if "silence" not in self._found:
            return None
        if "limit" not in self._found:
            self._note("silence 要与 limit 一起写：没有时限就没有逾期")
        every = self.attribute("silence", "every")
        return Silence(
            act=self._silence_act(repeats=bool(every)),
            role=self.attribute("silence", "post") or None,
            organisation=self.attribute("silence", "organisation") or None,
            every=self._limit(every, where="silence every") if every else None,
        )

    def returns(self) -> ReturnPolicy:
        if "returns" not in self._found:
            return ReturnPolicy()
        scope, nodes = self.attribute("returns", "to"), tuple(self.attribute("returns", "nodes").split())
        if bool(scope) == bool(nodes) or (scope and scope not in _RETURN_SCOPES):
            self._note("returns 应以 to 写 any、previous、start 或 none，或以 nodes 列出环节，二者择一")
            return ReturnPolicy()
        return ReturnPolicy(scope=cast("ReturnScope", scope or "listed"), nodes=nodes)

    def signing(self) -> Signing | None:
        element = self._found.get("signing")
        if element is None:
            return None
        mode = element.get("mode", "")
        if mode not in _SIGNING_MODES:
            self._note("signing 的 mode 应为 all（会签）、any（或签）、sequence（依次）或 vote（票签）")
            return None
        self._check_mode(mode, element)
        return Signing(
            mode=cast("SigningMode", mode),
            ratio=self._ratio(element),
            early=self._flag(element, "early"),
            weight=self._feel(element.get("weight", "")),
            veto=self._feel(element.get("veto", "")),
            outcome=element.get("outcome") or None,
        )

    def _check_mode(self, mode: str, element: etree._Element) -> None:
        loop = self._task.find(f"{{{BPMN}}}multiInstanceLoopCharacteristics")
        if loop is None:
            self._note("signing 要写在多实例的人工任务上")
            return
        if (loop.get("isSequential", "false") == "true") != (mode == "sequence"):
            self._note("依次签（sequence）应为顺序多实例，其他签法应为并行多实例")
        if loop.find(f"{{{BPMN}}}completionCondition") is not None:
            self._note("signing 已决定何时结束，不得再写 completionCondition")
        if mode != "vote" and (element.get("weight") or element.get("veto")):
            self._note("只有票签（vote）可以写 weight 与 veto")
        if mode == "any" and (element.get("ratio") or element.get("early")):
            self._note("或签（any）一人签即结束，不得写 ratio 与 early")

    def _ratio(self, element: etree._Element) -> Fraction:
        text = element.get("ratio")
        if text is None:
            return Fraction(1)
        ratio = read_ratio(text)
        if ratio is None:
            self._note("比例 %(ratio)s 不正确，应写作 2/3、0.6 或 60%%，大于 0 且不大于 1", ratio=text)
        return ratio or Fraction(1)

    def _feel(self, text: str) -> Expression | None:
        return read_feel(self._task, text, self._draft) if text.strip() else None

    def _flag(self, element: etree._Element, name: str) -> bool:
        text = element.get(name, "false")
        if text not in {"true", "false"}:
            self._note("%(name)s 应为 true 或 false", name=name)
        return text == "true"

    def _silence_act(self, *, repeats: bool) -> SilenceAct:
        act = self.attribute("silence", "act")
        if act not in _SILENCE_ACTS:
            self._note("silence 的 act 应为 remind（催办）、escalate（升级）或 consent（视为同意）")
            return "remind"
        if (act == "escalate") != bool(self.attribute("silence", "post")):
            self._note("升级（escalate）应以 post 写明报给哪个岗位，其他处理不得写")
        if repeats and act != "remind":
            self._note("只有催办（remind）可以用 every 重复")
        return cast("SilenceAct", act)

    def _limit(self, text: str, *, where: str) -> TaskLimit | None:
        limit = read_limit(text)
        if limit is None:
            self._note(
                "%(where)s 的时限 %(limit)s 不正确：工作日写作“15 工作日”，自然时间写作 ISO 8601 如 P15D",
                where=where,
                limit=text,
            )
        return limit

    def _note(self, what: str, **facts: str) -> None:
        self._draft.findings.add(self._task, what, **facts)

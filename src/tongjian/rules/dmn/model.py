"""A decision model: read, checked as a whole, evaluated.

Source: DMN 1.5.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from tongjian.kit import Absent
from tongjian.rules.dmn.building import service_result
from tongjian.rules.dmn.elements import Definitions
from tongjian.rules.dmn.nodes import DecisionNode, InputNode, Key, KnowledgeNode, Node, ServiceNode
from tongjian.rules.dmn.problems import ModelProblem
from tongjian.rules.dmn.session import Session
from tongjian.rules.dmn.tables.analysis import TableWarning, analyse
from tongjian.rules.dmn.tables.matching import CompiledTable
from tongjian.rules.dmn.types import TypeTable, coerce
from tongjian.rules.errors import BudgetExceeded
from tongjian.rules.feel.values import Fault, Value
from tongjian.rules.running import Run

N = TypeVar("N", DecisionNode, KnowledgeNode, ServiceNode)


class _shallow:  # noqa: N801 - read as a word of the with statement
    """Refuses an evaluation whose calls go deeper than Python can follow."""

    __slots__ = ("_run",)

    def __init__(self, run: Run) -> None:
        self._run = run

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if kind is RecursionError:
            raise BudgetExceeded(limit="depth", allowed=self._run.budget.depth)


@dataclass(eq=False, kw_only=True)
class NoSuchElement(Absent):
    """The model has no element of this name and kind."""

    code: ClassVar[str] = "rules.no_such_element"
    says: ClassVar[str] = "决策模型 %(model)s 中没有%(kind)s“%(name)s”"
    advice: ClassVar[str] = "请核对名称；名称区分大小写"
    model: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A decision model ready to be evaluated.

    Attributes:
        definitions: the elements as the file has them.
        nodes: the elements made ready, those of imported models too.
        register: the elements by name, those of imported models by ``{namespace}name`` too.
        types: the item definitions.
        problems: what is wrong with a draft; empty for a model that was not refused.
        tables: its decision tables, for the analysis.
    """

    def warnings(self) -> list[TableWarning]:
        """Return overlapping and missing rules of the model's unique tables."""
        return [warning for table in self.tables for warning in analyse(table.table, table.columns)]

    definitions: Definitions
    nodes: Mapping[Key, Node]
    register: Mapping[str, tuple[Node, ...]]
    types: TypeTable
    problems: tuple[ModelProblem, ...] = ()
    tables: tuple[CompiledTable, ...] = ()

    def decisions(self) -> list[str]:
        """Return the names of the model's own decisions."""
        return [node.name for node in self._own() if isinstance(node, DecisionNode)]

    def inputs(self) -> list[str]:
        """Return the names of the model's own inputs."""
        return [node.name for node in self._own() if isinstance(node, InputNode)]

    def services(self) -> list[str]:
        """Return the names of the model's own decision services."""
        return [node.name for node in self._own() if isinstance(node, ServiceNode)]

    def outputs_of(self, service: str) -> list[str]:
        """Return the names of the decisions whose results a service gives.

        Raises:
            NoSuchElement: the model has no such service.
        """
        return [node.name for node in self._named(service, ServiceNode, "决策服务").outputs]

    def evaluate_decision(self, name: str, inputs: Mapping[str, Value], *, run: Run) -> Value:
        """Return the result of a decision; null comes with its reason in ``run.diagnostics``.

        Args:
            name: of the decision.
            inputs: by name of input data; by name of a decision, that decision's result; elements
                of imported models by ``{namespace}name``, or by name where the model has none such.
            run: for this evaluation alone.

        Raises:
            NoSuchElement: the model has no such decision.
            BudgetExceeded: the evaluation takes more than the run allows.
        """
        node = self._named(name, DecisionNode, "决策")
        with _shallow(run):
            return Session(self._known(inputs), run).value(node)

    def evaluate_service(self, name: str, inputs: Mapping[str, Value], *, run: Run) -> Value:
        """Return what a decision service gives: a value, or a context where it has several outputs.

        Raises:
            NoSuchElement: the model has no such service.
            BudgetExceeded: the evaluation takes more than the run allows.
        """
        node = self._named(name, ServiceNode, "决策服务")
        allowed = {parameter.key for parameter in node.parameters}
        known = {
            key: value
            for key, value in self._known(inputs).items()
            if key in allowed or isinstance(self.nodes[key], InputNode)
        }
        for parameter in node.parameters:
            if parameter.key not in known:
                run.where = node.key[1]
                run.report("rules.dmn.input_missing", f"没有给出输入“{parameter.name}”，按空值处理")
                known[parameter.key] = None
        with _shallow(run):
            given = service_result(Session(known, run).values(node.outputs))
            return given if node.result is None else coerce(given, node.result, run, what=f"决策服务“{name}”")

    def invoke(self, name: str, arguments: Mapping[str, Value], *, run: Run) -> Value:
        """Return what a business knowledge model gives for arguments by name.

        Raises:
            NoSuchElement: the model has no such business knowledge model.
            BudgetExceeded: the evaluation takes more than the run allows.
        """
        node = self._named(name, KnowledgeNode, "业务知识模型")
        with _shallow(run):
            try:
                return node.function.call(run, *(arguments.get(one) for one in node.function.parameters))
            except Fault as fault:
                run.report(fault.code, fault.text())
                return None

    def _own(self) -> list[Node]:
        namespace = self.definitions.namespace
        return [node for key, node in self.nodes.items() if key[0] == namespace]

    def _named(self, name: str, kind: type[N], what: str) -> N:
        for node in self.register.get(name, ()):
            if isinstance(node, kind):
                return node
        raise NoSuchElement(model=self.definitions.name, kind=what, name=name)

    def _known(self, inputs: Mapping[str, Value]) -> dict[Key, Value]:
        """The values handed in, by element; what the model does not know is left out."""
        known: dict[Key, Value] = {}
        for name, value in inputs.items():
            for node in self.register.get(name, ()):
                if isinstance(node, InputNode | DecisionNode) and (
                    node.key not in known or name == qualified(node)
                ):
                    known[node.key] = value
        return known


def register_of(nodes: Mapping[Key, Node], own: str) -> dict[str, tuple[Node, ...]]:
    """Return the elements by the names they are asked for and handed in by.

    Args:
        nodes: of the model and of those it imports.
        own: the model's namespace; an imported element goes by its plain name only where no own one does.
    """
    names = {node.name for key, node in nodes.items() if key[0] == own}
    found: dict[str, list[Node]] = {}
    for key, node in nodes.items():
        plain = [node.name] if key[0] == own or node.name not in names else []
        for name in (*plain, qualified(node)):
            found.setdefault(name, []).append(node)
    return {name: tuple(same) for name, same in found.items()}


def qualified(node: Node) -> str:
    """Return the name of an element with its model's namespace, ``{namespace}name``."""
    return f"{{{node.key[0]}}}{node.name}"

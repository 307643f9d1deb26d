"""Making the elements of a model ready, each after what it requires."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from tongjian.rules.dmn.boxes import compile_box, function_value, inner_names
from tongjian.rules.dmn.boxes.functions import external
from tongjian.rules.dmn.elements import (
    BusinessKnowledgeModel,
    Decision,
    DecisionService,
    DrgElement,
    InputData,
    KnowledgeSource,
    Reference,
)
from tongjian.rules.dmn.nodes import (
    DecisionNode,
    InputNode,
    Key,
    KnowledgeNode,
    Need,
    Node,
    ServiceNode,
)
from tongjian.rules.dmn.requirements import Requirements, requirements_of
from tongjian.rules.dmn.scope import Scope
from tongjian.rules.dmn.session import Session
from tongjian.rules.dmn.tables.matching import CompiledTable
from tongjian.rules.dmn.types import ItemType, TypeTable
from tongjian.rules.feel.names import Names
from tongjian.rules.feel.values import Fault, Function, Value
from tongjian.rules.running import Run


@dataclass(slots=True)
class Builder:
    """Turns elements into nodes.

    Attributes:
        requirements: the elements with their references.
        types: the model's types.
        prefixes: name of the import by namespace.
        nodes: what is ready, imported nodes too.
        tables: the decision tables met.
    """

    requirements: Requirements
    types: TypeTable
    prefixes: Mapping[str, str]
    nodes: dict[Key, Node] = field(default_factory=dict)
    tables: list[CompiledTable] = field(default_factory=list)

    def build(self) -> None:
        """Make every element ready."""
        for element in self.requirements.order():
            node = self._node(element)
            if node is not None:
                self.nodes[node.key] = node

    def _node(self, element: DrgElement) -> Node | None:
        key = (self.requirements.definitions.namespace, element.at.id)
        match element:
            case InputData():
                return InputNode(key, element.name, element.variable.name, self.types.of(element.variable))
            case Decision():
                return self._decision(key, element)
            case BusinessKnowledgeModel():
                return self._knowledge(key, element)
            case DecisionService():
                return self._service(key, element)
            case KnowledgeSource():
                return None
            case _:
                assert_never(element)

    def _decision(self, key: Key, element: Decision) -> DecisionNode:
        needs, functions = self._required(element)
        scope = self._scope(needs, functions)
        kind = self.types.of(element.variable)
        names = kind.names or inner_names(element.logic, scope)
        code = None if element.logic is None else compile_box(element.logic, scope)
        variable = element.variable.name
        return DecisionNode(key, element.name, variable, kind, names, tuple(needs), functions, code)

    def _knowledge(self, key: Key, element: BusinessKnowledgeModel) -> KnowledgeNode:
        _, functions = self._required(element)
        return KnowledgeNode(
            key,
            element.name,
            element.variable.name,
            self._function(element, self._scope([], functions), functions),
        )

    def _function(
        self, element: BusinessKnowledgeModel, scope: Scope, functions: Mapping[str, Value]
    ) -> Function:
        kind = self.types.of(element.variable)
        logic = element.logic
        if logic is None:
            return function_value(element.name, kind.parameters or (), _no_logic)
        parameters = [(one.name, self.types.of(one)) for one in logic.parameters]
        if kind.parameters is not None and len(kind.parameters) == len(parameters):
            declared = zip(logic.parameters, parameters, kind.parameters, strict=True)
            parameters = [own if given.type_ref else (own[0], other[1]) for given, own, other in declared]
        if logic.kind != "FEEL":
            return external(logic, parameters)
        # logic may invoke itself by name: a function of FEEL knows its own
        seen = dict(functions)
        names = {element.variable.name: None, **{name: one.names for name, one in parameters}}
        body = compile_box(logic.body, scope.including(names))

        def invoke(run: Run, bound: Mapping[str, Value]) -> Value:
            return body({**seen, **bound}, run)

        function = function_value(element.name, parameters, invoke, _result_of(kind))
        seen[element.variable.name] = function
        return function

    def _service(self, key: Key, element: DecisionService) -> ServiceNode:
        outputs = [node for node in self._all(element.outputs) if isinstance(node, DecisionNode)]
        parameters = [self._stand_in(one) for one in (*element.input_data, *element.input_decisions)]
        known = [node for node in parameters if node is not None]
        names = [self._seen_as(node) for node in known]

        def invoke(run: Run, bound: Mapping[str, Value]) -> Value:
            session = Session({node.key: bound[name] for name, node in zip(names, known, strict=True)}, run)
            return service_result(session.values(outputs))

        kind = self.types.of(element.variable)
        typed = [(name, node.kind) for name, node in zip(names, known, strict=True)]
        result = _result_of(kind)
        function = function_value(element.name, typed, invoke, result)
        name, variable = element.name, element.variable.name
        return ServiceNode(key, name, variable, function, tuple(known), tuple(outputs), result)

    def _seen_as(self, node: InputNode | DecisionNode) -> str:
        prefix = self.prefixes.get(node.key[0], "")
        return f"{prefix}.{node.variable}" if prefix else node.variable

    def _scope(self, needs: list[Need], functions: Mapping[str, Value]) -> Scope:
        own: dict[str, Names | None] = {}
        imported: dict[str, dict[str, Names | None]] = {}
        for name, value in functions.items():
            if isinstance(value, Mapping):
                imported[name] = dict.fromkeys(value)
            else:
                own[name] = None
        for need in needs:
            place = imported.setdefault(need.prefix, {}) if need.prefix else own
            place[need.node.variable] = need.node.names
        names = Names({**own, **{prefix: Names(inside) for prefix, inside in imported.items()}})
        return Scope(names, self.types, self.requirements.problems, self.tables)

    def _required(self, element: Decision | BusinessKnowledgeModel) -> tuple[list[Need], dict[str, Value]]:
        needs: list[Need] = []
        functions: dict[str, Value] = {}
        imported: dict[str, dict[str, Value]] = {}
        for requirement in requirements_of(element):
            node = None if requirement.kind == "authority" else self._find(requirement.target)
            if node is None:
                continue
            prefix = self.prefixes.get(node.key[0], "")
            if isinstance(node, InputNode | DecisionNode):
                needs.append(Need(prefix, node))
            elif prefix:
                imported.setdefault(prefix, {})[node.variable] = node.function
            else:
                functions[node.variable] = node.function
        return needs, {**functions, **imported}

    def _find(self, reference: Reference) -> Node | None:
        return self.nodes.get(self.requirements.key(reference))

    def _all(self, references: tuple[Reference, ...]) -> list[Node]:
        found = [self._find(one) for one in references]
        return [one for one in found if one is not None]

    def _stand_in(self, reference: Reference) -> InputNode | DecisionNode | None:
        """The node of a service's parameter, or one with its name and type where it is not ready yet."""
        key = self.requirements.key(reference)
        ready, element = self.nodes.get(key), self.requirements.find(key)
        if isinstance(ready, InputNode | DecisionNode):
            return ready
        if isinstance(element, Decision | InputData):
            return InputNode(key, element.name, element.variable.name, self.types.of(element.variable))
        return None


def service_result(results: Mapping[str, Value]) -> Value:
    """Return what a service gives: its only result, or a context of several."""
    return next(iter(results.values())) if len(results) == 1 else dict(results)


def _result_of(kind: ItemType) -> ItemType | None:
    """The type of a function's result by the type of its variable: its own, or the result's itself."""
    return kind.result if kind.parameters is not None else kind


def _no_logic(_run: Run, _bound: Mapping[str, Value]) -> Value:
    raise Fault("业务知识模型没有逻辑", code="rules.dmn.no_logic")

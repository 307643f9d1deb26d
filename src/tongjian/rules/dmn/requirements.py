"""Following the references of a model: what each element requires, and that nothing requires itself.

Source: DMN 1.5, chapter 6.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tongjian.rules.dmn.elements import (
    BusinessKnowledgeModel,
    Decision,
    DecisionService,
    Definitions,
    DrgElement,
    InputData,
    KnowledgeSource,
    Reference,
    Requirement,
)
from tongjian.rules.dmn.nodes import Key
from tongjian.rules.dmn.problems import Problems

_WANTED = {
    "input": (InputData,),
    "decision": (Decision,),
    "knowledge": (BusinessKnowledgeModel, DecisionService),
    "authority": (KnowledgeSource, Decision, InputData),
}
_WORDS = {"input": "输入数据", "decision": "决策", "knowledge": "业务知识模型或决策服务", "authority": "依据"}


@dataclass(slots=True)
class Requirements:
    """The elements of a model and of those it imports, by key, with their references followed.

    Attributes:
        definitions: the model.
        foreign: elements of imported models.
        joined: keys by id of the elements that an import without a name makes the model's own.
        problems: where problems go.
        own: the model's elements by id.
    """

    definitions: Definitions
    foreign: Mapping[Key, DrgElement]
    joined: Mapping[str, Key]
    problems: Problems
    own: dict[str, DrgElement] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names: set[str] = set()
        for element in self.definitions.elements:
            if element.name in names and not isinstance(element, KnowledgeSource):
                self.problems.add(element.at, "元素名称重复：%(name)s", name=element.name)
            names.add(element.name)
            self.own.setdefault(element.at.id, element)

    def key(self, reference: Reference) -> Key:
        """Return the key an href names; without a namespace it is this model's."""
        namespace, _, identifier = reference.href.rpartition("#")
        if not namespace and identifier not in self.own and identifier in self.joined:
            return self.joined[identifier]
        return (namespace or self.definitions.namespace, identifier)

    def find(self, key: Key) -> DrgElement | None:
        """Return the element of that key; None where there is none."""
        if key[0] == self.definitions.namespace:
            return self.own.get(key[1])
        return self.foreign.get(key)

    def check(self) -> None:
        """Note references that lead nowhere or to the wrong kind, and requirements in a circle."""
        for element in self.definitions.elements:
            for requirement in requirements_of(element):
                self._check(requirement)
            if isinstance(element, DecisionService):
                for reference in (*element.outputs, *element.encapsulated, *element.input_decisions):
                    self._expect(reference, "decision")
                for reference in element.input_data:
                    self._expect(reference, "input")

    def order(self) -> list[DrgElement]:
        """Return the model's elements, each after all that it requires; circles are noted and cut."""
        done: dict[str, bool] = {}
        ordered: list[DrgElement] = []
        for start in self.own.values():
            if start.at.id in done:
                continue
            done[start.at.id] = False
            path: list[tuple[DrgElement, Iterator[DrgElement]]] = [(start, self._required(start))]
            while path:
                element, rest = path[-1]
                after = next(rest, None)
                if after is None:
                    path.pop()
                    done[element.at.id] = True
                    ordered.append(element)
                elif after.at.id not in done:
                    done[after.at.id] = False
                    path.append((after, self._required(after)))
                elif not done[after.at.id]:
                    self._circle([one for one, _ in path], after)
        return ordered

    def _required(self, element: DrgElement) -> Iterator[DrgElement]:
        """The model's own elements that have to come before this one."""
        references = [one.target for one in requirements_of(element) if one.kind != "authority"]
        if isinstance(element, DecisionService):
            references += [*element.outputs, *element.encapsulated]
        for reference in references:
            key = self.key(reference)
            found = self.own.get(key[1]) if key[0] == self.definitions.namespace else None
            if found is not None:
                yield found

    def _circle(self, path: list[DrgElement], back_to: DrgElement) -> None:
        start = next(at for at, one in enumerate(path) if one is back_to)
        circle = " → ".join(one.name for one in (*path[start:][:20], back_to))
        self.problems.add(back_to.at, "需求循环：%(circle)s", circle=circle)

    def _check(self, requirement: Requirement) -> None:
        self._expect(requirement.target, requirement.kind)

    def _expect(self, reference: Reference, kind: str) -> None:
        if "#" not in reference.href:
            return
        found = self.find(self.key(reference))
        if found is None:
            self.problems.add(reference.at, "引用的元素不存在：%(href)s", href=reference.href)
        elif not isinstance(found, _WANTED[kind]):
            self.problems.add(
                reference.at, "引用的元素 %(href)s 不是%(kind)s", href=reference.href, kind=_WORDS[kind]
            )


def requirements_of(element: DrgElement) -> tuple[Requirement, ...]:
    """Return what an element requires."""
    if isinstance(element, Decision | BusinessKnowledgeModel | KnowledgeSource):
        return element.requirements
    return ()

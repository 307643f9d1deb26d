"""Playing acts in tests: an instance that answers to words."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from tests.unit.flow.texts import END, INSTANCE, NOW, START, Run, chain, multi, task, text
from tongjian.flow.domain import acts
from tongjian.flow.domain.commands import CompleteTask, Terminate
from tongjian.flow.domain.past import look_back, opinions_of
from tongjian.flow.domain.signing import Opinion
from tongjian.flow.domain.state import Waiting
from tongjian.flow.domain.variables import Value, read_variables

DEPARTMENTS = tuple(str(uuid5(INSTANCE, name)) for name in ("fire", "water", "traffic"))
ANNA, BEN, CLEO = (UUID(int=number) for number in (101, 102, 103))


def gates(kind: str, *ids: str) -> str:
    """Return gateways of a kind."""
    return "".join(f'<{kind} id="{one}"/>' for one in ids)


TWO_BRANCHES = text(
    START
    + task("first")
    + gates("parallelGateway", "split", "join")
    + "".join(task(one) for one in ("a", "a2", "b", "z"))
    + END
    + chain("s", "first", "split", "a", "a2", "join", "z", "e")
    + chain("split", "b", "join")
)
SIGNED = text(
    START
    + task("first")
    + task("sign", inner=multi(), organisation="department")
    + task("z")
    + END
    + chain("s", "first", "sign", "z", "e")
)
LINE = text(START + task("first") + task("a") + task("z") + END + chain("s", "first", "a", "z", "e"))


class Acting(Run):
    """An instance on which people act."""

    def place(self, node: str, index: int = 0) -> Waiting:
        """Return an open task of a node."""
        return [one for one in self.state.tasks if one.node == node][index]

    def task(self, node: str, index: int = 0) -> UUID:
        """Return the id of an open task."""
        return self.state.task_of(self.place(node, index).number)

    def sign(
        self,
        node: str,
        opinion: Opinion | None = None,
        *,
        index: int = 0,
        by: UUID | None = None,
        variables: Mapping[str, Value] | None = None,
    ) -> UUID:
        """Complete a task with an opinion; return its id."""
        found = self.task(node, index)
        given = read_variables(variables or {})
        self.do(CompleteTask(task=found, variables=given, by=by, now=NOW, opinion=opinion))
        return found

    def do_all(self, *nodes: str) -> None:
        """Complete a task of each node, in order."""
        for node in nodes:
            self.sign(node)

    def give_back(self, to: str, *, node: str, index: int = 0) -> None:
        """Return work from a node to an earlier one."""
        past = look_back(self.events)
        found = self.task(node, index)
        self.do(acts.Return(task=found, to=to, reason="材料不符", past=past, by=None, now=NOW))

    def take_back(self, done: UUID, *, by: UUID | None = None) -> None:
        """Withdraw a completed task."""
        past = look_back(self.events)
        self.do(acts.Withdraw(task=done, reason="", past=past, by=by, now=NOW))

    def leap(self, to: str, *, node: str | None = None, reason: str = "指挥部决定") -> None:
        """Jump as an administrator."""
        place = self.place(node).number if node else 0
        past = look_back(self.events)
        self.do(acts.Jump(place=place, to=to, reason=reason, past=past, by=ANNA, now=NOW))

    def act(self, kind: type, node: str, *, index: int = 0, **rest: Any) -> None:
        """Do an act on an open task."""
        given = {"reason": "", "by": None, **rest}
        self.do(kind(task=self.task(node, index), now=NOW, **given))

    def stop(self) -> None:
        """Suspend the instance."""
        self.do(acts.Suspend(reason="等待上级批示", by=ANNA, now=NOW))

    def end(self) -> None:
        """Terminate the instance."""
        self.do(Terminate(reason="", by=ANNA, now=NOW))

    def standing(self) -> list[str]:
        """Return the nodes of the opinions that count, sorted."""
        return sorted(one.node for one in opinions_of(look_back(self.events)) if one.standing == "current")

    def fallen(self) -> list[str]:
        """Return the nodes of the opinions that fell, sorted."""
        return sorted(one.node for one in opinions_of(look_back(self.events)) if one.standing == "fallen")

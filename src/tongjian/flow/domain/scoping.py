"""Which variables a place sees, and where what it sets is kept.

A variable is seen from its own scope inwards, as far as a called process, which has its own. Setting
changes the nearest scope that has it as its own, else the process (or called process) around.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from tongjian.flow.domain.nodes import Handed
from tongjian.flow.domain.state import ROOT, Scope, State
from tongjian.flow.domain.variables import Value, Variables


def visible(state: State, scope: int, *, index: int = 0) -> Mapping[str, Value]:
    """Return the variables seen from a scope, or by one member of a multi-instance.

    A member knows its own element, and its number as ``loopCounter``.
    """
    if scope == ROOT and not index:
        return state.variables
    seen: dict[str, Value] = {}
    for around in reversed(_chain(state, scope)):
        seen.update(state.variables if around.number == ROOT else around.variables)
        seen.update(_counts(around))
    if index:
        seen.update(_member(state.scopes.get(scope), index))
    return seen


def visible_at(state: State, place: int) -> Mapping[str, Value]:
    """Return the variables seen from the place with this number; of the process where it is not there."""
    found = state.waiting.get(place)
    return state.variables if found is None else visible(state, found.scope, index=found.index)


def member_variables(state: State, scope: int, index: int) -> Variables:
    """Return what one member of a multi-instance alone knows."""
    return Variables(_member(state.scopes.get(scope), index))


def handed(variables: Mapping[str, Value], chosen: tuple[Handed, ...]) -> Variables:
    """Return what a call hands over of some variables, all of them where it chooses none.

    One that is not there is not handed over: where it goes to, it is unknown as well.
    """
    if not chosen:
        return Variables(variables)
    return Variables({one.target: variables[one.source] for one in chosen if one.source in variables})


def lay(state: State, scope: int, variables: Variables) -> State:
    """Return the state with the variables set from within a scope."""
    if not variables:
        return state
    if scope == ROOT:
        return replace(state, variables=state.variables.merged(variables))
    chain = _chain(state, scope)
    boundary = chain[-1] if chain else None
    by_scope: dict[int, dict[str, Value]] = {}
    for name, value in variables.items():
        own = next((one for one in chain if name in one.variables and one.number != ROOT), boundary)
        by_scope.setdefault(own.number if own else ROOT, {})[name] = value
    for number, values in by_scope.items():
        state = _lay_own(state, number, Variables(values))
    return state


def _lay_own(state: State, number: int, variables: Variables) -> State:
    if number == ROOT:
        return replace(state, variables=state.variables.merged(variables))
    scope = state.scopes[number]
    changed = replace(scope, variables=scope.variables.merged(variables))
    return replace(state, scopes={**state.scopes, number: changed})


def _chain(state: State, scope: int) -> list[Scope]:
    """Return the scope and those around it, up to the process or called process it belongs to."""
    chain: list[Scope] = []
    found = state.scopes.get(scope)
    while found is not None:
        chain.append(found)
        if found.number == ROOT or found.process:
            break
        found = state.scopes.get(found.parent) if found.parent < found.number else None
    return chain


def _member(scope: Scope | None, index: int) -> dict[str, Value]:
    multi = scope.multi if scope else None
    known: dict[str, Value] = {"loopCounter": index}
    if multi and multi.element and 0 < index <= len(multi.elements):
        known[multi.element] = multi.elements[index - 1]
    return known


def _counts(scope: Scope) -> dict[str, Value]:
    multi = scope.multi
    if multi is None:
        return {}
    active = multi.begun - multi.completed
    return {
        "numberOfInstances": multi.total,
        "numberOfActiveInstances": active,
        "numberOfCompletedInstances": multi.completed,
        "numberOfTerminatedInstances": 0,
        "nrOfInstances": multi.total,
        "nrOfActiveInstances": active,
        "nrOfCompletedInstances": multi.completed,
    }


def own_scopes(state: State) -> frozenset[int]:
    """Return the scopes that are of the instance's own process, not of one it has called."""
    own: set[int] = set()
    for number, one in state.scopes.items():
        if number == ROOT or (not one.process and one.parent in own):
            own.add(number)
    return frozenset(own)


def process_at(state: State, scope: int) -> str:
    """Return the content hash of the called process a scope is in; empty in the instance's own."""
    found = state.scopes.get(scope)
    while found is not None and not found.process and found.parent in state.scopes:
        found = state.scopes[found.parent]
    return found.process if found else ""

"""Looking into what a running process cannot do alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from tongjian.flow.actions.engine import FlowEngine
from tongjian.flow.domain.events import IncidentRaised
from tongjian.flow.domain.nodes import ServiceTask
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.scoping import process_at, visible
from tongjian.flow.domain.variables import Value
from tongjian.flow.errors import IncidentNotOpen
from tongjian.flow.ports import Incidents, OpenIncident


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentCircumstances:
    """Where in its process an incident stands.

    Attributes:
        process: id of the process whose node it is; of a called process its own.
        node_name: what the node is called; its id where it has no name.
        topic: what was asked of the outside; empty where it is no job.
        tries: how often it was tried, all rounds together.
        variables: what the node sees; the input of a job.
    """

    process: str
    process_name: str
    version: int
    node_name: str
    topic: str
    tries: int
    variables: Mapping[str, Value]


def look_into_incident(
    engine: FlowEngine, incidents: Incidents, *, found: OpenIncident
) -> IncidentCircumstances:
    """Return where an incident stands, without holding its instance against others.

    Raises:
        IncidentNotOpen: it is settled, or the asker may not see its instance.
    """
    looked = incidents.look(instance=found.instance, number=found.number)
    if looked is None:
        raise IncidentNotOpen(incident=found.number)
    content_hash, state = looked.content_hash, looked.state
    incident = state.incidents[found.number]
    process = engine.library.find_by_hash(process_at(state, incident.scope) or content_hash)
    node = process.nodes.get(found.node) if process else None
    place = state.waiting.get(incident.place)
    return IncidentCircumstances(
        process=process.id if process else "",
        process_name=process.name if isinstance(process, Process) else "",
        version=process.version if process else 0,
        node_name=(node.name if node else "") or found.node,
        topic=node.topic if isinstance(node, ServiceTask) else "",
        tries=looked.tries or _raised(engine, found),
        variables=dict(visible(state, incident.scope, index=place.index if place else 0)),
    )


def _raised(engine: FlowEngine, found: OpenIncident) -> int:
    happened = (one.event for one in engine.history(found.instance))
    return sum(1 for one in happened if isinstance(one, IncidentRaised) and one.node == found.node)

"""Reading gateways."""

from tongjian.flow.domain.deploy.draft import Draft
from tongjian.flow.domain.deploy.reading.places import Place
from tongjian.flow.domain.nodes import (
    EventBasedGateway,
    ExclusiveGateway,
    InclusiveGateway,
    Node,
    ParallelGateway,
)


def read_exclusive_gateway(place: Place, draft: Draft) -> Node:
    """Read an exclusive gateway."""
    return ExclusiveGateway(**place.fields(), default=_default(place, draft))


def read_inclusive_gateway(place: Place, draft: Draft) -> Node:
    """Read an inclusive gateway; what lies upstream is found once all is read."""
    return InclusiveGateway(**place.fields(), default=_default(place, draft))


def read_parallel_gateway(place: Place, draft: Draft) -> Node:
    """Read a parallel gateway."""
    del draft
    return ParallelGateway(**place.fields())


def read_event_based_gateway(place: Place, draft: Draft) -> Node:
    """Read an event-based gateway."""
    del draft
    return EventBasedGateway(**place.fields())


def _default(place: Place, draft: Draft) -> str | None:
    default = place.element.get("default")
    if default is not None and default not in place.outgoing:
        draft.findings.add(place.element, "默认分支 %(flow)s 不是它的出口", flow=default)
    return default

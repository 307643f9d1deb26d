"""Fifth pass: what lies upstream of each way into an inclusive join."""

from dataclasses import replace

from tongjian.flow.domain.deploy.checking.reach import reach, turned, ways_of
from tongjian.flow.domain.deploy.draft import Draft
from tongjian.flow.domain.nodes import InclusiveGateway

MAX_WORK = 1_000_000
"""Ways into inclusive joins times nodes; a hundred joins among a thousand nodes stay well below."""


def complete_joins(draft: Draft) -> None:
    """Give every inclusive join the nodes from which a token can come to each of its ways in.

    Ways through the join itself are not followed. Where there are too many, that is noted.
    """
    work = 0
    for container in draft.containers:
        nodes = draft.inside(container)
        joins = [node for node in nodes if isinstance(node, InclusiveGateway) and len(node.incoming) > 1]
        back = turned(ways_of(draft, nodes)) if joins else {}
        for join in joins:
            work += len(join.incoming) * len(nodes)
            if work > MAX_WORK:
                draft.findings.add(draft.places[join.id], "包容网关过多，汇合无法核对")
                return
            upstream = tuple(
                (flow, frozenset(reach(back, (draft.flows[flow].source,), closed=join.id)))
                for flow in join.incoming
            )
            draft.nodes[join.id] = replace(join, upstream=upstream)

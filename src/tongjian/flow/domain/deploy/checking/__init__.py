"""Third pass: the process as a whole, its references, its ends, its loops."""

from tongjian.flow.domain.deploy.checking.containers import check_container
from tongjian.flow.domain.deploy.checking.events import check_event
from tongjian.flow.domain.deploy.checking.flows import (
    check_flow,
    check_gateway,
    check_listed_flows,
    check_ways,
)
from tongjian.flow.domain.deploy.checking.reach import check_loops, check_reach
from tongjian.flow.domain.deploy.draft import Draft
from tongjian.flow.domain.triggers import Error, Escalation


def check_draft(draft: Draft) -> None:
    """Note dangling references, missing ends, unreachable nodes, and loops that wait for nobody."""
    for flow in draft.flows.values():
        check_flow(draft, flow)
    caught: set[tuple[str, Error | Escalation]] = set()
    for node in draft.nodes.values():
        check_ways(draft, node)
        check_listed_flows(draft, node)
        check_gateway(draft, node)
        check_event(draft, node, caught)
    for container in draft.containers:
        check_container(draft, container)
    if not draft.findings:
        check_reach(draft)
        check_loops(draft)

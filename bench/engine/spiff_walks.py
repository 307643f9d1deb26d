"""Walks of the measured process on SpiffWorkflow; prints commands per CPU second as JSON."""

import io
import json
import logging
import time
from pathlib import Path
from statistics import median
from typing import Any

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

_ROUNDS, _WALKS, _COMMANDS = 5, 20, 6
_DATA = {"accepted": True, "project": "2026-440305-47-01-123456"}


def main() -> None:
    """Measure each way."""
    logging.disable(logging.CRITICAL)
    text = Path(__file__).with_name("process.bpmn").read_bytes()
    text = text.replace(b'{"fact": "accepted", "=": true}', b"accepted == True")
    text = text.replace(b' expressionLanguage="urn:tongjian:predicate:1"', b"")
    parser = BpmnParser()
    parser.add_bpmn_io(io.BytesIO(text))
    spec = parser.get_spec("measured")
    serializer = BpmnWorkflowSerializer()
    found = {}
    for name in ("memory", "written", "reread"):
        _walk(spec, serializer, way=name)
        rates = [_rate(spec, serializer, way=name) for _ in range(_ROUNDS)]
        found[name] = {
            "commands_per_cpu_second": round(median(rates)),
            "least": round(min(rates)),
            "most": round(max(rates)),
        }
    print(json.dumps(found))  # noqa: T201


def _rate(spec: Any, serializer: Any, *, way: str) -> float:  # noqa: ANN401
    began = time.process_time()
    for _ in range(_WALKS):
        _walk(spec, serializer, way=way)
    return _WALKS * _COMMANDS / (time.process_time() - began)


def _walk(spec: Any, serializer: Any, *, way: str) -> None:  # noqa: ANN401
    workflow = BpmnWorkflow(spec)
    workflow.data.update(_DATA)
    workflow.task_tree.data.update(_DATA)
    workflow.do_engine_steps()
    commands = 1
    while not workflow.completed:
        task = workflow.get_tasks(state=TaskState.READY, manual=True)[0]
        task.data["opinion"] = "同意"
        task.run()
        workflow.do_engine_steps()
        commands += 1
        if way == "written":
            serializer.serialize_json(workflow)
        elif way == "reread":
            workflow = serializer.deserialize_json(serializer.serialize_json(workflow))
    if commands != _COMMANDS:
        raise RuntimeError(commands)


if __name__ == "__main__":
    main()

"""Answers of jobs that came while their instance was suspended, as they are kept until it goes on."""

from datetime import datetime

import msgspec

from tongjian.flow.domain.commands import FailJob, FinishJob
from tongjian.flow.domain.variables import Variables


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    done: bool
    code: str
    says: str
    variables: dict[str, object]


def text_of_answer(answer: FinishJob | FailJob) -> str:
    """Return an answer as text."""
    match answer:
        case FinishJob():
            kept = _Kept(done=True, code="", says="", variables=answer.variables.to_data())
        case FailJob():
            kept = _Kept(done=False, code=answer.code, says=answer.says, variables={})
    return msgspec.json.encode(kept).decode()


def read_answer(text: str, *, job: int, now: datetime) -> FinishJob | FailJob:
    """Return the answer of a text, as if it came now."""
    kept = msgspec.json.decode(text, type=_Kept)
    if kept.done:
        return FinishJob(job=job, variables=Variables.from_data(kept.variables), now=now)
    return FailJob(job=job, code=kept.code, says=kept.says, now=now)

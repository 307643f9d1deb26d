"""I1: whatever the system acknowledged is there."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from tongjian.roles.invariants.breaches import Broken, Invariant

_LEDGER = "SELECT answer FROM cases_ledger WHERE person = %s AND act = %s AND key = %s"
_RECORD = "SELECT state FROM cases_record WHERE case_id = %s AND position = %s"
_MADE = {
    "result": "SELECT 1 FROM cases_result WHERE id = %s",
    "document": "SELECT 1 FROM cases_document WHERE id = %s",
    "consultation": "SELECT 1 FROM cases_consultation WHERE id = %s",
    "pledge": "SELECT 1 FROM cases_pledge WHERE id = %s",
    "reply": "SELECT 1 FROM cases_reply WHERE id = %s",
}
_FILE = "SELECT 1 FROM evidence_file WHERE id = %s AND sha256 = %s AND size = %s"
_CASE = "SELECT 1 FROM cases_case WHERE id = %s"
_THINGS = {
    "register_project": "SELECT 1 FROM cases_project WHERE id = %s",
    "begin_draft": "SELECT 1 FROM cases_draft WHERE id = %s",
    "save_draft": "SELECT 1 FROM cases_draft WHERE id = %s",
    "submit": "SELECT 1 FROM cases_application WHERE id = %s",
}


class Answer(msgspec.Struct, frozen=True):
    """One answer as the one who asked kept it.

    Attributes:
        key: the idempotency key it came under.
        id: the case, project, draft or application acted on.
        state: of the case after the act; 0 where there is none.
        position: of the case after the act.
        made: ids of what the act made, by name; of a submission the cases by item.
    """

    person: UUID
    key: str
    act: str
    id: UUID
    number: str
    state: int = 0
    position: int = 0
    made: tuple[tuple[str, UUID], ...] = ()


class Kept(msgspec.Struct, frozen=True):
    """One file as the one who handed it in knows it."""

    id: UUID
    sha256: str
    size: int


def read_kept(file: Path) -> tuple[Kept, ...]:
    """Return the files kept in a file of JSON lines."""
    return tuple(msgspec.json.decode(line, type=Kept) for line in file.read_bytes().splitlines())


def check_kept(files: Iterable[Kept]) -> Iterator[Broken]:
    """Return a breach for every acknowledged file that is not known by its hash and size."""
    for file in files:
        with connection.cursor() as cursor:
            cursor.execute(_FILE, [file.id, file.sha256, file.size])
            if cursor.fetchone() is None:
                yield Broken(Invariant.PRESENT, f"已收到的文件 {file.id} 不在")


def read_answers(file: Path) -> tuple[Answer, ...]:
    """Return the answers kept in a file of JSON lines."""
    lines = file.read_bytes().splitlines()
    return tuple(msgspec.json.decode(line, type=Answer) for line in lines)


def check_acknowledged(answers: Iterable[Answer]) -> Iterator[Broken]:
    """Return a breach for every acknowledged answer that is not there as it was given."""
    for answer in answers:
        for missing in _missing(answer):
            yield Broken(Invariant.PRESENT, f"已答复的 {answer.act} {answer.number or answer.id}：{missing}")


def _missing(answer: Answer) -> Iterator[str]:
    kept = _one(_LEDGER, answer.person, answer.act, answer.key)
    if kept is None:
        yield f"幂等键 {answer.key} 没有记录"
    elif not _same(kept, answer):
        yield f"幂等键 {answer.key} 记着另一个答复"
    if answer.state and _one(_RECORD, answer.id, answer.position) != answer.state:
        yield f"没有第 {answer.position} 条办理过程（状态 {answer.state}）"
    thing = _THINGS.get(answer.act)
    if thing and _one(thing, answer.id) is None:
        yield f"没有 {answer.id}"
    for name, made in answer.made:
        if _one(_MADE.get(name, _CASE), made) is None:
            yield f"没有生成的 {name} {made}"


def _same(kept: object, answer: Answer) -> bool:
    data = msgspec.json.decode(kept) if isinstance(kept, str) else kept
    told = {"person": answer.person, "key": answer.key}
    return isinstance(data, dict) and msgspec.convert({**data, **told}, Answer) == answer


def _one(query: str, *values: UUID | str | int) -> Any:  # noqa: ANN401 - whatever the column holds
    with connection.cursor() as cursor:
        cursor.execute(query, list(values))
        row = cursor.fetchone()
    return None if row is None else row[0]

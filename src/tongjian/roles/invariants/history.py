"""I3 and I4: the evidence log and the rows tell the same story, entry by entry."""

from collections.abc import Iterator

from tongjian.cases import CASE, PROJECT, project_snapshot, snapshot
from tongjian.cases.store.models import CaseRow
from tongjian.cases.store.projects import SqlProjectStore
from tongjian.cases.store.rows import case_from
from tongjian.evidence import (
    Breach,
    Disclosed,
    Disclosure,
    LogEntry,
    ObjectRef,
    RowVerdict,
    check_history,
    check_row,
)
from tongjian.evidence.store.entries import entry_of, list_columns
from tongjian.roles.invariants.breaches import Broken, Invariant, ask, rows_of
from tongjian.roles.invariants.questions import FOLDED, RECORDED

_ENTRIES = f"SELECT {list_columns()} FROM evidence_entry ORDER BY id"  # noqa: S608 - our own columns
_DISCLOSURES = "SELECT entry, field, salt, text FROM evidence_disclosure"

_WORDS = {
    Breach.STATE_UNRECORDED: "状态没有存证",
    Breach.STATE_MISSING: "有存证，却没有这一行",
    Breach.STATE_DIFFERS: "现状与存证不符",
    Breach.CHAIN_BROKEN: "存证前后不衔接",
    Breach.VERSION_TWICE: "同一版本存证两次",
}
_VERDICTS = {
    RowVerdict.UNKNOWN_ALGORITHM: "算法不明",
    RowVerdict.LEAF_DIFFERS: "内容与其哈希不符",
    RowVerdict.DISCLOSURE_DIFFERS: "明文与其承诺不符",
}


def check_log() -> Iterator[Broken]:
    """Return a breach wherever the log and the rows part ways, or an entry is not as it was written."""
    yield from ask(Invariant.RECORDED, RECORDED)
    yield from ask(Invariant.FOLDED, FOLDED)
    entries = [entry_of(_plain(row)) for row in rows_of(_ENTRIES)]
    yield from _check_rows(entries)
    present = {ObjectRef(kind=CASE, id=row.id): snapshot(case_from(row)) or b"" for row in _cases()}
    present |= dict(_projects())
    for found in check_history(entries, present):
        where = f"（存证 {found.entry}）" if found.entry else ""
        says = f"{found.object.kind} {found.object.id}：{_WORDS[found.breach]}{where}"
        yield Broken(Invariant.FOLDED, says)


def _check_rows(entries: list[LogEntry]) -> Iterator[Broken]:
    told: dict[object, list[Disclosure]] = {}
    for entry, field, salt, text in rows_of(_DISCLOSURES):
        plain = Disclosure(entry=entry, field=Disclosed(field), salt=bytes(salt), text=text)
        told.setdefault(entry, []).append(plain)
    for one in entries:
        verdict = check_row(one, told.get(one.id, []))
        if verdict is not RowVerdict.INTACT:
            yield Broken(Invariant.RECORDED, f"存证 {one.id}（{one.act}）：{_VERDICTS[verdict]}")


def _cases() -> Iterator[CaseRow]:
    return CaseRow.objects.order_by("id").iterator(chunk_size=1000)


def _projects() -> Iterator[tuple[ObjectRef, bytes]]:
    store = SqlProjectStore()
    for project in store.list_every_project():
        units = store.list_unit_projects(project.id)
        yield ObjectRef(kind=PROJECT, id=project.id), project_snapshot(project, units)


def _plain(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)

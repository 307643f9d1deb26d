from dataclasses import fields, replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from tests.unit.evidence.fakes import MemoryEntries
from tongjian.evidence import (
    Actor,
    Breach,
    Deed,
    Disclosed,
    EntryAbsent,
    EvidenceLog,
    LogEntry,
    ObjectRef,
    RowVerdict,
    check_history,
    check_row,
    fold,
    recompute_leaf,
    session_reference,
    state_hash,
)
from tongjian.evidence.domain.canonical import canonical_form

AT = datetime(2026, 6, 15, 1, 2, 3, 4, tzinfo=UTC)
CASE = ObjectRef(kind="cases.case", id=UUID(int=7))
OFFICER = Actor(
    person=UUID(int=1),
    name="李雷",
    post="reviewer@370811",
    acting_for=UUID(int=2),
    session=session_reference("secret-key"),
    address="10.0.0.8",
)


def change(*, version: int, before: bytes | None, after: bytes, target: ObjectRef = CASE) -> Deed:
    return Deed(
        actor=OFFICER,
        act="cases.accept",
        object=target,
        at=AT,
        version=version,
        before=before,
        after=after,
        basis="行政许可法 第三十二条",
        opinion="材料齐全",
        rule_version="2026.1",
    )


def recorded(*deeds: Deed) -> tuple[MemoryEntries, list[UUID]]:
    kept = MemoryEntries()
    log = EvidenceLog(entries=kept)
    return kept, [log.record(deed) for deed in deeds]


def first() -> LogEntry:
    kept, _ = recorded(change(version=1, before=None, after=state_hash({"state": 1})))
    return kept.entries[0]


def tampered(entry: LogEntry, column: str) -> LogEntry:
    other: object
    match getattr(entry, column):
        case bool() as old:
            other = not old
        case int() as old:
            other = old + 1
        case bytes() as old:
            other = bytes([old[0] ^ 1]) + old[1:]
        case UUID():
            other = uuid4()
        case datetime() as old:
            other = old.replace(microsecond=5)
        case str() as old:
            other = old + "x"
        case _:
            other = b"\x00" * 32
    return replace(entry, **{column: other})


@pytest.mark.parametrize("column", [f.name for f in fields(LogEntry) if f.name != "leaf_hash"])
def test_a_change_to_any_column_breaks_the_leaf(column: str) -> None:
    entry = first()
    assert recompute_leaf(entry) == entry.leaf_hash
    assert recompute_leaf(tampered(entry, column)) != entry.leaf_hash


def test_no_personal_text_stands_in_the_canonical_form() -> None:
    form = canonical_form(first()).decode()
    assert "李雷" not in form
    assert "材料齐全" not in form
    assert "10.0.0.8" not in form
    assert "secret-key" not in form
    assert "行政许可法 第三十二条" in form


def test_an_entry_stays_intact_when_its_personal_text_is_erased() -> None:
    kept, (entry,) = recorded(change(version=1, before=None, after=b"\x01" * 32))
    log = EvidenceLog(entries=kept)
    assert {d.field for d in log.list_disclosures(entry)} == set(Disclosed)
    assert log.verify_row(entry) is RowVerdict.INTACT
    kept.disclosures.clear()
    assert log.verify_row(entry) is RowVerdict.INTACT


def test_a_changed_personal_text_is_found() -> None:
    kept, (entry,) = recorded(change(version=1, before=None, after=b"\x01" * 32))
    kept.disclosures = [replace(d, text=d.text + "？") for d in kept.disclosures]
    assert EvidenceLog(entries=kept).verify_row(entry) is RowVerdict.DISCLOSURE_DIFFERS


def test_an_unknown_algorithm_is_named_and_not_guessed_at() -> None:
    assert check_row(replace(first(), algorithm="other/2"), ()) is RowVerdict.UNKNOWN_ALGORITHM


def test_two_entries_of_the_same_deed_have_different_leaves_and_commitments() -> None:
    deed = change(version=1, before=None, after=b"\x01" * 32)
    kept, _ = recorded(deed, deed)
    one, two = kept.entries
    assert one.leaf_hash != two.leaf_hash
    assert one.name_commitment != two.name_commitment


def test_an_entry_the_viewer_may_not_read_is_absent() -> None:
    with pytest.raises(EntryAbsent):
        EvidenceLog(entries=MemoryEntries()).verify_row(uuid4())


def test_folding_the_log_gives_the_last_state_whatever_the_order_of_the_rows() -> None:
    one, two = state_hash({"state": 1}), state_hash({"state": 2})
    kept, _ = recorded(
        change(version=1, before=None, after=one),
        change(version=2, before=one, after=two),
        Deed(actor=OFFICER, act="cases.read", object=CASE, at=AT, version=2),
    )
    backwards = tuple(reversed(kept.entries))
    assert fold(backwards) == {CASE: two}
    assert check_history(backwards, {CASE: two}) == ()


def test_every_kind_of_parting_between_log_and_rows_is_named() -> None:
    one, two = state_hash(1), state_hash(2)
    others = [ObjectRef(kind="cases.case", id=uuid4()) for _ in range(4)]
    kept, ids = recorded(
        change(version=1, before=None, after=one, target=others[0]),
        change(version=1, before=None, after=one, target=others[1]),
        change(version=1, before=None, after=one, target=others[2]),
        change(version=3, before=two, after=one, target=others[2]),
        change(version=1, before=None, after=one, target=others[3]),
        change(version=1, before=one, after=two, target=others[3]),
    )
    findings = check_history(kept.entries, {CASE: one, others[0]: two, others[2]: one, others[3]: two})
    assert {(f.breach, f.object, f.entry) for f in findings} == {
        (Breach.STATE_UNRECORDED, CASE, None),
        (Breach.STATE_DIFFERS, others[0], None),
        (Breach.STATE_MISSING, others[1], None),
        (Breach.CHAIN_BROKEN, others[2], ids[3]),
        (Breach.VERSION_TWICE, others[3], ids[5]),
    }

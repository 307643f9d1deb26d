import io
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from tests.database import Database
from tests.unit.evidence.fakes import FixedInspector, MemoryEntries
from tongjian.evidence import (
    Actor,
    Deed,
    EntryAbsent,
    EvidenceLog,
    Files,
    Numbers,
    ObjectRef,
    RowVerdict,
    StoredFile,
    Upload,
    state_hash,
)
from tongjian.evidence.store.counters import CounterTable
from tongjian.evidence.store.entries import EntryTable
from tongjian.evidence.store.files import FileTable
from tongjian.evidence.store.folder import FolderBytes
from tongjian.kit import AccessContext, FixedClock, new_id
from tongjian.roles.unit_of_work import postgres_work as act

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("clean")]

AT = datetime(2026, 6, 15, 1, 2, 3, 456789, tzinfo=UTC)
APPLICANT, OFFICER, OTHER, COMPANY, DEPARTMENT = (new_id() for _ in range(5))
MINE = AccessContext(person=APPLICANT, holders=(COMPANY,))
OFFICE = AccessContext(person=OFFICER, holders=(DEPARTMENT,))
STRANGER = AccessContext(person=OTHER, holders=(OTHER,))
AUDITOR = AccessContext(person=OTHER, audits=True)
NOBODY = AccessContext()


def deed(target: ObjectRef, version: int = 1, *, after: bytes | None = b"\x01" * 32) -> Deed:
    actor = Actor(
        person=OFFICER, name="韩梅梅", post="reviewer@1", acting_for=None, session="s", address="::1"
    )
    return Deed(
        actor=actor,
        act="cases.accept",
        object=target,
        at=AT + timedelta(seconds=version),
        version=version,
        after=after,
        opinion="'); DROP TABLE evidence_entry; --",
    )


def case() -> ObjectRef:
    return ObjectRef(kind="cases.case", id=new_id())


@pytest.fixture
def log() -> EvidenceLog:
    return EvidenceLog(entries=EntryTable())


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(
        rows=FileTable(),
        contents=FolderBytes(root=tmp_path),
        inspector=FixedInspector(),
        clock=FixedClock(AT),
    )


def test_rows_come_back_from_the_database_as_from_the_fake(log: EvidenceLog) -> None:
    target, salts = case(), iter(range(100))
    fixed = {"random": lambda size: next(salts).to_bytes(size, "big"), "new_id": new_id}
    kept = MemoryEntries()
    fake = EvidenceLog(entries=kept, **fixed)
    for version in (2, 1):
        fake.record(deed(target, version))
    plain = Deed(actor=Actor(person=None), act="cases.tick", object=target, at=AT, before=b"\x02" * 32)
    fake.record(plain)
    with act(OFFICE):
        for entry in kept.entries:
            log.entries.append(entry, kept.list_disclosures((entry.id,)))
    with act(AUDITOR):
        assert log.list_of(target) == fake.list_of(target)
        for entry in kept.entries:
            assert log.list_disclosures(entry.id) == tuple(
                sorted(fake.list_disclosures(entry.id), key=lambda d: d.field)
            )
            assert log.verify_row(entry.id) is RowVerdict.INTACT


def test_an_entry_is_gone_with_the_transaction_that_wrote_it(log: EvidenceLog) -> None:
    target = case()
    with act(OFFICE):
        log.record(deed(target))
        transaction.set_rollback(True)
    with act(AUDITOR):
        assert log.list_of(target) == ()


def test_a_person_reads_own_entries_an_auditor_all_and_a_visitor_none(log: EvidenceLog) -> None:
    target = case()
    with act(OFFICE):
        entry = log.record(deed(target))
        assert len(log.list_disclosures(entry)) == 3
    for viewer in (STRANGER, NOBODY, MINE):
        with act(viewer):
            assert log.list_of(target) == ()
            assert log.list_disclosures(entry) == ()
            with pytest.raises(EntryAbsent):
                log.verify_row(entry)
    with act(AUDITOR):
        assert len(log.list_of(target)) == 1
        assert len(log.list_disclosures(entry)) == 3


def test_one_change_of_an_object_takes_one_version_and_readings_take_none(log: EvidenceLog) -> None:
    target = case()
    with act(OFFICE):
        log.record(deed(target))
        log.record(deed(target, after=None))
        log.record(deed(target, after=None))
        with pytest.raises(IntegrityError), transaction.atomic():
            log.record(deed(target))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE evidence_entry SET act = 'x'",
        "DELETE FROM evidence_entry",
        "TRUNCATE evidence_entry CASCADE",
        "ALTER TABLE evidence_entry DISABLE ROW LEVEL SECURITY",
        "UPDATE evidence_disclosure SET text = 'x'",
        "DELETE FROM evidence_disclosure",
        "INSERT INTO evidence_log_leaf (seq, entry) SELECT 1, id FROM evidence_entry",
        "SELECT * FROM evidence_log_leaf",
        "UPDATE evidence_file SET sha256 = 'x'",
        "DELETE FROM evidence_file",
        "UPDATE evidence_file_access SET holder = gen_random_uuid()",
        "DELETE FROM evidence_file_access",
        "UPDATE evidence_upload SET holder = gen_random_uuid()",
        "DELETE FROM evidence_counter",
    ],
)
def test_the_web_can_neither_change_nor_take_away_what_is_evidence(statement: str) -> None:
    with act(AUDITOR), pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_superuser_who_changes_one_byte_is_found(clean: Database, log: EvidenceLog) -> None:
    with act(OFFICE):
        entry = log.record(deed(case()))
    with psycopg.connect(clean.superuser) as superuser:
        superuser.execute("UPDATE evidence_entry SET basis = basis || ' ' WHERE id = %s", [entry])
    with act(AUDITOR):
        assert log.verify_row(entry) is RowVerdict.LEAF_DIFFERS


def test_a_file_is_seen_by_its_holder_its_bringer_and_whom_it_is_shared_with(files: Files) -> None:
    by_clerk = AccessContext(person=OFFICER)
    with act(by_clerk):
        file = files.store_bytes(content=b"%PDF", name="a.pdf", holder=COMPANY, uploaded_by=OFFICER)
    readers = {"holder": MINE, "bringer": by_clerk}
    strangers = {"stranger": STRANGER, "visitor": NOBODY, "department": AccessContext(holders=(DEPARTMENT,))}
    for viewer in readers.values():
        with act(viewer):
            assert files.find_file(file.id) == file
    for viewer in strangers.values():
        with act(viewer):
            assert files.find_file(file.id) is None
    with act(MINE):
        files.share(file=file.id, holders=(DEPARTMENT,))
        files.share(file=file.id, holders=(DEPARTMENT, DEPARTMENT))
    with act(AccessContext(holders=(DEPARTMENT,))):
        assert files.list_files((file.id,)) == (file,)
    with act(STRANGER):
        assert files.list_files((file.id,)) == ()


def test_nobody_shares_a_file_they_cannot_see_or_signs_an_upload_as_another(files: Files) -> None:
    with act(MINE):
        file = files.store_bytes(content=b"%PDF", name="a.pdf", holder=COMPANY, uploaded_by=APPLICANT)
    with act(STRANGER), pytest.raises(ProgrammingError):
        files.share(file=file.id, holders=(OTHER,))
    with act(STRANGER), pytest.raises(ProgrammingError):
        files.store_bytes(content=b"%PDF", name="a.pdf", holder=OTHER, uploaded_by=APPLICANT)


def test_an_upload_goes_from_its_parts_to_a_file_within_its_holders_sight(files: Files) -> None:
    content = b"%PDF-1.7"
    with act(MINE):
        upload = files.begin_upload(name="a.pdf", size=8, holder=COMPANY, uploaded_by=APPLICANT)
    with act(STRANGER):
        assert files.find_upload(upload.id) is None
    files.append_part(upload=upload, offset=0, stream=io.BytesIO(content))
    with act(MINE):
        assert files.get_upload(upload.id) == replace(upload, offset=8)
        file = files.finish_upload(upload.id)
        assert files.find_upload(upload.id) is None
    with act(MINE):
        assert files.finish_upload(upload.id) == file
    assert isinstance(upload, Upload)
    assert isinstance(file, StoredFile)
    assert file.at == AT


def test_only_the_holders_own_expired_uploads_are_forgotten(files: Files) -> None:
    with act(MINE):
        upload = files.begin_upload(name="a.pdf", size=8, holder=COMPANY, uploaded_by=APPLICANT)
    later = upload.expires_at + timedelta(seconds=1)
    with act(STRANGER):
        files.rows.drop_expired(holder=COMPANY, now=later)
    with act(MINE):
        assert files.rows.find_upload(upload.id) == upload
        files.rows.drop_expired(holder=COMPANY, now=later)
        assert files.rows.find_upload(upload.id) is None


def numbered(counts: int, results: list[int], barrier: threading.Barrier) -> None:
    numbers = Numbers(counters=CounterTable())
    barrier.wait(10)
    try:
        for turn in range(counts):
            with act(OFFICE):
                number = numbers.next_number(scheme="permit", scope="37081120260615")
                if turn % 3 == 0:
                    transaction.set_rollback(True)
                else:
                    results.append(number)
    finally:
        connection.close()


def test_numbers_have_neither_gap_nor_double_with_many_hands_and_rollbacks() -> None:
    results: list[int] = []
    barrier = threading.Barrier(4)
    hands = [threading.Thread(target=numbered, args=(15, results, barrier)) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sorted(results) == list(range(1, 41))


@pytest.fixture
def held(clean: Database) -> Iterator[UUID]:
    """An entry written in a transaction that is still open elsewhere."""
    entry, other = new_id(), new_id()
    with psycopg.connect(clean.urls.app) as waiting:
        waiting.execute(
            "INSERT INTO evidence_entry (id, at, post, session, act, object_kind, object_id, object_version, "
            "basis, rule_version, suggestion, algorithm, salt, leaf_hash) "
            "VALUES (%s, now(), '', '', 'a', 'k', %s, 1, '', '', false, 'x', '', '')",
            [entry, other],
        )
        yield entry


def test_a_transaction_held_open_hinders_no_other_from_recording(log: EvidenceLog, held: UUID) -> None:
    target = case()
    with act(OFFICE):
        log.record(deed(target))
    with act(AUDITOR):
        assert len(log.list_of(target)) == 1
        assert log.entries.find(held) is None


def test_states_with_the_same_facts_have_the_same_hash() -> None:
    assert state_hash({"b": 1, "a": ["甲", None]}) == state_hash({"a": ("甲", None), "b": 1})

"""The checks of the invariants: silent over an untouched house, and every planted breach is named."""

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from tests.database import Database, point_django_at
from tests.store.cases_play import PERMIT, PLAIN_PERMIT, Play
from tests.store.walk import Walk, load_city
from tongjian.evidence import Files
from tongjian.roles.invariants import (
    Answer,
    Kept,
    check_every,
    read_answers,
    read_kept,
)
from tongjian.roles.invariants.every import RowsHidden
from tongjian.roles.rooms import files_of

pytestmark = pytest.mark.database


UNIQUE = (
    ("cases_case", "number"),
    ("cases_document", "number"),
    ("cases_result", "number"),
    ("cases_application", "draft_id"),
)


@pytest.fixture(scope="module")
def house(database: Database) -> Iterator[Play]:
    """One permit delivered and one refused; Django stands at the superuser's from then on."""
    database.empty()
    load_city(database)
    play = Play(Walk(database))
    play.delivered(PLAIN_PERMIT)
    play.refused(PERMIT)
    point_django_at(database.superuser)
    yield play
    point_django_at(database.urls.app)
    database.empty()


@pytest.fixture
def planted(house: Play) -> Iterator[None]:
    """Whatever the test does to the rows is undone; constraints and triggers look away meanwhile."""
    assert house.project
    with transaction.atomic():
        _run("SET LOCAL session_replication_role = replica")
        for table, column in UNIQUE:
            _run(f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_key")
        _run("DROP INDEX cases_extension_once")
        yield
        transaction.set_rollback(True)


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount != 0, statement


def _files() -> Files:
    return files_of(settings.TONGJIAN)


def _a_referenced_file() -> Path:
    """Return a file of this database; other tests keep theirs in the same folder."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sha256 FROM evidence_file ORDER BY id LIMIT 1")
        row = cursor.fetchone()
    assert row is not None
    return next(Path(settings.TONGJIAN.data_folder).absolute().rglob(row[0]))


def _found() -> list[str]:
    return [str(one) for one in check_every(_files())]


def _answers() -> tuple[Answer, ...]:
    """Return what the house answered, as those who asked would have kept it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person, key, answer FROM cases_ledger")
        rows = cursor.fetchall()
    lines = [
        {**(json.loads(answer) if isinstance(answer, str) else answer), "person": str(person), "key": key}
        for person, key, answer in rows
    ]
    file = Path(settings.TONGJIAN.data_folder) / "answers.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines))
    return read_answers(file)


@pytest.mark.usefixtures("house")
def test_an_untouched_house_breaks_nothing() -> None:
    assert _found() == []


@pytest.mark.usefixtures("house")
def test_every_answer_given_is_there() -> None:
    answers = _answers()
    assert {one.act for one in answers} >= {"submit", "accept", "grant", "issue", "deliver", "refuse"}
    assert list(check_every(_files(), answers=answers)) == []


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize(
    ("plant", "says"),
    [
        ("DELETE FROM cases_ledger WHERE act = 'grant'", "I1: 已答复的 grant"),
        ("""UPDATE cases_ledger SET answer = jsonb_set(answer, '{number}', '"x"')""", "另一个答复"),
        ("DELETE FROM cases_record WHERE state = 11", "没有第 4 条办理过程"),
        ("DELETE FROM cases_application", "I1: 已答复的 submit"),
        ("DELETE FROM cases_result", "没有生成的 result"),
    ],
)
def test_a_lost_answer_is_named(plant: str, says: str) -> None:
    answers = _answers()
    _run(plant)
    found = [str(one) for one in check_every(_files(), answers=answers)]
    assert any(one.startswith("I1") and says in one for one in found), found


@pytest.mark.usefixtures("house")
def test_a_lost_file_that_was_acknowledged_is_named(tmp_path: Path) -> None:
    (tmp_path / "files.jsonl").write_text(json.dumps({"id": str(uuid4()), "sha256": "0" * 64, "size": 1}))
    (lost,) = read_kept(tmp_path / "files.jsonl")
    assert [one.invariant for one in check_every(_files(), kept=[lost])] == ["I1"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, sha256, size FROM evidence_file LIMIT 1")
        present = Kept(*cursor.fetchone())
    assert list(check_every(_files(), kept=[present])) == []


PLANTS = {
    "I2 a claimed key without an answer": "UPDATE cases_ledger SET answer = NULL WHERE act = 'grant'",
    "I2 a case number given twice": "UPDATE cases_case SET number = 'x'",
    "I2 a document number given twice": "UPDATE cases_document SET number = 'x'",
    "I2 a second result of a granted case": (
        "INSERT INTO cases_result SELECT gen_random_uuid(), case_id, project_id, item, title, kind, 'x',"
        " 'x', issued_on, valid_until, holder, holder_name, organ, organ_code, 'x', unit_project, entry"
        " FROM cases_result"
    ),
    "I2 a result of a case that was not granted": (
        "UPDATE cases_result SET case_id = (SELECT id FROM cases_case WHERE state = 13)"
    ),
    "I2 a skipped number": "UPDATE evidence_counter SET last = last + 1",
    "I2 a number out of count": "UPDATE cases_result SET number = '某局自编1号'",
    "I2 a counter that forgot": "DELETE FROM evidence_counter WHERE scheme = 'result'",
    "I2 two decisions on one case": "UPDATE cases_record SET state = 13 WHERE position = 3",
    "I2 one draft handed in twice": (
        "UPDATE cases_application SET draft_id = (SELECT min(draft_id::text)::uuid FROM cases_application)"
    ),
    "I2 one item twice in an application": (
        "UPDATE cases_case SET item_code = 'x', application_id = '00000000-0000-7000-8000-000000000000'"
    ),
    "I2 two extensions of one case": (
        "INSERT INTO cases_extension SELECT gen_random_uuid(), c.id, gen_random_uuid(), 'granted', 1, 'x',"
        " c.id, 'x', c.received_on, now(), c.id FROM cases_case c, generate_series(1, 2)"
    ),
    "I2 a decision before its hearing": (
        "INSERT INTO cases_hearing_step SELECT gen_random_uuid(), c.id, 'ordered', NULL, c.received_on, NULL,"
        " '', '', 'x', c.id, 'x', now(), c.id FROM cases_case c"
    ),
    "I2 a result delivered while a paper was owing": (
        "INSERT INTO cases_deferral SELECT gen_random_uuid(), c.id, 'x', 'x', c.received_on, c.id, 'x',"
        " now(), 'promised', NULL, NULL, '', false, NULL FROM cases_case c"
    ),
    "I3 a record whose entry is gone": "DELETE FROM evidence_entry WHERE act = 'cases.grant'",
    "I3 an entry whose record is gone": "DELETE FROM cases_record WHERE state = 11",
    "I3 a record under a foreign entry": "UPDATE cases_record SET act = 'withdraw' WHERE state = 11",
    "I3 an entry with a changed column": "UPDATE evidence_entry SET basis = '另一部法律'",
    "I3 an entry moved to another day": "UPDATE evidence_entry SET at = at + interval '1 day'",
    "I3 an entry of an unknown algorithm": "UPDATE evidence_entry SET algorithm = 'rot13'",
    "I3 a name put in another's place": "UPDATE evidence_disclosure SET text = '张三' WHERE field = 'name'",
    "I3 a delivery nobody recorded": "UPDATE cases_delivery SET entry = gen_random_uuid()",
    "I4 a state nobody recorded": "UPDATE cases_case SET state = 11 WHERE state = 13",
    "I4 a day changed behind the log": "UPDATE cases_case SET decided_on = decided_on - 1",
    "I4 a case removed with its records": "DELETE FROM cases_case",
    "I4 a case nobody recorded": "UPDATE cases_case SET id = gen_random_uuid()",
    "I4 a record cut out of the middle": "DELETE FROM cases_record WHERE position = 2",
    "I4 a closed case left open": "UPDATE cases_case SET closed_at = NULL WHERE state = 13",
    "I4 a link taken out of the log": "DELETE FROM evidence_entry WHERE object_version = 2",
    "I4 a fact of a project changed behind the log": "UPDATE cases_project SET facts = '{}'",
    "I4 a unit project nobody recorded": (
        "INSERT INTO cases_unit_project SELECT gen_random_uuid(), project_id, code || '-77', name, scope,"
        " previous FROM cases_unit_project"
    ),
    "I4 a building added behind the log": (
        "INSERT INTO cases_building (id, unit_project_id, name, code)"
        " SELECT gen_random_uuid(), id, '一号楼', '' FROM cases_unit_project"
    ),
    "I4 a project removed": "DELETE FROM cases_project",
    "I4 a project nobody recorded": "UPDATE cases_project SET id = gen_random_uuid()",
    "I10 a material without its file": "UPDATE cases_material SET file = gen_random_uuid()",
    "I10 a material of another hash": "UPDATE cases_material SET sha256 = repeat('0', 64)",
    "I10 a result without its file": "UPDATE cases_result_file SET file = gen_random_uuid()",
    "I10 a file that was never stored": "UPDATE evidence_file SET sha256 = repeat('0', 64)",
    "I10 a file of another size": "UPDATE evidence_file SET size = size + 1",
    "I10 a draft without its file": (
        """UPDATE cases_draft SET files = '{"a": "00000000-0000-7000-8000-000000000000"}'"""
    ),
}


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("breach", PLANTS)
def test_a_planted_breach_is_found(breach: str) -> None:
    _run(PLANTS[breach])
    found = _found()
    assert any(one.startswith(f"{breach.partition(' ')[0]}: ") for one in found), found


@pytest.mark.usefixtures("house")
def test_swapped_bytes_are_found() -> None:
    kept = _a_referenced_file()
    bytes_before = kept.read_bytes()
    kept.chmod(0o600)
    try:
        kept.write_bytes(bytes_before[:-1] + bytes([bytes_before[-1] ^ 1]))
        assert [one.invariant for one in check_every(_files())] == ["I10"]
        kept.unlink()
        assert [one.invariant for one in check_every(_files())] == ["I10"]
    finally:
        kept.write_bytes(bytes_before)
        kept.chmod(0o400)
    assert _found() == []


def test_a_role_that_does_not_see_every_row_is_refused_rather_than_believed(house: Play) -> None:
    database = house.walk.database
    point_django_at(database.urls.app)
    try:
        with pytest.raises(RowsHidden):
            list(check_every(_files()))
    finally:
        point_django_at(database.superuser)


@pytest.mark.usefixtures("planted")
def test_the_command_says_what_holds_and_ends_with_an_error_when_something_does_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("check_rows")
    assert "不变量成立" in capsys.readouterr().out
    _run("UPDATE evidence_entry SET basis = '另一部法律'")
    with pytest.raises(CommandError, match="不变量被破坏"):
        call_command("check_rows")
    assert "I3: 存证" in capsys.readouterr().err

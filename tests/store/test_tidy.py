"""What nobody needs any more is removed, once a day."""

import os
import subprocess
import time
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command

from tests.database import Database, point_django_at
from tests.unit.identity.memory import memory_records, no_transaction
from tests.unit.identity.suite import NEWCOMER, open_stage
from tongjian.kit import new_id
from tongjian.roles.everything import Daily


@pytest.mark.database
def test_old_codes_and_unfinished_uploads_go_and_fresh_ones_stay(
    clean: Database, loader: psycopg.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    row = (
        "INSERT INTO identity_phone_code (id, phone_digest, code_digest, address_digest, sent_at, tries)"
        " VALUES (%s, 'a', 'b', 'c', now() - %s, 0)"
    )
    for age in (timedelta(hours=25), timedelta(hours=23)):
        loader.execute(row, (new_id(), age))
    upload = (
        "INSERT INTO evidence_upload (id, name, size, part_size, uploaded_by, holder, expires_at)"
        " VALUES (%s, %s, 1, 1, NULL, %s, now() + %s)"
    )
    for name, left in (("old.pdf", timedelta(minutes=-1)), ("fresh.pdf", timedelta(minutes=1))):
        loader.execute(upload, (new_id(), name, new_id(), left))
    parts = Path(settings.TONGJIAN.data_folder).absolute() / "files" / "parts"
    parts.mkdir(parents=True, exist_ok=True)
    old, fresh = parts / new_id().hex, parts / new_id().hex
    for part in (old, fresh):
        part.write_bytes(b"x")
    long_ago = time.time() - 30 * 24 * 3600
    os.utime(old, (long_ago, long_ago))
    point_django_at(clean.urls.loader)
    try:
        call_command("tidy")
    finally:
        point_django_at(clean.urls.app)
    assert "removed 1 old phone codes, 1 unfinished uploads" in capsys.readouterr().out
    assert loader.execute("SELECT count(*) FROM identity_phone_code").fetchone() == (1,)
    assert loader.execute("SELECT name FROM evidence_upload").fetchall() == [("fresh.pdf",)]
    assert (old.exists(), fresh.exists()) == (False, True)


def test_it_is_done_soon_after_the_start_and_then_once_a_day_whatever_happens() -> None:
    done: list[int] = []

    def fail() -> None:
        done.append(1)
        raise subprocess.CalledProcessError(1, "tidy")

    daily = Daily(fail)
    hours = [hour for hour in range(72) if daily.look(hour * 3600.0)]
    assert (hours, len(done)) == ([1, 25, 49], 3)


def test_a_code_that_still_counts_is_kept() -> None:
    stage = open_stage(memory_records(), no_transaction, lambda _: None)
    stage.identity.request_phone_code(NEWCOMER, "127.0.0.1")
    assert stage.identity.forget_old_codes() == 0
    stage.clock.advance(timedelta(days=1, seconds=1))
    assert stage.identity.forget_old_codes() == 1

"""All checks together, for those who may see every row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.db import connection

from tongjian.evidence import Files
from tongjian.kit import Refusal
from tongjian.roles.invariants.acknowledged import Answer, Kept, check_acknowledged, check_kept
from tongjian.roles.invariants.breaches import Broken
from tongjian.roles.invariants.history import check_log
from tongjian.roles.invariants.kept_files import check_files
from tongjian.roles.invariants.once import check_once

_BYPASSES = "SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = current_user"


@dataclass(eq=False, kw_only=True)
class RowsHidden(Refusal):
    """Row-level security hides rows from this role, so that a check would say nothing."""

    code: ClassVar[str] = "roles.rows_hidden"
    says: ClassVar[str] = (
        "当前数据库角色看不到全部数据，无法检查 / this role does not see every row, so nothing can be checked"
    )
    advice: ClassVar[str] = "请用 DATABASE_LOADER_URL 指定装载角色 / name the loader's role"


def check_every(
    files: Files, *, answers: Iterable[Answer] = (), kept: Iterable[Kept] = ()
) -> Iterator[Broken]:
    """Return every breach of I1 (of the answers and files given), I2, I3, I4 and I10.

    Raises:
        RowsHidden: the connection's role is under row-level security.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BYPASSES)
        row = cursor.fetchone()
    if row is None or not row[0]:
        raise RowsHidden
    yield from check_acknowledged(answers)
    yield from check_kept(kept)
    yield from check_once()
    yield from check_log()
    yield from check_files(files)

"""Results in PostgreSQL, and what anyone may verify."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from tongjian.cases.domain.result import Result, ResultStatus, Verification
from tongjian.cases.store import models
from tongjian.cases.store.statements import fetch

_OF_RESULTS = "WHERE result_id = ANY(%s)"
_MASK_FROM = 1
_LONGEST_PERSONAL = 4


def results_from(rows: Iterable[models.ResultRow]) -> tuple[Result, ...]:
    """Return results with their made-out files and revocations, in three queries however many."""
    found = list(rows)
    if not found:
        return ()
    ids = [[row.id for row in found]]
    files = {row.result_id: row for row in fetch(models.ResultFileRow, _OF_RESULTS, ids)}
    revoked = {row.result_id: row.at for row in fetch(models.RevocationRow, _OF_RESULTS, ids)}
    return tuple(
        Result(
            id=row.id,
            case=row.case_id,
            project=row.project_id,
            item=row.item,
            title=row.title,
            kind=row.kind,
            number=row.number,
            verification_code=row.verification_code,
            issued_on=row.issued_on,
            valid_until=row.valid_until,
            holder=row.holder,
            holder_name=row.holder_name,
            organ=row.organ,
            organ_code=row.organ_code,
            source_system=row.source_system,
            unit_project=row.unit_project,
            file=files[row.id].file if row.id in files else None,
            file_sha256=files[row.id].sha256 if row.id in files else "",
            revoked_at=revoked.get(row.id),
        )
        for row in found
    )


def verify(code: str, on: date) -> Verification:
    """Answer anyone about a code or number, by the one function that reaches past row-level rights."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cases_verify(%s)", (code,))
        row = cursor.fetchone()
    if row is None:
        return Verification(status=ResultStatus.UNKNOWN)
    title, number, holder_name, alone, organ, issued_on, valid_until, revoked = row
    expired = valid_until is not None and on > valid_until
    why = "该文书已被撤销" if revoked else "该文书已超过有效期" if expired else ""
    return Verification(
        status=ResultStatus.INVALID if why else ResultStatus.VALID,
        title=title,
        number=number,
        holder_name=_masked(holder_name) if alone or _is_personal(holder_name) else holder_name,
        organ=organ,
        issued_on=issued_on,
        valid_until=valid_until,
        why=why,
    )


def _is_personal(name: str) -> bool:
    """Return whether a name is a person's by its form: no company has so short a name, or a dot in it."""
    return len(name) <= _LONGEST_PERSONAL or "·" in name


def _masked(name: str) -> str:
    return name[:_MASK_FROM] + "*" * (len(name) - _MASK_FROM)

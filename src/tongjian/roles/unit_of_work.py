"""One act, one transaction, under the row-level rights of one viewer."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import psycopg
from django.db import IntegrityError, connection, transaction
from psycopg import errors

from tongjian.flow import FlowKeyInUse
from tongjian.flow.store.prepared import CONTEXT, send
from tongjian.kit import AccessContext

_SET = (
    "SELECT set_config('tongjian.person', %s, true), set_config('tongjian.holders', %s, true), "
    "set_config('tongjian.audits', %s, true), set_config('tongjian.repairs', %s, true), "
    "set_config('plan_cache_mode', 'force_generic_plan', true)"
)
_open: ContextVar[AccessContext | None] = ContextVar("open_unit_of_work", default=None)


@contextmanager
def postgres_work(access: AccessContext) -> Iterator[None]:
    """Open a transaction in which PostgreSQL shows what ``access`` may see; a unit of work.

    Inside another one it joins it; under other rights they hold until its own end only.
    """
    outer = _open.get()
    if outer == access:
        yield
        return
    token = _open.set(access)
    try:
        with _refusing_taken_keys(), transaction.atomic():
            _show(access)
            yield
            if outer is not None:
                _show(outer)
    finally:
        _open.reset(token)


@contextmanager
def piped_work(access: AccessContext) -> Iterator[None]:
    """Open a transaction whose statements are sent without waiting for answers nobody reads.

    Beginning, rights and first read are one wait, the last write and the commit another; a fault of
    the last write comes with the commit. No savepoints inside: what fails, fails as a whole. Inside
    another transaction it joins that one, without a pipeline.

    Raises:
        FlowKeyInUse: another transaction has just kept an answer under the same ticket.
    """
    if connection.in_atomic_block:
        with postgres_work(access):
            yield
        return
    token = _open.set(access)
    try:
        connection.ensure_connection()
        raw = connection.connection
        with (
            _refusing_taken_keys(),
            transaction.atomic(),
            _own_begin(raw),
            connection.wrap_database_errors,
            raw.pipeline(),
        ):
            send("BEGIN")
            send(CONTEXT, _values(access))
            yield
            send("COMMIT")
    finally:
        _open.reset(token)


@contextmanager
def _own_begin(raw: psycopg.Connection) -> Iterator[None]:
    """Let the driver begin nothing by itself: it would wait for the beginning and for the end alone.

    Begun and committed as statements, both travel with their neighbours. The driver knows from the
    server whether a transaction is open, so that Django's commit has nothing left to do, and its
    rollback works as ever.
    """
    raw.autocommit = True
    yield


@contextmanager
def _refusing_taken_keys() -> Iterator[None]:
    try:
        yield
    except IntegrityError as fault:
        cause = fault.__cause__
        if isinstance(cause, errors.UniqueViolation) and cause.diag.constraint_name == "flow_ledger_pkey":
            raise FlowKeyInUse from fault
        raise


def _show(access: AccessContext) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, _values(access))


def _values(access: AccessContext) -> list[str]:
    person = "" if access.person is None else str(access.person)
    holders = "{" + ",".join(str(holder) for holder in access.holders) + "}"
    return [person, holders, "on" if access.audits else "", "on" if access.repairs else ""]

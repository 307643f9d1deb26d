"""One act, one transaction, under the row-level rights of one viewer."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from tongjian.kit import AccessContext

_SET = (
    "SELECT set_config('tongjian.person', %s, true), set_config('tongjian.holders', %s, true), "
    "set_config('tongjian.audits', %s, true)"
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
        with transaction.atomic():
            _show(access)
            yield
            if outer is not None:
                _show(outer)
    finally:
        _open.reset(token)


def _show(access: AccessContext) -> None:
    person = "" if access.person is None else str(access.person)
    holders = "{" + ",".join(str(holder) for holder in access.holders) + "}"
    with connection.cursor() as cursor:
        cursor.execute(_SET, [person, holders, "on" if access.audits else ""])

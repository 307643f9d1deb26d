"""Answers given, by ticket, in PostgreSQL. Written with the command's own statement."""

from datetime import datetime

from django.db import connection

from tongjian.flow.errors import FlowKeyReused
from tongjian.flow.ports import Ticket
from tongjian.flow.store.prepared import first, send

FIND = "SELECT request_hash, answer FROM flow_ledger WHERE person = $1 AND act = $2 AND key = $3"


FORGET = "DELETE FROM flow_ledger WHERE at < %s"


class LedgerTable:
    """Keeps the answers of the last 90 days in ``flow_ledger``."""

    def find_answer(self, ticket: Ticket) -> str | None:
        """Return the answer kept under a ticket.

        Raises:
            FlowKeyReused: the key was used for another request.
        """
        row = first(send(FIND, (ticket.person, ticket.act, ticket.key)))
        if row is None:
            return None
        request_hash, answer = row
        if bytes(request_hash) != ticket.request_hash:
            raise FlowKeyReused(key=ticket.key)
        return str(answer)

    def forget(self, *, before: datetime) -> int:
        """Remove the answers given before; return how many there were. Needs the loader's role."""
        with connection.cursor() as cursor:
            cursor.execute(FORGET, [before])
            return int(cursor.rowcount)

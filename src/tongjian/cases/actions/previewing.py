"""What the papers of an act will say, before it is done."""

from collections.abc import Callable
from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.domain.case import Document
from tongjian.cases.domain.readings import Receipt
from tongjian.identity import Actor


class _Undone(Exception):
    """The transaction of a preview ends."""


def preview(desk: Desk, actor: Actor, *, case: UUID, do: Callable[[Desk], Receipt]) -> tuple[Document, ...]:
    """Do an act, look at the papers it makes, and take everything back: they read exactly as they will.

    Nothing stays: no number is used up, nobody is told, no key is claimed. What the act refuses is
    refused here too.
    """
    made: tuple[Document, ...] = ()
    try:
        with desk.begin(actor.access()):
            before = {one.id for one in desk.readings.list_documents(case)}
            do(desk)
            made = tuple(one for one in desk.readings.list_documents(case) if one.id not in before)
            raise _Undone  # noqa: TRY301  # the way a transaction is taken back
    except _Undone:
        return made

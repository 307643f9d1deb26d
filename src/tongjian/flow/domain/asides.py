"""What the state keeps of a task on which people have acted besides completing it."""

from uuid import UUID

import msgspec

from tongjian.flow.domain.act_events import SignerPlace


class Aside(msgspec.Struct, frozen=True, array_like=True):
    """What is unusual about an open task.

    Attributes:
        assigned: the only persons who may do it; empty: those it was offered to.
        owners: of a delegated task: who had it before, in the same sense.
        delegated: it has to be handed back before it can be completed.
        host: number of the task whose added signer this is; 0: of none.
        place: where that signer signs.
        after: persons who will sign once it is completed.
        index: the member of a multi-instance whose added signer this is; 0 outside of one.
    """

    assigned: tuple[UUID, ...] = ()
    owners: tuple[UUID, ...] = ()
    delegated: bool = False
    host: int = 0
    place: SignerPlace | None = None
    after: tuple[UUID, ...] = ()
    index: int = 0

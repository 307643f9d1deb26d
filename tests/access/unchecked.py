"""People whom no check of the code stops, while the database knows them as they are."""

from dataclasses import dataclass, fields, replace
from uuid import UUID

from tests.access.city import rooms_with_blank_papers
from tongjian.identity import Actor, Applicant, Identity, LiveGrant, Role
from tongjian.kit import AccessContext
from tongjian.portal.ports import Rooms


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked(Actor):
    """Someone whom no check of the code stops."""

    seen: AccessContext

    def holds(self, role: Role, organisation: UUID) -> bool:  # noqa: ARG002
        return True

    def has(self, role: Role) -> bool:  # noqa: ARG002
        return True

    def may_act_for(self, applicant: UUID, *, application: UUID | None = None) -> bool:  # noqa: ARG002
        return True

    def access(self) -> AccessContext:
        return self.seen


class UncheckedIdentity(Identity):
    """Gives everybody all posts and all applicants, and the database their true rights."""

    everything: tuple[tuple[LiveGrant, ...], tuple[Applicant, ...]] = ((), ())

    def actor_of(self, **asked: object) -> Actor:  # type: ignore[override]
        true = Identity.actor_of(self, **asked)  # type: ignore[arg-type]
        known = {field.name: getattr(true, field.name) for field in fields(Actor)}
        posts, applicants = self.everything
        return Unchecked(**known | {"grants": posts, "applicants": applicants}, seen=true.access())


def compose_unchecked() -> Rooms:
    rooms = rooms_with_blank_papers()
    identity = rooms.identity
    unchecked = UncheckedIdentity(**{one.name: getattr(identity, one.name) for one in fields(identity)})
    return replace(rooms, identity=unchecked)

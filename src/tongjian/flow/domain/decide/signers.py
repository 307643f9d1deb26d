"""Signing by several: opening and closing a signing, adding signers (加签) and removing them (减签)."""

from typing import Protocol
from uuid import UUID

from tongjian.flow.act_errors import LastSigner, NotASigner, SignersTogether
from tongjian.flow.domain.act_events import (
    MembersAdded,
    SignerAdded,
    SignerAsked,
    SignerPlace,
    SignerRemoved,
    SigningClosed,
    SigningOpened,
)
from tongjian.flow.domain.acts import AddSigner, RemoveSigner
from tongjian.flow.domain.decide.cancelling import cancel_place
from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.opentasks import fit_persons, task_for
from tongjian.flow.domain.decide.values import count_value
from tongjian.flow.domain.events import TaskOffered, VariablesChanged
from tongjian.flow.domain.expressions import is_true
from tongjian.flow.domain.nodes import AnyActivity, UserTask
from tongjian.flow.domain.scoping import visible
from tongjian.flow.domain.signing import closes, final
from tongjian.flow.domain.state import Multi, Waiting
from tongjian.flow.domain.variables import Variables


class Finish(Protocol):
    """Going on behind an activity, or a member of a multi-instance; see ``finish_activity``."""

    def __call__(self, course: Course, scope: int, node: AnyActivity, *, index: int) -> None:
        """Go on behind it."""
        ...


def open_signing(course: Course, scope: int, node: AnyActivity) -> None:
    """Begin to count the opinions of a multi-instance whose members sign.

    Raises:
        VariableUnfit: a member's weight is not a whole number from 0.
    """
    multi = course.state.scopes[scope].multi
    signing = node.signing if isinstance(node, UserTask) else None
    if multi is None or signing is None:
        return
    facts = [visible(course.state, scope, index=index) for index in range(1, multi.total + 1)]
    weight, veto = signing.weight, signing.veto
    weights = () if weight is None else tuple(count_value(course, weight, one, node=node) for one in facts)
    vetoes = (
        ()
        if veto is None
        else tuple(is_true(veto, one, now=course.now, ticks=course.outside.ticks) for one in facts)
    )
    course.record(SigningOpened(scope, node.id, weights, vetoes))


def signed_out(node: AnyActivity, multi: Multi) -> bool:
    """Return whether a signing ends before everyone has been heard."""
    signing = node.signing if isinstance(node, UserTask) else None
    return signing is not None and multi.tally is not None and closes(signing, multi.tally)


def close_signing(course: Course, scope: int, node: AnyActivity) -> None:
    """State the outcome of a signing that ends, and set its variable in the scope around it."""
    found = course.state.scopes[scope]
    signing = node.signing if isinstance(node, UserTask) else None
    if signing is None or found.multi is None or found.multi.tally is None:
        return
    outcome = final(signing, found.multi.tally)
    course.record(SigningClosed(scope, node.id, outcome))
    if signing.outcome:
        course.record(VariablesChanged(found.parent, node.id, Variables({signing.outcome: outcome}), None))


def add_signer(course: Course, act: AddSigner) -> None:
    """Ask more people to sign (加签).

    Beside one of several who sign at the same time they become members like the others, each with
    the weight of one; else their tasks stand beside, before or after the task they are added to, and
    the work goes on when all of them are done.

    Raises:
        SignersTogether: the task is itself that of an added signer.
        Refusal: as ``task_for``; PersonsUnfit: the persons cannot be meant.
    """
    place, node = task_for(course, act)
    aside = course.state.aside_of(place.number)
    if aside.host:
        raise SignersTogether(task=act.task)
    fit_persons(act.persons, already=_asked(course, place))
    course.record(SignerAdded(act.task, place.number, node.id, act.place, act.persons, act.reason, act.by))
    if act.place == "beside" and place.index and not _sequential(node):
        _add_members(course, place, node, act.persons)
    elif act.place != "after":
        for person in act.persons:
            _ask(course, place.number, place, node, person=person, where=act.place)


def ask_those_after(course: Course, place: Waiting, node: UserTask, *, after: tuple[UUID, ...]) -> None:
    """Offer tasks to those who sign after a task that has just been completed."""
    for person in after:
        _ask(course, place.number, place, node, person=person, where="after")


def remove_signer(course: Course, act: RemoveSigner, *, finish: Finish) -> None:
    """Ask a signer no more (减签).

    Raises:
        NotASigner: the task is nobody's but its own.
        LastSigner: nobody would be left to sign.
        Refusal: as ``task_for``.
    """
    place, node = task_for(course, act)
    aside = course.state.aside_of(place.number)
    multi = course.state.scopes[place.scope].multi
    if not aside.host and (multi is None or not place.index):
        raise NotASigner(task=act.task)
    if not aside.host and multi is not None and multi.total - multi.removed <= 1:
        raise LastSigner(task=act.task)
    course.record(
        SignerRemoved(act.task, place.number, node.id, place.scope, place.index, act.reason, act.by)
    )
    cancel_place(course, place)
    if not aside.host:
        finish(course, place.scope, node, index=place.index)
    elif not in_group(course, aside.host):
        finish(course, place.scope, node, index=aside.index)


def in_group(course: Course, host: int) -> bool:
    """Return whether a task or one of the signers added to it is still open."""
    state = course.state
    return host in state.waiting or any(one.host == host for one in state.asides.values())


def _ask(
    course: Course, host: int, place: Waiting, node: UserTask, *, person: UUID, where: SignerPlace
) -> None:
    number = course.number()
    task = course.state.task_of(number)
    course.record(
        TaskOffered(
            task, number, place.scope, node.id, node.name, "", None, node.acts, "", 0, course.now, (person,)
        )
    )
    course.record(SignerAsked(number, host, where, person, place.index))


def _add_members(course: Course, place: Waiting, node: UserTask, persons: tuple[UUID, ...]) -> None:
    multi = course.state.scopes[place.scope].multi
    before = multi.total if multi else 0
    course.record(MembersAdded(place.scope, node.id, persons))
    for index, person in enumerate(persons, start=before + 1):
        number = course.number()
        task = course.state.task_of(number)
        course.record(
            TaskOffered(
                task,
                number,
                place.scope,
                node.id,
                node.name,
                "",
                None,
                node.acts,
                "",
                index,
                course.now,
                (person,),
            )
        )


def _asked(course: Course, place: Waiting) -> tuple[UUID, ...]:
    """Return who has been asked to sign this task already."""
    state = course.state
    aside = state.aside_of(place.number)
    added = tuple(
        person for one in state.asides.values() if one.host == place.number for person in one.assigned
    )
    return (*aside.assigned, *aside.after, *added)


def _sequential(node: UserTask) -> bool:
    return node.multi_instance is not None and node.multi_instance.sequential

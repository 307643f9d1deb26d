"""Judging a case at the desk: what is shown beside its papers, and keeping what the reviewer notes.

Notes are working papers of the organ: no act of the process, kept until the opinion is given.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.reading import get_case
from tongjian.cases.actions.side_tasks import may_take_side
from tongjian.cases.actions.tasks import may_do
from tongjian.cases.actions.texts import LONGEST, check_texts, too_long
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.judging import (
    LONGEST_PHRASE,
    EarlierDecision,
    JudgingSheet,
    OpinionDraft,
    Phrase,
    PointNote,
    ReviewMark,
    case_name,
    judged,
    note_problems,
    papers_of,
)
from tongjian.cases.domain.kinds import state_label
from tongjian.cases.errors import NotFound, NotYourTask
from tongjian.cases.judging_errors import StaleOpinion
from tongjian.cases.ports import WorkItem
from tongjian.catalogue import ReviewPoint, UnknownItem
from tongjian.identity import Actor, Role
from tongjian.kit import Invalid, Problem
from tongjian.rules import Fact

POSTS = (Role.REVIEWER, Role.APPROVER, Role.PROVIDER, Role.CLERK)
"""Posts whose holders keep phrases."""

_EARLIER = 5


def get_judging(desk: Desk, actor: Actor, *, case: UUID) -> JudgingSheet:
    """Return everything the case desk shows of a case.

    Raises:
        NotFound: no such case, or not for these eyes.
    """
    with desk.begin(actor.access()):
        sheet = get_case(desk, actor, case=case)
        found = sheet.case
        work = _work_of(desk, actor, found)
        node = work.node if work else ""
        return JudgingSheet(
            sheet=sheet,
            node=node,
            points=judged(points_of(desk, found), desk.judging.list_marks(case), reader=actor.person),
            papers=papers_of(desk.judging.list_papers(case)),
            draft=_draft_of(desk, actor, case, node),
            phrases=_phrases_of(desk, actor),
            earlier=_earlier(desk, found),
            facts=_facts_of(desk, found),
        )


def points_of(desk: Desk, case: Case) -> tuple[ReviewPoint, ...]:
    """Return what is to be judged of a case, by the catalogue in force."""
    catalogue = desk.catalogue.current()
    try:
        return catalogue.review_points_of(catalogue.item(case.frozen.item_code))
    except UnknownItem:
        return ()


def save_judging(
    desk: Desk,
    actor: Actor,
    *,
    case: UUID,
    notes: Iterable[PointNote] = (),
    text: str = "",
    choice: str = "",
    version: int = 0,
) -> OpinionDraft:
    """Keep the marks and the draft of the opinion; return the draft as kept.

    Args:
        desk: what acts stand on.
        actor: who has an open task of the case.
        case: the case.
        notes: what is noted at points; an empty note removes the mark.
        text: the opinion so far.
        choice: what it is to come to, as the page offers it.
        version: of the draft that the page was made from; 0 for none.

    Raises:
        NotFound: no such case, or not for these eyes.
        NotYourTask: none of the open tasks is the actor's.
        StaleOpinion: the draft was saved elsewhere meanwhile; nothing is kept.
        Invalid: unknown points, places off the papers, overlong texts; each with its field.
    """
    kept = tuple(notes)
    check_texts({"opinion": text, "choice": choice, **{f"points.{one.point}": one.remark for one in kept}})
    with desk.begin(actor.access()):
        found = desk.store.find_case(case)
        if found is None:
            raise NotFound(what="办件")
        work = _work_of(desk, actor, found)
        if work is None:
            raise NotYourTask(node_name=act_label("review"), who="承办该环节的人员")
        _refuse_bad(desk, found, kept, text)
        draft = OpinionDraft(text=text, choice=choice[:50], version=version, saved_at=desk.now())
        new = desk.judging.save_draft(case=case, person=actor.person, node=work.node, draft=draft)
        if new is None:
            raise StaleOpinion(case=case, version=_draft_of(desk, actor, case, work.node).version)
        _keep_marks(desk, actor, found, kept, organisation=work.organisation)
    return OpinionDraft(text, choice, new, draft.saved_at)


def end_judging(desk: Desk, actor: Actor, *, case: UUID, node: str) -> None:
    """Remove the draft of an opinion that is given; the marks stay."""
    with desk.begin(actor.access()):
        desk.judging.remove_draft(case=case, person=actor.person, node=node)


def list_phrases(desk: Desk, actor: Actor) -> tuple[Phrase, ...]:
    """Return the actor's own phrases, then those of the actor's organisations."""
    with desk.begin(actor.access()):
        return _phrases_of(desk, actor)


def add_phrase(desk: Desk, actor: Actor, *, text: str, shared: bool = False) -> UUID:
    """Add a phrase for oneself, or for all of one's first organisation; return its id.

    Raises:
        NotYourTask: the actor holds no post that handles cases.
        Invalid: no text, or too much of it.
    """
    words = text.strip()
    check_texts({"phrase": words})
    organisations = _organisations(actor)
    if not organisations:
        raise NotYourTask(node_name="常用语", who="办理人员")
    problems = too_long(field="phrase", label="常用语", text=words, longest=LONGEST_PHRASE)
    if not words:
        problems = (Problem("phrase", "请填写常用语"),)
    if problems:
        raise Invalid(problems=problems)
    phrase = desk.ids()
    owner = organisations[0] if shared else actor.person
    with desk.begin(actor.access()):
        desk.judging.add_phrase(
            phrase=phrase, owner=owner, shared=shared, text=words, made_by=actor.person, at=desk.now()
        )
    return phrase


def remove_phrase(desk: Desk, actor: Actor, *, phrase: UUID) -> None:
    """Remove a phrase one has made.

    Raises:
        NotFound: there is none, or somebody else made it.
    """
    with desk.begin(actor.access()):
        if not desk.judging.remove_phrase(phrase=phrase, made_by=actor.person):
            raise NotFound(what="常用语")


def _organisations(actor: Actor) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(one.organisation for one in actor.grants if one.role in POSTS))


def _phrases_of(desk: Desk, actor: Actor) -> tuple[Phrase, ...]:
    return desk.judging.list_phrases(person=actor.person, organisations=_organisations(actor))


def _work_of(desk: Desk, actor: Actor, case: Case) -> WorkItem | None:
    """Return the first open task of a case that is the actor's, of the process or beside it."""
    doable = {one.id for one in desk.flow.open_tasks(case.id) if may_do(actor, case, one)}
    work = desk.readings.list_case_work(case.id)
    return next((one for one in work if one.task in doable or may_take_side(actor, case, one)), None)


def _draft_of(desk: Desk, actor: Actor, case: UUID, node: str) -> OpinionDraft:
    found = desk.judging.find_draft(case=case, person=actor.person, node=node) if node else None
    return found or OpinionDraft()


def _facts_of(desk: Desk, case: Case) -> Mapping[str, Fact]:
    project = desk.projects.find_project(case.project) if case.project else None
    return project.facts if project else {}


def _earlier(desk: Desk, case: Case) -> tuple[EarlierDecision, ...]:
    found = desk.judging.list_decided(
        department=case.department, item=case.frozen.item_code, without=case.id, size=_EARLIER
    )
    return tuple(
        EarlierDecision(
            case=one.id,
            number=one.number,
            name=case_name(one),
            state_label=state_label(one.frozen.kind, one.state),
            decided_on=one.decided_on,
            verdict=opinion.verdict if opinion else None,
            opinion=opinion.text if opinion else "",
        )
        for one, opinion in found
        if one.decided_on is not None
    )


def _refuse_bad(desk: Desk, case: Case, notes: tuple[PointNote, ...], text: str) -> None:
    problems = (
        *too_long(field="opinion", label="意见", text=text, longest=LONGEST),
        *note_problems(
            notes,
            points=[one.key for one in points_of(desk, case)],
            materials=[one.id for one in desk.judging.list_papers(case.id)],
        ),
    )
    if problems:
        raise Invalid(problems=problems)


def _keep_marks(
    desk: Desk, actor: Actor, case: Case, notes: tuple[PointNote, ...], *, organisation: UUID
) -> None:
    """Write what differs from what is kept."""
    marks = desk.judging.list_marks(case.id)
    kept = {
        one.point: PointNote(one.point, one.verdict, one.remark, one.place)
        for one in marks
        if one.person == actor.person
    }
    for note in notes:
        if note == kept.get(note.point, PointNote(note.point)):
            continue
        if note.is_empty:
            desk.judging.remove_mark(case=case.id, point=note.point, person=actor.person)
            continue
        desk.judging.put_mark(
            ReviewMark(
                case=case.id,
                point=note.point,
                person=actor.person,
                person_name=actor.name,
                organisation=organisation,
                verdict=note.verdict,
                remark=note.remark,
                place=note.place,
                marked_at=desk.now(),
            )
        )

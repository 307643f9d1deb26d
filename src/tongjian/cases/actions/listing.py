"""Reading drafts, applications, licences, and what anyone may verify."""

from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.reading import case_rows
from tongjian.cases.actions.slots import slots_of
from tongjian.cases.actions.texts import sought
from tongjian.cases.domain.project import UnitProject
from tongjian.cases.domain.readings import ApplicationSheet, Draft, DraftSheet
from tongjian.cases.domain.result import Result, Verification
from tongjian.cases.errors import NotFound
from tongjian.evidence import read_code
from tongjian.identity import Actor
from tongjian.kit import AccessContext

_MANY = 1000


def list_drafts(desk: Desk, actor: Actor) -> tuple[Draft, ...]:
    """Return the drafts of the applicants the actor acts for."""
    with desk.begin(actor.access()):
        return desk.drafts.list_drafts(applicants=tuple(one.id for one in actor.applicants))


def find_draft_by_number(desk: Desk, actor: Actor, *, number: str) -> Draft | None:
    """Return a draft by the number on its slip, if the actor may see it."""
    with desk.begin(actor.access()):
        return desk.drafts.find_draft_by_number(sought(number))


def get_draft(desk: Desk, actor: Actor, *, draft: UUID) -> DraftSheet:
    """Return a draft with its items and the union of its materials.

    Raises:
        NotFound: no such draft, or not for these eyes.
    """
    with desk.begin(actor.access()):
        found = desk.drafts.find_draft(draft)
        if found is None:
            raise NotFound(what="草稿")
        project = desk.projects.find_project(found.project) if found.project else None
        catalogue = desk.catalogue.current()
        return DraftSheet(
            draft=found,
            project=project,
            items=tuple((code, catalogue.item(code).name) for code in found.items),
            slots=slots_of(desk, found, project),
            unit_project=_unit_of(desk, found),
        )


def _unit_of(desk: Desk, draft: Draft) -> UnitProject | None:
    if draft.project is None or draft.unit_project is None:
        return None
    units = desk.projects.list_unit_projects(draft.project)
    return next((unit for unit in units if unit.id == draft.unit_project), None)


def get_application(desk: Desk, actor: Actor, *, application: UUID) -> ApplicationSheet:
    """Return one application with every case it opened that the actor may see.

    Raises:
        NotFound: no such application, or not for these eyes.
    """
    with desk.begin(actor.access()):
        found = desk.readings.find_application(application)
        if found is None:
            raise NotFound(what="申报")
        cases = desk.readings.list_cases(application=application, size=_MANY).rows
        materials = desk.readings.list_application_materials(application)
        reused = sum(material.origin.reused for material in materials)
        return ApplicationSheet(
            id=found.id,
            parallel_code=found.parallel_code,
            stage=found.stage,
            project=desk.projects.find_project(found.project) if found.project else None,
            applicant_name=found.applicant_name,
            submitted_at=found.submitted_at,
            cases=case_rows(desk, cases),
            materials=materials,
            submitted_count=len(materials) - reused,
            reused_count=reused,
        )


def list_licences(desk: Desk, actor: Actor) -> tuple[Result, ...]:
    """Return the results held by the applicants the actor acts for."""
    with desk.begin(actor.access()):
        return desk.readings.list_holder_results(tuple(one.id for one in actor.applicants))


def verify(desk: Desk, code: str) -> Verification:
    """Tell anyone whether a result is valid, by its verification code or its number."""
    with desk.begin(AccessContext()):
        return desk.readings.verify_result(read_code(sought(code)) or sought(code), desk.today())

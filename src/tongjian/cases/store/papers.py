"""Papers, opinions and records of a case from their rows."""

from tongjian.cases.domain.case import Opinion, ProcessRecord, Verdict
from tongjian.cases.domain.material import Material, MaterialOrigin
from tongjian.cases.domain.states import CaseState
from tongjian.cases.store import models

PAPERS_OF_CASE = """
WHERE id IN (SELECT m.material_id FROM cases_material_case m WHERE m.case_id = %s) ORDER BY round, id
"""
"""Every version of every paper that a case rests on, after ``FROM cases_material``."""


def opinion_from(row: models.OpinionRow) -> Opinion:
    """Return an opinion from its row."""
    return Opinion(
        id=row.id,
        case=row.case_id,
        node=row.node,
        organisation=row.organisation,
        organisation_name=row.organisation_name,
        person=row.person,
        person_name=row.person_name,
        verdict=Verdict(row.verdict),
        text=row.text,
        given_at=row.given_at,
        entry=row.entry,
    )


def material_from(row: models.MaterialRow) -> Material:
    """Return a paper from its row."""
    return Material(
        id=row.id,
        application=row.application_id,
        project=row.project_id,
        key=row.key,
        code=row.code,
        name=row.name,
        file=row.file,
        file_name=row.file_name,
        sha256=row.sha256,
        size=row.size,
        origin=MaterialOrigin(row.origin),
        source=row.source,
        source_id=row.source_id,
        round=row.round,
        handed_in_at=row.handed_in_at,
    )


def record_from(row: models.CaseRecordRow) -> ProcessRecord:
    """Return a process record from its row."""
    return ProcessRecord(
        case=row.case_id,
        position=row.position,
        state=CaseState(row.state),
        act=row.act,
        opinion=row.opinion,
        person=row.person,
        person_name=row.person_name,
        office=row.office,
        organisation_name=row.organisation_name,
        organisation_code=row.organisation_code,
        source_system=row.source_system,
        at=row.at,
        entry=row.entry,
    )
